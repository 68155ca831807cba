// Routed commands that begin and cancel called instances: both have to look at the caller and its child first.
import type { Routed } from '../core/index.ts';
import { lookUp } from '../core/table.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { CallLimits } from './callLimits.ts';
import type { Definitions } from './definitions.ts';
import { system } from './submission.ts';
import type { Work } from './work.ts';

type RoutedOf<T extends Routed['type']> = Extract<Routed, { type: T }>;

export interface ChildDelivery {
  create(id: string, command: RoutedOf<'createChild'>, at: number): Promise<void>;
  cancel(id: string, command: RoutedOf<'cancelChildren'>, at: number): Promise<void>;
}

export interface ChildDeliveryOptions {
  store: OpenStore;
  definitions: Definitions;
  calls: CallLimits;
  submit(work: Work): void;
  /** That ends the routed command. */
  work(
    id: string,
    command: Routed,
    at: number,
    work: Pick<Work, 'target' | 'commands' | 'guard' | 'reads'>,
  ): Work;
  /** Nobody is there for it. */
  forget(id: string): Promise<void>;
}

export function createChildDelivery(options: ChildDeliveryOptions): ChildDelivery {
  const { store, definitions, calls, submit, work, forget } = options;
  return { create, cancel };

  async function create(id: string, command: RoutedOf<'createChild'>, at: number): Promise<void> {
    const { definitionKey, processId: _, type: __, ...create } = command;
    const definition = await definitions.byKey(definitionKey);
    if (!definition) throw new Error(`Expected definition ${definitionKey} in the store`);
    const { instanceKey, elementInstanceKey } = command.parent;
    const refused = await calls.refuse(definition, instanceKey, command.rootKey);
    if (refused === 'over') return forget(id);
    if (refused) {
      const target = { kind: 'instance' as const, key: instanceKey };
      const refusal = { type: 'refuseChild' as const, elementInstance: elementInstanceKey, ...refused };
      return submit(work(id, command, at, { target, commands: [refusal] }));
    }
    submit(
      work(id, command, at, {
        target: { kind: 'new', definition, startedBy: system.username, create },
        commands: [],
        reads: instanceKey,
        // A caller that ended before its child began would leave an orphan.
        async guard({ state }) {
          const caller = await state(instanceKey);
          const calling = caller?.status === 'active' && lookUp(caller.elements, elementInstanceKey);
          return calling
            ? undefined
            : { code: 'ELEMENT_INSTANCE_NOT_FOUND', values: { key: elementInstanceKey } };
        },
      }),
    );
  }

  /** A call activity has one child. One that is not yet there finds its caller gone. */
  async function cancel(id: string, command: RoutedOf<'cancelChildren'>, at: number): Promise<void> {
    const row: { key: number } | undefined = await store
      .reader('cauce_process_instances')
      .where({
        tenant_id: store.tenant,
        parent_element_key: command.parentElementInstance,
        state: 'ACTIVE',
      })
      .first('key');
    if (!row) return forget(id);
    const target = { kind: 'instance' as const, key: row.key };
    submit(work(id, command, at, { target, commands: [{ type: 'cancelInstance' }] }));
  }
}
