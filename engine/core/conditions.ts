// Conditional events: asked when what waits for them begins, and again after each element that changed a variable which
// they see, before the next token moves (BPMN 2.0.2, 10.5.5: the event happens when its condition becomes true). A value
// that came and went within one element is not seen. They are asked in the order in which they were opened: outer scopes
// before inner ones, the handlers of one scope in the drawing's order. Only the change from false to true counts: a handler
// that goes on hearing happens once while its condition stays true, also where it wrote the variable itself.
import { definitionsOf } from './eventParts.ts';
import type { Executable, Node } from './executable.ts';
import { goesOnHearing } from './handlers.ts';
import type { Variables } from './json.ts';
import type { EventDefinition } from './model.ts';
import { notBoolean } from './routing.ts';
import type { Subscription } from './state.ts';
import { emit, evaluate, instanceOf, raise, type Step } from './step.ts';
import { hear } from './subscriptions.ts';
import { forEach, keys, lookUp } from './table.ts';

/** What conditions are to be asked about before the next token moves. */
export interface Stirred {
  opened: { key: number; owner: number }[];
  changes: Change[];
}

interface Change {
  scope: number;
  names: string[];
  /** Those of the names that the scope did not hold before. */
  created: string[];
}

/** Before a scope's variables are written, where anything waits for a condition at all. */
export function changes(step: Step, scope: number, variables: Variables): void {
  const held = lookUp(step.draft.elements, scope)?.variables;
  const names = Object.keys(variables);
  const created = names.filter((name) => held === undefined || !Object.hasOwn(held, name));
  const change = { scope, names, created };
  if (conditionsOf(step.exe).some((each) => isAbout(each, change))) stirred(step).changes.push(change);
}

/** All that the model waits for, found once: most writes concern none of it, however many instances wait. */
function conditionsOf(exe: Executable): readonly EventDefinition[] {
  let found = conditions.get(exe);
  if (!found) {
    found = [...exe.nodes.values()].flatMap(definitionsOf).filter(({ type }) => type === 'conditional');
    conditions.set(exe, found);
  }
  return found;
}

const conditions = new WeakMap<Executable, readonly EventDefinition[]>();

/** A subscription that was never asked, or is to be asked again whatever changed. */
export function opened(step: Step, key: number, owner: number): void {
  stirred(step).opened.push({ key, owner });
}

function stirred(step: Step): Stirred {
  step.stirred ??= { opened: [], changes: [] };
  return step.stirred;
}

/** Asks until nothing changes any more. What several of them change while they are asked is asked about once, afterwards. */
export function askConditions(step: Step): void {
  for (let about = step.stirred; about; about = step.stirred) {
    step.stirred = undefined;
    if (step.draft.status !== 'active') return;
    for (const key of affected(step, about)) ask(step, key);
  }
}

/** Asks what `owner` has just opened, before its own work begins; whatever else changed is asked when tokens move. */
export function askOpened(step: Step, owner: number): void {
  const about = step.stirred;
  if (!about) return;
  const own = about.opened.filter((each) => each.owner === owner);
  about.opened = about.opened.filter((each) => each.owner !== owner);
  for (const { key } of own) ask(step, key);
}

function ask(step: Step, key: number): void {
  const subscription = lookUp(step.draft.subscriptions, key);
  const holds = subscription && isTrue(step, subscription);
  if (!subscription || holds === undefined || holds === (subscription.holds ?? false)) return;
  const node = step.exe.nodes.get(subscription.element);
  if (!holds || goesOnHearing(step, node, subscription.owner))
    emit(step, { type: 'conditionChanged', key, holds });
  if (holds) hear(step, subscription, {});
}

/** Undefined: nobody can say, and an incident of the owner says so once. */
function isTrue(step: Step, { element, owner, definition }: Subscription): boolean | undefined {
  const node = step.exe.nodes.get(element);
  const condition = String((node && definitionOf(node, definition))?.config.condition ?? '=null');
  const result = evaluate(step, condition.startsWith('=') ? condition : `=${condition}`, owner);
  if (result.ok && (result.value === null || typeof result.value === 'boolean')) return result.value === true;
  const { code, values } = result.ok ? notBoolean(condition, result.value) : result;
  const isKnown = instanceOf(step, owner).incidents.some(
    (key) => lookUp(step.draft.incidents, key)?.retry === 'condition',
  );
  if (!isKnown) raise(step, owner, 'condition', { code, values: { event: element, ...values } });
  return undefined;
}

function definitionOf({ parts, definition }: Node, part: number | undefined): EventDefinition | undefined {
  return part === undefined ? definition : parts?.[part];
}

/** Keys of the subscriptions to ask, in the order of opening. */
function affected(step: Step, about: Stirred): number[] {
  const found = new Set(about.opened.map(({ key }) => key));
  for (const change of about.changes) {
    for (const subscription of seeing(step, change.scope))
      if (listens(step, subscription, change)) found.add(subscription.key);
  }
  return [...found].sort((a, b) => a - b);
}

function listens(step: Step, { element, definition }: Subscription, change: Change): boolean {
  const node = step.exe.nodes.get(element);
  const found = node && definitionOf(node, definition);
  return found !== undefined && isAbout(found, change);
}

/** `zeebe:conditionalFilter`: only these variables, only when created or only when updated. */
function isAbout({ config }: EventDefinition, change: Change): boolean {
  const { condition, variableNames, variableEvents } = config;
  return change.names.some(
    (name) =>
      (!Array.isArray(variableNames) || variableNames.includes(name)) &&
      (!Array.isArray(variableEvents) ||
        variableEvents.includes(change.created.includes(name) ? 'create' : 'update')) &&
      mayRead(String(condition ?? ''), name),
  );
}

/** Whether a condition can give another answer by this variable. One that calls a function may depend on anything. */
function mayRead(condition: string, name: string): boolean {
  return condition.includes('(') || condition.includes(name) || !PLAIN_NAME.test(name);
}

/** A name that is written in one way only. */
const PLAIN_NAME = /^[\p{L}\p{N}_]+$/u;

/** Waiting conditions that see this scope's variables, found from whichever side has fewer to look at. */
function seeing(step: Step, scope: number): Subscription[] {
  const { conditions, subscriptions, key: root } = step.draft;
  if (!conditions) return [];
  const inside = within(step, scope, conditions.size);
  const found: Subscription[] = [];
  if (inside) {
    for (const owner of inside)
      for (const key of instanceOf(step, owner).subscriptions) {
        const subscription = lookUp(subscriptions, key);
        if (subscription?.kind === 'condition') found.push(subscription);
      }
    return found;
  }
  forEach(conditions, (_, key) => {
    const subscription = lookUp(subscriptions, key);
    if (subscription && (scope === root || isWithin(step, subscription.owner, scope)))
      found.push(subscription);
  });
  return found;
}

/** The element instances of a scope, itself included; undefined where they are more than `most`. */
function within(step: Step, scope: number, most: number): number[] | undefined {
  if (!lookUp(step.draft.elements, scope)) return [];
  const found = [scope];
  for (let at = 0; at < found.length; at++) {
    const { children } = instanceOf(step, found[at] as number);
    if (!children) continue;
    if (found.length + children.size > most) return undefined;
    found.push(...keys(children));
  }
  return found;
}

function isWithin(step: Step, owner: number, scope: number): boolean {
  for (let at = lookUp(step.draft.elements, owner); at; at = lookUp(step.draft.elements, at.scope))
    if (at.key === scope) return true;
  return false;
}
