// Plain-text reading of instances for those who may see them: variables in scope, and the history batch by batch.
import { type InstanceState, lookUp, type Variables } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definitions } from './definitions.ts';
import type { Engine } from './engine.ts';
import type { InstanceCache } from './instanceCache.ts';

export type Reading = Pick<Engine, 'visibleVariables' | 'history' | 'model'>;

export function createReading(store: OpenStore, cache: InstanceCache, definitions: Definitions): Reading {
  return {
    /** Of a live element from its instance's state; of an ended one from the journal, as they were last. */
    async visibleVariables(instanceKey, elementInstanceKey = instanceKey) {
      const live = await cache.current(instanceKey);
      if (!live) return {};
      const { elements } = live.state;
      if (live.state.status !== 'active' || !lookUp(elements, elementInstanceKey))
        return endedVariables(instanceKey, elementInstanceKey);
      const scopes = givenFor(live.state, elementInstanceKey);
      for (let at = lookUp(elements, elementInstanceKey); at; at = lookUp(elements, at.scope))
        scopes.push(at.variables ?? {});
      return nearestFirst(scopes);
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

  async function endedVariables(instanceKey: number, element: number): Promise<Variables> {
    const around = new Map<number, number>();
    const variables = new Map<number, Variables>();
    for (const { events } of await store.readBatches(`instance:${instanceKey}`)) {
      for (const event of events) {
        if (event.type === 'elementActivated') around.set(event.key, event.scope);
        else if (event.type === 'variablesSet')
          variables.set(event.scope, { ...variables.get(event.scope), ...event.variables });
      }
    }
    const scopes: Variables[] = [];
    for (let at: number | undefined = element; at !== undefined; at = around.get(at))
      scopes.push(variables.get(at) ?? {});
    return nearestFirst(scopes);
  }
}

function nearestFirst(scopes: Variables[]): Variables {
  const seen: Variables = {};
  for (const variables of scopes) {
    for (const [name, value] of Object.entries(variables)) if (!Object.hasOwn(seen, name)) seen[name] = value;
  }
  return seen;
}

/** What a person gave to complete a task, while listeners hear of it: they see it, nobody else has it yet. */
function givenFor({ elements, userTasks }: InstanceState, element: number): Variables[] {
  const keys = lookUp(elements, element)?.userTasks ?? [];
  const given = keys.map((key) => lookUp(userTasks, key)?.transition?.variables);
  return given.filter((each) => each !== undefined);
}
