// What of a running instance becomes what in another version of its process; whatever has no counterpart is refused.

import type { Completed } from './compensationRecords.ts';
import type { Executable, Node } from './executable.ts';
import { listenerOf } from './listeners.ts';
import { isAlike } from './migrationPairs.ts';
import type { ElementInstance, Job, Subscription, UserTask } from './state.ts';
import { instanceOf, nodeOf, reject, type Step } from './step.ts';
import { forEach, lookUp } from './table.ts';

export interface Plan {
  target: Executable;
  /** By element of the source that is in use. */
  nodes: Map<string, Node>;
  flows: Map<string, string>;
  /** Subscriptions and tasks of events beside their owner that the target does not have. */
  dropped: { subscriptions: number[]; userTasks: number[] };
}

export interface Mapping {
  source: string;
  target: string;
}

/** What is not mapped goes to the element of the same id, where it is of the same kind. */
export function planOf(step: Step, target: Executable, mapping: readonly Mapping[]): Plan {
  const given = new Map<string, string>();
  for (const { source, target: to } of mapping) {
    const [from, into] = [step.exe, target].map(
      (exe, at) => exe.nodes.has(at ? to : source) || exe.flows.has(at ? to : source),
    );
    if (!from) reject('MIGRATION_ELEMENT_UNKNOWN', { element: source, process: step.exe.root.id });
    if (!into) reject('MIGRATION_ELEMENT_UNKNOWN', { element: to, process: target.root.id });
    if (given.has(source)) reject('MIGRATION_MAPPED_TWICE', { element: source });
    given.set(source, to);
  }
  const plan = { target, nodes: new Map(), flows: new Map(), dropped: { subscriptions: [], userTasks: [] } };
  const planning: Planning = { step, given, ...plan };
  forEach(step.draft.elements, (me) => planElement(planning, me));
  forEach(step.draft.subscriptions, (each) => planWaiting(planning, each, 'subscriptions'));
  forEach(step.draft.userTasks, (each) => planWaiting(planning, each, 'userTasks'));
  forEach(step.draft.jobs, (each) => planJob(planning, each));
  return planning;
}

interface Planning extends Plan {
  step: Step;
  given: ReadonlyMap<string, string>;
}

/** The counterpart of an element that is in use. */
function counterpart(planning: Planning, id: string): Node {
  const known = planning.nodes.get(id);
  if (known) return known;
  const source = planning.step.exe.nodes.get(id) as Node;
  const found = planning.target.nodes.get(planning.given.get(id) ?? id);
  if (!found) reject('MIGRATION_ELEMENT_UNMAPPED', { element: id });
  if (!isAlike(source, found)) reject('MIGRATION_ELEMENT_DIFFERS', { element: id, target: found.id });
  planning.nodes.set(id, found);
  return found;
}

function planElement(planning: Planning, me: ElementInstance): void {
  const { step, target } = planning;
  if (me.scope !== 0) {
    const found = counterpart(planning, me.element);
    const around =
      me.index === undefined
        ? instanceOf(step, me.scope)
        : instanceOf(step, instanceOf(step, me.scope).scope);
    const parent = around.scope === 0 ? target.root : counterpart(planning, around.element);
    if (found.parent !== parent) reject('MIGRATION_SCOPE_CHANGED', { element: me.element, target: found.id });
  }
  for (const flow of me.tokens) planFlow(planning, flow);
  for (const gateway in me.resetting) {
    counterpart(planning, gateway);
    for (const flow of me.resetting[gateway] ?? []) planFlow(planning, flow);
  }
  for (const gateway in me.answers) {
    counterpart(planning, gateway);
    for (const flow of me.answers[gateway] ?? []) planChoice(planning, flow);
  }
  for (const { element } of me.chosen?.elements ?? []) counterpart(planning, element);
  if (me.compensation) {
    forEach(me.compensation.done, (record) => planRecord(planning, record));
    for (const { records, next } of me.compensation.runs)
      for (const record of records.slice(next)) planRecord(planning, record);
  }
}

/** What can still be undone must be so in the target, too. */
function planRecord(planning: Planning, { element, inner }: Completed): void {
  counterpart(planning, element);
  if (inner) forEach(inner, (record) => planRecord(planning, record));
}

/** A token that waits at a join is one of the flow that leads from the same place to the join's counterpart. */
function planFlow(planning: Planning, id: string): void {
  if (planning.flows.has(id)) return;
  const flow = planning.step.exe.flows.get(id);
  const join = flow && counterpart(planning, flow.target.id);
  const mapped = planning.given.get(id);
  const from = flow && (planning.given.get(flow.source.id) ?? flow.source.id);
  const found =
    join?.incoming.find((each) => each.id === (mapped ?? id)) ??
    (mapped === undefined
      ? only(join?.incoming.filter(({ source }) => source.id === from) ?? [])
      : undefined);
  const taken = found && [...planning.flows.values()].includes(found.id);
  if (!found || taken) reject('MIGRATION_FLOW_UNMAPPED', { flow: id, element: flow?.target.id ?? '' });
  planning.flows.set(id, found.id);
}

function planChoice(planning: Planning, id: string): void {
  if (planning.flows.has(id)) return;
  const flow = planning.step.exe.flows.get(id);
  const gateway = flow && counterpart(planning, flow.source.id);
  const to = flow && (planning.given.get(flow.target.id) ?? flow.target.id);
  const found =
    gateway?.outgoing.find((each) => each.id === (planning.given.get(id) ?? id)) ??
    only(gateway?.outgoing.filter(({ target }) => target.id === to) ?? []);
  if (!found) reject('MIGRATION_FLOW_UNMAPPED', { flow: id, element: flow?.source.id ?? '' });
  planning.flows.set(id, found.id);
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** Events beside their owner are dropped where the target has none like them; all others have to be there. */
function planWaiting(
  planning: Planning,
  waiting: Subscription | UserTask,
  where: 'subscriptions' | 'userTasks',
): void {
  const { step, given } = planning;
  const source = step.exe.nodes.get(waiting.element);
  if (!source) return;
  const owner = instanceOf(step, waiting.owner);
  if (!source.handler) {
    const found = counterpart(planning, waiting.element);
    // An event after an event-based gateway is awaited by the gateway.
    const awaited =
      owner.element === waiting.element ||
      counterpart(planning, owner.element).outgoing.some(({ target }) => target === found);
    if (!awaited) reject('MIGRATION_SCOPE_CHANGED', { element: waiting.element, target: found.id });
    const transition = 'transition' in waiting ? waiting.transition : undefined;
    const heard = transition && source.taskListeners?.[transition.event]?.length;
    if (heard !== undefined && found.taskListeners?.[transition?.event ?? 'creating']?.length !== heard)
      reject('MIGRATION_ELEMENT_DIFFERS', { element: source.id, target: found.id });
    return;
  }
  const found = planning.target.nodes.get(given.get(source.id) ?? source.id);
  const host = owner.scope === 0 ? planning.target.root : counterpart(planning, owner.element);
  const beside = found?.handler === 'boundary' ? found.attachedTo : found?.parent?.parent;
  if (found && beside === host && isAlike(source, found)) planning.nodes.set(source.id, found);
  else if (given.has(source.id))
    reject('MIGRATION_ELEMENT_DIFFERS', { element: source.id, target: found?.id ?? '' });
  else planning.dropped[where].push(waiting.key);
}

/** A listener is known by its place among the others of its element. */
function planJob({ step, nodes, target }: Planning, job: Job): void {
  const listener = listenerOf(job.headers);
  if (!listener) return;
  const owner = lookUp(step.draft.elements, job.owner) as ElementInstance;
  const [from, to] = [
    nodeOf(step, owner),
    owner.scope === 0 ? target.root : (nodes.get(owner.element) as Node),
  ];
  const count = ({ startListeners, endListeners, taskListeners }: Node) =>
    listener.event === 'start'
      ? startListeners?.length
      : listener.event === 'end'
        ? endListeners?.length
        : taskListeners?.[listener.event]?.length;
  if (count(from) !== count(to)) reject('MIGRATION_ELEMENT_DIFFERS', { element: from.id, target: to.id });
}
