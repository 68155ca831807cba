// Task listeners: jobs that hear what is about to happen to a user task, may correct the task, and may deny it (as in Zeebe).
import { isoFrom } from './civil.ts';
import type { TaskVerdict } from './commands.ts';
import type { Node } from './executable.ts';
import type { Json, Variables } from './json.ts';
import type { TaskListeners } from './listenerModel.ts';
import { LISTENER_HEADER, listenerOf } from './listeners.ts';
import type { Job, UserTask } from './state.ts';
import { emit, instanceOf, reject, type Step } from './step.ts';
import { lookUp } from './table.ts';
import { endUserTask } from './userTaskEnd.ts';
import { setLocal } from './variables.ts';
import type { Corrections, Transition } from './waitingFacts.ts';
import { createJob } from './work.ts';

/** True: listeners hear of it first; what was to happen waits for them. */
export function announce(step: Step, task: UserTask, transition: Transition): boolean {
  if (!listenersOf(step, task)?.[transition.event]) return false;
  emit(step, { type: 'userTaskTransitionStarted', key: task.key, transition });
  hearNext(step, task.key, 0);
  return true;
}

/** A new task: who listens to its creation hears first, then who listens to its assignment. */
export function announceCreation(step: Step, node: Node, key: number, assignee: string | undefined): void {
  const task = lookUp(step.draft.userTasks, key);
  if (!task || !node.taskListeners) return;
  const given = assignee === undefined ? {} : { assignee };
  if (!announce(step, task, { event: 'creating', ...given }) && assignee !== undefined)
    assign(step, task, assignee);
}

/** A listener's job is done: the next one's turn, else what it heard of happens. False: the job was no task listener's. */
export function hasHeard(step: Step, job: Job, given: Variables, verdict: TaskVerdict = {}): boolean {
  const heard = listenerOf(job.headers);
  if (!heard || heard.event === 'start' || heard.event === 'end') return false;
  const task = changingTaskOf(step, job.owner);
  if (!task) return true;
  const { denied, reason, corrections } = verdict;
  if (denied && heard.event === 'creating') reject('CREATION_NOT_DENIED', { element: task.element });
  if (denied) {
    const because = reason === undefined ? {} : { reason };
    emit(step, { type: 'userTaskTransitionEnded', key: task.key, denied: true, ...because });
    return true;
  }
  setLocal(step, job.owner, given);
  if (corrections && Object.keys(corrections).length > 0)
    emit(step, { type: 'userTaskCorrected', key: task.key, corrections });
  hearNext(step, task.key, heard.index + 1);
  return true;
}

/** All of them hear again, after one could not be called. */
export function hearAgain(step: Step, owner: number): void {
  const task = changingTaskOf(step, owner);
  if (task) hearNext(step, task.key, 0);
}

export function assign(step: Step, task: UserTask, assignee: string | null): void {
  if (!announce(step, task, { event: 'assigning', assignee }))
    emit(step, { type: 'userTaskAssigned', key: task.key, assignee });
}

function hearNext(step: Step, key: number, index: number): void {
  const task = lookUp(step.draft.userTasks, key);
  if (!task?.transition) return;
  const listener = listenersOf(step, task)?.[task.transition.event]?.[index];
  if (!listener) return conclude(step, task, task.transition, task.corrections ?? {});
  const name = `${task.transition.event} ${index}`;
  const headers = { ...listener.headers, ...factsOf(task, task.transition), [LISTENER_HEADER]: name };
  const node = step.exe.nodes.get(task.element) as Node;
  createJob(step, node, instanceOf(step, task.owner), { ...listener, headers }, 'transition');
}

/** Everybody has heard: it happens, as corrected. */
function conclude(step: Step, task: UserTask, { event, ...transition }: Transition, corrected: Corrections) {
  const { assignee, ...corrections } = corrected;
  const changes = { ...transition.changes, ...corrections };
  emit(step, { type: 'userTaskTransitionEnded', key: task.key });
  if (Object.keys(changes).length > 0) emit(step, { type: 'userTaskUpdated', key: task.key, changes });
  const given = assignee === undefined ? transition.assignee : assignee;
  const now = lookUp(step.draft.userTasks, task.key) as UserTask;
  if (event === 'creating' && given) assign(step, now, given);
  else if (event !== 'creating' && given !== undefined)
    emit(step, { type: 'userTaskAssigned', key: task.key, assignee: given });
  if (event === 'completing') endUserTask(step, now, transition.variables ?? {});
}

function listenersOf(step: Step, { element }: UserTask): TaskListeners | undefined {
  return step.exe.nodes.get(element)?.taskListeners;
}

function changingTaskOf(step: Step, owner: number): UserTask | undefined {
  const tasks = instanceOf(step, owner).userTasks.map((key) => lookUp(step.draft.userTasks, key));
  return tasks.find((task) => task?.transition);
}

/** What the listener's job is told of the task, under the names that Zeebe gives to its headers. */
function factsOf(task: UserTask, { event, assignee, changes }: Transition): { [name: string]: string } {
  const seen: { [name: string]: Json | undefined } = {
    action: event,
    userTaskKey: task.key,
    ...namesOf({ ...task, ...changes, ...(assignee !== undefined && { assignee }), ...task.corrections }),
    changedAttributes: Object.keys(
      namesOf({ ...changes, ...(assignee !== undefined && { assignee }), ...task.corrections }),
    ),
  };
  const headers: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(seen))
    if (value !== undefined && value !== null)
      headers[`io.camunda.zeebe:${name}`] = typeof value === 'string' ? value : JSON.stringify(value);
  return headers;
}

function namesOf(task: Corrections): { [name: string]: Json } {
  const { assignee, candidateGroups, candidateUsers, priority, dueAt, followUpAt } = task;
  return {
    ...(assignee !== undefined && { assignee }),
    ...(candidateGroups && { candidateGroups }),
    ...(candidateUsers && { candidateUsers }),
    ...(priority !== undefined && { priority }),
    ...(dueAt !== undefined && { dueDate: dueAt === null ? null : isoFrom(dueAt) }),
    ...(followUpAt !== undefined && { followUpDate: followUpAt === null ? null : isoFrom(followUpAt) }),
  };
}
