// Carries routed commands to their streams: right after the commit, and again at boot for those a crash left over.
import type { Routed } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definitions } from './definitions.ts';
import type { Messages } from './messages.ts';
import { system } from './submission.ts';
import type { Target, Work } from './work.ts';

export interface Delivery {
  /** Work for the queue where the target is one instance; anything else is done beside and gives undefined. */
  workFor(id: string, command: Routed): Work | undefined;
  /** Resolves when what is done beside the queue has been handed over. */
  settled(): Promise<void>;
}

export interface DeliveryOptions {
  store: OpenStore;
  definitions: Definitions;
  messages: Messages;
  submit(work: Work): void;
  /** Told of failures that a later boot tries again. */
  failed(error: unknown): void;
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, definitions, messages } = options;
  const beside = new Set<Promise<void>>();

  return {
    workFor(id, command) {
      if (command.type === 'completeChild' || command.type === 'failChild' || command.type === 'continue') {
        const { instanceKey, ...rest } = command;
        return quiet(id, { kind: 'instance', key: instanceKey }, [rest]);
      }
      const task = deliver(id, command).catch(options.failed);
      beside.add(task);
      void task.finally(() => beside.delete(task));
      return undefined;
    },
    async settled() {
      while (beside.size > 0) await Promise.all(beside);
    },
  };

  /** A rejection is the end of a routed command: its target is gone. The queue forgets it. */
  function quiet(id: string, target: Target, commands: Work['commands']): Work {
    return {
      target,
      commands,
      principal: system.username,
      routedId: id,
      done: () => {},
      failed: options.failed,
    };
  }

  async function deliver(id: string, command: Routed): Promise<void> {
    switch (command.type) {
      case 'createChild': {
        const { definitionKey, processId: _, type: __, ...create } = command;
        const definition = await definitions.byKey(definitionKey);
        if (!definition) throw new Error(`Expected definition ${definitionKey} in the store`);
        const target: Target = { kind: 'new', definition, startedBy: system.username, create };
        options.submit(quiet(id, target, []));
        return;
      }
      case 'cancelChildren':
        return cancelChildren(id, command.parentElementInstance);
      case 'publishMessage':
        await messages.publish({ ...command, principal: system, messageId: id });
        return forget(id);
      case 'broadcastSignal':
        await messages.broadcast({ name: command.name, variables: command.variables, principal: system });
        return forget(id);
    }
  }

  async function cancelChildren(id: string, parentElementInstance: number): Promise<void> {
    const rows = await store
      .reader('cauce_process_instances')
      .where({ tenant_id: store.tenant, parent_element_key: parentElementInstance, state: 'ACTIVE' })
      .select('key');
    const [first, ...others] = rows as { key: number }[];
    if (!first) return forget(id);
    for (const { key } of others)
      options.submit({ ...quiet(id, { kind: 'instance', key }, [{ type: 'cancelInstance' }]) });
    options.submit(quiet(id, { kind: 'instance', key: first.key }, [{ type: 'cancelInstance' }]));
  }

  async function forget(id: string): Promise<void> {
    await store.write((db) => db('cauce_routed').where({ tenant_id: store.tenant, id }).del());
  }
}
