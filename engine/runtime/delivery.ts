// Carries routed commands to their streams: right after the commit, and again at boot for those a crash left over.
import type { Routed } from '../core/index.ts';
import { lookUp } from '../core/table.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { RoutedRow } from '../store/routed.ts';
import type { CallLimits } from './callLimits.ts';
import type { Definitions } from './definitions.ts';
import { createGate } from './gate.ts';
import type { Messages } from './messages.ts';
import { createRedelivery } from './redelivery.ts';
import type { Signals } from './signals.ts';
import { system } from './submission.ts';
import type { Work } from './work.ts';

export interface Delivery {
  /** Work for the queue where the target is one live instance; anything else is done beside and gives undefined. */
  workFor(id: string, command: Routed, at: number): Work | undefined;
  /** At boot. */
  recover(): Promise<void>;
  /** Those that another node left. */
  carryOn(rows: RoutedRow[]): void;
  /** What is done beside the queue and not yet handed over. */
  readonly pending: number;
  /** Resolves when what is done beside the queue has been handed over. */
  settled(): Promise<void>;
  /** What fails from now on is left to the next start. */
  close(): void;
}

export interface DeliveryOptions {
  store: OpenStore;
  definitions: Definitions;
  messages: Messages;
  signals: Signals;
  calls: CallLimits;
  submit(work: Work): void;
  /** Told of failures, which are tried again. */
  failed(error: unknown): void;
}

type RoutedOf<T extends Routed['type']> = Extract<Routed, { type: T }>;

/** Deliveries that read from the database at a time: there are few connections, and who waits too long fails. */
const AT_ONCE = 16;

export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, definitions, messages, signals, calls, submit } = options;
  const beside = new Set<Promise<void>>();
  const gate = createGate(AT_ONCE);
  const redelivery = createRedelivery();
  /** Where other nodes might have left something: what this one is about. */
  const inHand = new Set<string>();
  let closed = false;

  const delivery: Delivery = {
    workFor(id, command, at) {
      if (store.shared) inHand.add(id);
      if (
        command.type === 'completeChild' ||
        command.type === 'failChild' ||
        command.type === 'escalateChild' ||
        command.type === 'continue'
      ) {
        const { instanceKey, ...rest } = command;
        return quiet(id, command, at, { target: { kind: 'instance', key: instanceKey }, commands: [rest] });
      }
      const task = gate.pass(() => deliver(id, command, at)).catch((error) => again(error, id, command, at));
      beside.add(task);
      void task.finally(() => beside.delete(task));
      return undefined;
    },
    async recover() {
      delivery.carryOn(await store.readRouted(Number.MAX_SAFE_INTEGER));
    },
    carryOn(rows) {
      for (const { id, payload, createdAt } of rows) {
        if (closed || inHand.has(id)) continue;
        const work = delivery.workFor(id, payload as unknown as Routed, createdAt);
        if (work) submit(work);
      }
    },
    get pending() {
      return beside.size;
    },
    async settled() {
      while (beside.size > 0) await Promise.all(beside);
    },
    close() {
      closed = true;
      redelivery.close();
    },
  };
  return delivery;

  /** A rejection is the end of a routed command: its target is gone. The queue forgets it. */
  function quiet(
    id: string,
    command: Routed,
    at: number,
    work: Pick<Work, 'target' | 'commands' | 'guard' | 'reads'>,
  ): Work {
    return {
      ...work,
      principal: system.username,
      routedId: id,
      done: () => over(id),
      failed: (error) => again(error, id, command, at),
    };
  }

  function again(error: unknown, id: string, command: Routed, at: number): void {
    if (closed) return;
    options.failed(error);
    redelivery.later(id, () => {
      const work = delivery.workFor(id, command, at);
      if (work) submit(work);
    });
  }

  async function deliver(id: string, command: Routed, at: number): Promise<void> {
    switch (command.type) {
      case 'createChild':
        return createChild(id, command, at);
      case 'cancelChildren':
        return cancelChild(id, command, at);
      case 'publishMessage': {
        const { type: _, hops, inCase, ...message } = command;
        await messages.publish({ ...message, principal: system }, { id, hops, inCase });
        return forget(id);
      }
      case 'broadcastSignal': {
        const { name, variables, from, hops } = command;
        await signals.broadcast({ name, variables, principal: system, commandId: id }, { at, from, hops });
        return forget(id);
      }
      default:
        // An erased case routes nothing any more.
        return forget(id);
    }
  }

  async function createChild(id: string, command: RoutedOf<'createChild'>, at: number): Promise<void> {
    const { definitionKey, processId: _, type: __, ...create } = command;
    const definition = await definitions.byKey(definitionKey);
    if (!definition) throw new Error(`Expected definition ${definitionKey} in the store`);
    const { instanceKey, elementInstanceKey } = command.parent;
    const refused = await calls.refuse(definition, instanceKey, command.rootKey);
    if (refused === 'over') return forget(id);
    if (refused) {
      const target = { kind: 'instance' as const, key: instanceKey };
      const refusal = { type: 'refuseChild' as const, elementInstance: elementInstanceKey, ...refused };
      return submit(quiet(id, command, at, { target, commands: [refusal] }));
    }
    submit(
      quiet(id, command, at, {
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
  async function cancelChild(id: string, command: RoutedOf<'cancelChildren'>, at: number): Promise<void> {
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
    submit(quiet(id, command, at, { target, commands: [{ type: 'cancelInstance' }] }));
  }

  async function forget(id: string): Promise<void> {
    await store.writeGroup({ instances: [], routed: [] }, (db) =>
      db('cauce_routed').where({ tenant_id: store.tenant, id }).del(),
    );
    over(id);
  }

  function over(id: string): void {
    redelivery.over(id);
    if (store.shared) inHand.delete(id);
  }
}
