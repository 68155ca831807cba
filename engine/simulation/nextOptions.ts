// What a trial answers by itself: the first option of what a form asks, and the next one where it was asked before.
import { type InstanceState, lookUp, type ProcessModel, type Variables } from '../core/index.ts';
import { neededVariables } from '../expressions/index.ts';

export interface Asked {
  state: InstanceState;
  owner: number;
  element: string;
  asks: string[] | undefined;
  /** How often each was answered here. */
  taken: Map<string, number>;
}

export function nextOptions(models: ProcessModel[], asked: Asked): Variables {
  const { state, owner, element, asks = [] } = asked;
  const variables: Variables = {};
  for (const model of models) {
    for (const { id, question } of model.elements) {
      if (!question || !asks.includes(id)) continue;
      const next = nextOf(
        question.options.map(({ flow }) => flow),
        id,
        asked,
      );
      if (next !== undefined) variables[id] = question.multiple ? [next] : next;
    }
    if (model.id !== state.processId) continue;
    for (const { name, type, values: texts } of neededVariables(model).get(element) ?? []) {
      const isOwn = asked.taken.has(placeOf(name, asked));
      if (!isOwn && isKnown(state, owner, name)) continue;
      const next = nextOf<boolean | string>(type === 'boolean' ? [true, false] : (texts ?? []), name, asked);
      if (next !== undefined) variables[name] = next;
    }
  }
  return variables;
}

function nextOf<Option>(options: readonly Option[], name: string, asked: Asked): Option | undefined {
  const place = placeOf(name, asked);
  const times = asked.taken.get(place) ?? 0;
  asked.taken.set(place, times + 1);
  return options[times % options.length];
}

/** Each iteration and each instance is asked for the first time by itself. */
function placeOf(name: string, { state, owner }: Asked): string {
  return `${name} in ${lookUp(state.elements, owner)?.scope ?? 0} of ${state.key}`;
}

/** Whether the task sees a value of that name. */
function isKnown(state: InstanceState, owner: number, name: string): boolean {
  for (let at = lookUp(state.elements, owner); at; at = lookUp(state.elements, at.scope)) {
    const value = at.variables && Object.hasOwn(at.variables, name) ? at.variables[name] : undefined;
    if (value !== undefined) return value !== null;
  }
  return false;
}
