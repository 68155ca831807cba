// Commands about work: user tasks that people complete, jobs that workers do.
import type { Trigger } from './behavior.ts';
import type { Handlers } from './commandHandlers.ts';
import type { AdHocDecision } from './commands.ts';
import { throwError } from './errors.ts';
import { isHandler } from './handlers.ts';
import { resume } from './lifecycle.ts';
import { hasListened, heardBy, listenerOf } from './listeners.ts';
import { checkAnswers } from './questions.ts';
import type { Job } from './state.ts';
import { emit, instanceOf, nextKey, reject, type Step } from './step.ts';
import { lookUp } from './table.ts';
import { checkNames, jobOf, userTaskOf } from './targets.ts';
import { announce, assign, hasHeard } from './taskListeners.ts';
import { endUserTask } from './userTaskEnd.ts';

export const workCommands = {
  completeUserTask(step, command) {
    const task = userTaskOf(step, command.userTask);
    checkNames(command.variables);
    const { variables } = command;
    checkAnswers(step, task, variables);
    if (!announce(step, task, { event: 'completing', variables })) endUserTask(step, task, variables);
  },
  throwUserTaskError(step, command) {
    const task = userTaskOf(step, command.userTask);
    checkNames(command.variables);
    emit(step, { type: 'userTaskCanceled', key: task.key });
    // What offers "it happened" beside its own work has begun already: nothing of it begins again.
    const isBeside = isHandler(step.exe.nodes.get(task.element)) || task.because === 'adHoc';
    const retry = isBeside ? 'offer' : 'work';
    throwError(step, task.owner, { code: command.code, variables: command.variables }, retry);
  },
  assignUserTask(step, command) {
    const task = userTaskOf(step, command.userTask);
    if (task.assignee !== undefined && !command.allowOverride && command.assignee !== task.assignee)
      reject('USER_TASK_ASSIGNED', { assignee: task.assignee });
    assign(step, task, command.assignee);
  },
  updateUserTask(step, command) {
    const task = userTaskOf(step, command.userTask);
    const { changes } = command;
    if (!announce(step, task, { event: 'updating', changes }))
      emit(step, { type: 'userTaskUpdated', key: task.key, changes });
  },
  completeJob(step, command) {
    const job = jobOf(step, command.job);
    checkNames(command.variables);
    const heard = heardBy(job);
    emit(step, { type: 'jobCompleted', key: job.key, ...(heard && { heard }) });
    forgetFailure(step, job);
    if (hasListened(step, job, command.variables)) return;
    if (hasHeard(step, job, command.variables, command.verdict)) return;
    resume(step, instanceOf(step, job.owner), jobDone(command.adHoc), command.variables);
  },
  failJob(step, command) {
    const { message, retryAt } = command;
    fail(step, jobOf(step, command.job), Math.max(0, Math.trunc(command.retries)), message, retryAt);
  },
  throwJobError(step, command) {
    const job = jobOf(step, command.job);
    checkNames(command.variables);
    const { code, message, variables } = command;
    // A listener is no part of the drawing's flow: nothing there could catch what it throws.
    if (listenerOf(job.headers)) return fail(step, job, 0, message ? `${code}: ${message}` : code);
    emit(step, { type: 'jobCanceled', key: job.key });
    forgetFailure(step, job);
    // Who decides what begins in an ad-hoc subprocess is asked again: what runs there goes on.
    const retry = step.exe.nodes.get(job.element)?.model?.adHoc ? 'offer' : 'work';
    throwError(step, job.owner, { code, variables, ...(message !== undefined && { message }) }, retry);
  },
  updateJob(step, command) {
    const job = jobOf(step, command.job);
    if (!(command.retries >= 1)) reject('RETRIES_NOT_POSITIVE', { retries: command.retries });
    emit(step, { type: 'jobUpdated', key: job.key, retries: Math.trunc(command.retries) });
  },
} satisfies Partial<Handlers>;

/** Without retries left somebody has to look. */
function fail(step: Step, job: Job, retries: number, message: string, retryAt?: number): void {
  const when = retryAt === undefined ? {} : { retryAt };
  emit(step, { type: 'jobFailed', key: job.key, retries, message, ...when });
  if (retries > 0 || hasIncident(step, job)) return;
  const values = { jobType: job.jobType, message };
  const facts = { owner: job.owner, element: job.element, code: 'JOB_FAILED', values, job: job.key };
  emit(step, { type: 'incidentRaised', key: nextKey(step), ...facts, retry: 'job' });
}

/** Nobody need see any more to a job that is done, or gone: its incident would keep the scope around it for ever. */
function forgetFailure(step: Step, job: Job): void {
  for (const key of instanceOf(step, job.owner).incidents)
    if (lookUp(step.draft.incidents, key)?.job === job.key) emit(step, { type: 'incidentResolved', key });
}

function hasIncident(step: Step, job: Job): boolean {
  const { incidents } = instanceOf(step, job.owner);
  return incidents.some((key) => lookUp(step.draft.incidents, key)?.job === job.key);
}

function jobDone(adHoc: AdHocDecision | undefined): Trigger {
  return adHoc ? { kind: 'job', adHoc } : { kind: 'job' };
}
