// What a process test asserts. Each gives what is otherwise than expected, or nothing.
import { type Json, values } from '../core/index.ts';
import { isObject, type Wrong } from './readTests.ts';
import type { Rehearsal } from './rehearsal.ts';
import { same } from './same.ts';
import {
  elementRun,
  isWrong,
  meansElement,
  processInstance,
  type Selector,
  selectorIn,
  userTask,
} from './select.ts';
import { completions, elementRuns, nameOf, openIncidents, variablesOf } from './told.ts';

export type Given = { [name: string]: Json };
export type Check = (rehearsal: Rehearsal, given: Given) => Wrong | undefined;

export function otherwise(subject: string, expected: Json, found: Json | undefined): Wrong {
  const text = (json: Json | undefined) => (typeof json === 'string' ? json : JSON.stringify(json ?? null));
  const values = { subject, expected: text(expected), found: text(found) };
  return { code: 'TEST_FOUND_OTHERWISE', values };
}

const STATES = {
  active: 'IS_ACTIVE',
  completed: 'IS_COMPLETED',
  terminated: 'IS_TERMINATED',
  none: 'IS_ABSENT',
};

export const processInstanceIs: Check = (rehearsal, given) => {
  const key = processInstance(rehearsal, given);
  if (isWrong(key)) return key;
  const subject = `process instance ${rehearsal.runtime.state(key).processId}`;
  const state = STATES[rehearsal.runtime.state(key).status];
  if (given.state !== undefined && given.state !== 'IS_CREATED' && given.state !== state)
    return otherwise(subject, given.state, state);
  const incidents = openIncidents(rehearsal.told).filter(({ instanceKey }) => instanceKey === key);
  if (given.hasActiveIncidents === undefined || given.hasActiveIncidents === incidents.length > 0)
    return undefined;
  const found = incidents.map(({ element, code }) => `${code} at ${element}`);
  return otherwise(`${subject}, hasActiveIncidents`, given.hasActiveIncidents, found);
};

export const elementIs: Check = (rehearsal, given) => {
  const key = processInstance(rehearsal, given);
  if (isWrong(key)) return key;
  const selector = selectorIn(given, 'elementSelector');
  const runs = elementRuns(rehearsal.told).filter(
    ({ instanceKey, element }) => instanceKey === key && meansElement(rehearsal.models, selector, element),
  );
  const amount = Number(given.amount ?? 1);
  const found = runs.filter(({ state }) => state === given.state).length;
  if (found === amount) return undefined;
  const states = runs.length === 0 ? 'never activated' : runs.map(({ state }) => state).join(', ');
  return otherwise(`element ${inWords(selector)}`, `${amount} × ${given.state}`, `${found} (${states})`);
};

export const elementsAre: Check = (rehearsal, given) => {
  const key = processInstance(rehearsal, given);
  if (isWrong(key)) return key;
  const { models, told } = rehearsal;
  const selectors = (given.elementSelectors as Json[]).filter(isObject);
  const runs = elementRuns(told).filter(({ instanceKey }) => instanceKey === key);
  const of = (selector: Selector) => runs.filter(({ element }) => meansElement(models, selector, element));
  const active = runs.filter(({ state }) => state === 'IS_ACTIVE').map(({ element }) => element);
  const names = selectors.map(inWords);
  if (given.state === 'IS_COMPLETED_IN_ORDER') {
    const order = completions(told, key);
    let at = 0;
    for (const element of order) {
      const next = selectors[at];
      if (next && meansElement(models, next, element)) at += 1;
    }
    return at === selectors.length ? undefined : otherwise('elements completed in order', names, order);
  }
  if (given.state === 'IS_ACTIVE_EXACTLY') {
    const others = active.filter((element) => !selectors.some((each) => meansElement(models, each, element)));
    const isExact = others.length === 0 && selectors.every((each) => of(each).some(isActive));
    return isExact ? undefined : otherwise('elements IS_ACTIVE_EXACTLY', names, active);
  }
  for (const selector of selectors) {
    const states = of(selector).map(({ state }) => state);
    const holds =
      given.state === 'IS_NOT_ACTIVE'
        ? !states.includes('IS_ACTIVE')
        : given.state === 'IS_NOT_ACTIVATED'
          ? states.length === 0
          : states.some((state) => state === given.state);
    if (!holds)
      return otherwise(
        `element ${inWords(selector)}`,
        given.state ?? null,
        states.length === 0 ? 'never activated' : states,
      );
  }
  return undefined;
};

function isActive({ state }: { state: string }): boolean {
  return state === 'IS_ACTIVE';
}

export const variablesAre: Check = (rehearsal, given) => {
  const instance = processInstance(rehearsal, given);
  if (isWrong(instance)) return instance;
  const scope =
    given.elementSelector === undefined
      ? instance
      : elementRun(rehearsal, instance, selectorIn(given, 'elementSelector'));
  if (isWrong(scope)) return scope;
  const held = variablesOf(rehearsal.told, scope);
  for (const name of (given.variableNames as string[] | undefined) ?? [])
    if (!Object.hasOwn(held, name)) return otherwise('variable names', name, Object.keys(held));
  for (const [name, expected] of Object.entries((given.variables as Given | undefined) ?? {}))
    if (!Object.hasOwn(held, name) || !same(held[name], expected))
      return otherwise(`variable ${name}`, expected, Object.hasOwn(held, name) ? held[name] : 'absent');
  return undefined;
};

export const userTaskIs: Check = (rehearsal, given) => {
  const selector = selectorIn(given, 'userTaskSelector');
  const found = userTask(rehearsal, selector, false);
  if (isWrong(found)) return found;
  const { facts, state } = found;
  const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  const has: Given = {
    state,
    assignee: facts.assignee ?? null,
    candidateGroups: facts.candidateGroups,
    priority: facts.priority,
    elementId: facts.element,
    name: nameOf(rehearsal.models, facts.element),
  };
  for (const [name, value] of Object.entries(has))
    if (given[name] !== undefined && !same(value, given[name]))
      return otherwise(`user task ${facts.element}, ${name}`, given[name], value);
  for (const [name, at] of [
    ['dueDate', facts.dueAt],
    ['followUpDate', facts.followUpAt],
  ] as const)
    if (given[name] !== undefined && Date.parse(String(given[name])) !== at)
      return otherwise(`user task ${facts.element}, ${name}`, given[name], iso(at));
  return undefined;
};

export const messageSubscriptionIs: Check = (rehearsal, given) => {
  const instance = processInstance(rehearsal, given);
  if (isWrong(instance)) return instance;
  const { messageName, correlationKey } = selectorIn(given, 'messageSelector');
  const isMeant = ({ name, correlationKey: key }: { name?: string; correlationKey?: string }) =>
    name === messageName && (correlationKey === undefined || key === correlationKey);
  const open = values(rehearsal.runtime.state(instance).subscriptions).filter(isMeant);
  const mine = new Set<number>();
  let correlated = false;
  for (const { event, instanceKey } of rehearsal.told) {
    if (instanceKey !== instance) continue;
    if (event.type === 'subscriptionOpened' && isMeant(event)) mine.add(event.key);
    if (event.type === 'subscriptionTriggered' && mine.has(event.key)) correlated = true;
  }
  const states = [
    open.length > 0 ? 'IS_WAITING' : 'IS_NOT_WAITING',
    ...(correlated ? ['IS_CORRELATED'] : []),
  ];
  return states.includes(String(given.state))
    ? undefined
    : otherwise(`subscription to message ${messageName}`, given.state ?? null, states);
};

function inWords(selector: Selector): string {
  return String(selector.elementId ?? selector.elementName ?? '');
}
