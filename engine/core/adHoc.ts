// What begins inside an ad-hoc subprocess, who is asked about it, and how it comes to its end.
import { goesOn } from './eventSubprocess.ts';
import type { AdHocActivity } from './events.ts';
import type { Node } from './executable.ts';
import { finish, loops, record, run } from './lifecycle.ts';
import { emit, instanceOf, isLive, reject, type Step } from './step.ts';
import { lookUp } from './table.ts';
import { propagate, setLocal } from './variables.ts';
import { terminateInside } from './withdrawal.ts';
import { createJob, createUserTask } from './work.ts';

/** Activities that can begin at any time: no flow leads to them, and they are no handlers. */
export function enabledIds(node: Node): string[] {
  return node.starts.map(({ id }) => id);
}

/** Begins these: all at once, or one after another where the ordering is sequential. */
export function begin(step: Step, node: Node, key: number, activities: readonly AdHocActivity[]): void {
  const enabled = enabledIds(node);
  const unknown = activities.find(({ element }) => !enabled.includes(element));
  if (unknown) reject('AD_HOC_ACTIVITY_UNKNOWN', { element: unknown.element, enabled });
  if (activities.length === 0) return;
  withdraw(step, node, key, 'offers');
  if (!node.model?.adHoc?.sequential) {
    // One that completes at once may have ended or interrupted the whole.
    for (const activity of activities)
      if (goesOn(step, node, key) && !instanceOf(step, key).chosen?.last) beginOne(step, key, activity);
    return;
  }
  const { chosen, children } = instanceOf(step, key);
  const elements = [...(chosen?.elements ?? []), ...activities];
  emit(step, { type: 'activitiesChosen', scope: key, elements });
  if (!children || children.size === 0) beginNext(step, node, key);
}

/** The next of those that were chosen to be done one after another. */
export function beginNext(step: Step, _node: Node, key: number): void {
  const [next, ...elements] = instanceOf(step, key).chosen?.elements ?? [];
  if (!next) return;
  emit(step, { type: 'activitiesChosen', scope: key, elements });
  beginOne(step, key, next);
}

function beginOne(step: Step, scope: number, { element, variables }: AdHocActivity): void {
  const node = step.exe.nodes.get(element) as Node;
  const key = record(step, node, scope);
  if (variables) setLocal(step, key, variables);
  if (!loops(step, node, key)) run(step, node, key);
}

/** Asks the people of its lane what to do next. */
export function offer(step: Step, node: Node, key: number): void {
  createUserTask(step, node, instanceOf(step, key), 'adHoc');
}

/** Whoever decides is asked again, unless something runs, or waits to begin. */
export function offerAgain(step: Step, node: Node, key: number): void {
  const { chosen, children, jobs, userTasks } = instanceOf(step, key);
  const isAsked = jobs.length > 0 || userTasks.some((task) => isOffer(step, node, task));
  if (isAsked || chosen?.last || (children?.size ?? 0) > 0 || (chosen?.elements.length ?? 0) > 0) return;
  if (node.model?.config.jobType === undefined) offer(step, node, key);
  else createAdHocJob(step, node, key);
}

/** The worker decides what begins, and is asked again after each activity; it sees what it may begin. */
export function createAdHocJob(step: Step, node: Node, key: number): void {
  for (const job of instanceOf(step, key).jobs) emit(step, { type: 'jobCanceled', key: job });
  const elements = node.starts.map(({ id, model }) => ({
    elementId: id,
    elementName: model?.name ?? '',
    ...(model?.documentation !== undefined && { documentation: model.documentation }),
  }));
  if (!instanceOf(step, key).variables?.adHocSubProcessElements)
    setLocal(step, key, { adHocSubProcessElements: elements });
  createJob(step, node, instanceOf(step, key), node.model?.config, 'offer');
}

/** Nothing more begins; what runs is withdrawn, or waited for (`cancelRemainingInstances`). */
export function end(step: Step, node: Node, key: number, cancelRemaining: boolean): void {
  withdraw(step, node, key);
  const { children, tokens } = instanceOf(step, key);
  const isBusy = (children !== undefined && children.size > 0) || tokens.length > 0;
  if (isBusy && !cancelRemaining) {
    emit(step, { type: 'activitiesChosen', scope: key, elements: [], last: true });
    const flows = [...tokens];
    if (flows.length > 0) emit(step, { type: 'tokensRemoved', scope: key, flows });
    step.waiting?.delete(key);
    return;
  }
  if (isBusy) terminateInside(step, key);
  conclude(step, node, key);
}

/** The outputs that were collected leave with the end, unless output mappings say what does. */
export function conclude(step: Step, node: Node, key: number): void {
  const { outputCollection: name } = node.model?.adHoc ?? {};
  const me = instanceOf(step, key);
  if (name !== undefined && !node.model?.outputs)
    propagate(step, me.scope, { [name]: me.variables?.[name] ?? [] });
  finish(step, key);
  // Who listens to its end, or an incident, keeps it: nothing more is to begin in it.
  if (isLive(step, key) && !instanceOf(step, key).chosen?.last)
    emit(step, { type: 'activitiesChosen', scope: key, elements: [], last: true });
}

/** Takes back what was asked of people, and of the worker too. */
export function withdraw(step: Step, node: Node, key: number, what: 'offers' | 'all' = 'all'): void {
  const me = instanceOf(step, key);
  for (const task of me.userTasks)
    if (isOffer(step, node, task)) emit(step, { type: 'userTaskCanceled', key: task });
  if (what === 'all') for (const job of me.jobs) emit(step, { type: 'jobCanceled', key: job });
}

/** Boundary events and event subprocesses may have tasks of their own ("it happened"). */
export function isOffer(step: Step, node: Node, task: number): boolean {
  return lookUp(step.draft.userTasks, task)?.element === node.id;
}
