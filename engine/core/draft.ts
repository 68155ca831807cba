// The writes on a draft that events are made of: copy what the draft does not hold yet, then change it in place.
import type { ElementInstance, InstanceState } from './state.ts';
import { lookUp, type Owner, put } from './table.ts';

/** The element instance as an object that this draft may write. */
export function edit(draft: InstanceState, key: number): ElementInstance {
  const found = lookUp(draft.elements, key);
  if (!found) throw new Error(`Expected a live element instance ${key}, but the state holds none`);
  if (found.heldBy === draft.heldBy) return found;
  const copy = copyOf(found, ownerOf(draft));
  draft.elements = put(draft.elements, ownerOf(draft), key, copy);
  return copy;
}

/** Written out: spreading an object of so many facts costs more than the rest of what a command does. */
export function copyOf(me: ElementInstance, owner: Owner): ElementInstance {
  return {
    heldBy: owner,
    key: me.key,
    element: me.element,
    scope: me.scope,
    children: me.children,
    tokens: me.tokens,
    variables: me.variables,
    subscriptions: me.subscriptions,
    fired: me.fired,
    happened: me.happened,
    userTasks: me.userTasks,
    jobs: me.jobs,
    incidents: me.incidents,
    resetting: me.resetting,
    answers: me.answers,
    loop: me.loop,
    index: me.index,
    chosen: me.chosen,
    heard: me.heard,
    clocks: me.clocks,
    awaitedSince: me.awaitedSince,
    called: me.called,
    compensation: me.compensation,
    undoing: me.undoing,
  };
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
    chosen: undefined,
    heard: undefined,
    clocks: undefined,
    awaitedSince: undefined,
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
  if (beginsWith(tokens, flows)) {
    scope.tokens = tokens.length === flows.length ? none : tokens.slice(flows.length);
    return;
  }
  const left = tokens.slice();
  for (const flow of flows) {
    const at = left.indexOf(flow);
    if (at >= 0) left.splice(at, 1);
  }
  scope.tokens = left;
}

/** The oldest are taken almost always. */
function beginsWith(tokens: readonly string[], flows: readonly string[]): boolean {
  for (let at = 0; at < flows.length; at++) if (tokens[at] !== flows[at]) return false;
  return true;
}

export function without(list: readonly number[], key: number): readonly number[] {
  return list.length === 1 && list[0] === key ? none : list.filter((entry) => entry !== key);
}

/** How `fired` names an event, or one of its several definitions; no id of an element has a space. */
export function firedName(element: string, definition: number | undefined): string {
  return definition === undefined ? element : `${element} ${definition}`;
}
