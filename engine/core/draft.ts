// The writes on a draft that events are made of: copy what the draft does not hold yet, then change it in place.
import type { ElementInstance, InstanceState } from './state.ts';
import { lookUp, type Owner, put } from './table.ts';

/** The element instance as an object that this draft may write. */
export function edit(draft: InstanceState, key: number): ElementInstance {
  const found = lookUp(draft.elements, key);
  if (!found) throw new Error(`Expected a live element instance ${key}, but the state holds none`);
  if (found.heldBy === draft.heldBy) return found;
  const copy = { ...found, heldBy: draft.heldBy };
  draft.elements = put(draft.elements, ownerOf(draft), key, copy);
  return copy;
}

export function ownerOf(draft: InstanceState): Owner {
  return draft.heldBy as Owner;
}

export function seen(draft: InstanceState, key: number): void {
  const counter = key - draft.key;
  if (counter > draft.counter) draft.counter = counter;
}

export function addElement(
  draft: InstanceState,
  key: number,
  element: string,
  scope: number,
  index?: number,
): void {
  const owner = ownerOf(draft);
  draft.elements = put(draft.elements, owner, key, {
    heldBy: owner,
    key,
    element,
    scope,
    children: undefined,
    tokens: none,
    variables: undefined,
    subscriptions: none,
    fired: none,
    happened: undefined,
    userTasks: none,
    jobs: none,
    incidents: none,
    resetting: undefined,
    answers: undefined,
    loop: undefined,
    index,
    called: false,
    compensation: undefined,
    undoing: undefined,
  });
}

export const none: readonly never[] = [];

export function removeElement(draft: InstanceState, key: number): ElementInstance | undefined {
  const owner = ownerOf(draft);
  const gone = lookUp(draft.elements, key);
  draft.elements = put(draft.elements, owner, key, undefined);
  if (!gone || gone.scope === 0) return gone;
  const scope = edit(draft, gone.scope);
  if (scope.children) scope.children = put(scope.children, owner, key, undefined);
  return gone;
}

export function takeTokens(scope: ElementInstance, flows: readonly string[]): void {
  const tokens = scope.tokens;
  if (flows.length === 1 && tokens[0] === flows[0]) {
    scope.tokens = tokens.length === 1 ? none : tokens.slice(1);
    return;
  }
  const left = tokens.slice();
  for (const flow of flows) {
    const at = left.indexOf(flow);
    if (at >= 0) left.splice(at, 1);
  }
  scope.tokens = left;
}

export function without(list: readonly number[], key: number): readonly number[] {
  return list.length === 1 && list[0] === key ? none : list.filter((entry) => entry !== key);
}

/** How `fired` names an event, or one of its several definitions; no id of an element has a space. */
export function firedName(element: string, definition: number | undefined): string {
  return definition === undefined ? element : `${element} ${definition}`;
}
