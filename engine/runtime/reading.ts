// Plain-text reading of instances for those who may see them: variables in scope, and the history batch by batch.
import { lookUp, type Variables } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definitions } from './definitions.ts';
import type { Engine } from './engine.ts';
import type { InstanceCache } from './instanceCache.ts';

export type Reading = Pick<Engine, 'visibleVariables' | 'history' | 'model'>;

export function createReading(store: OpenStore, cache: InstanceCache, definitions: Definitions): Reading {
  return {
    /** Of a live instance from its state; of an ended one, its root's variables from the journal. */
    async visibleVariables(instanceKey, elementInstanceKey = instanceKey) {
      const live = await cache.load(instanceKey);
      if (!live) return {};
      const seen: Variables = {};
      const { elements } = live.state;
      for (let at = lookUp(elements, elementInstanceKey); at; at = lookUp(elements, at.scope)) {
        for (const [name, value] of Object.entries(at.variables ?? {}))
          if (!Object.hasOwn(seen, name)) seen[name] = value;
      }
      return live.state.status === 'active' ? seen : endedVariables(instanceKey, elementInstanceKey);
    },
    async history(instanceKey) {
      const batches = await store.readBatches(`instance:${instanceKey}`);
      return batches.map(({ sequence, commandId, actor, at, hash, commands, events }) => ({
        sequence,
        commandId,
        actor,
        at,
        hash,
        commands,
        events,
      }));
    },
    model: async (definitionKey) => (await definitions.byKey(definitionKey))?.model,
  };

  async function endedVariables(instanceKey: number, scope: number): Promise<Variables> {
    const variables: Variables = {};
    for (const { events } of await store.readBatches(`instance:${instanceKey}`)) {
      for (const event of events) {
        if (event.type === 'variablesSet' && (event.scope === scope || event.scope === instanceKey))
          Object.assign(variables, event.variables);
      }
    }
    return variables;
  }
}
