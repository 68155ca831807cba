// What a process test does to the processes that it rehearses. Each gives why it could not be done, or nothing.
import type { TaskVerdict } from '../core/commands.ts';
import type { Variables } from '../core/index.ts';
import type { Corrections } from '../core/waitingFacts.ts';
import { problemText } from '../problemCatalog.ts';
import type { Done } from '../runtime/memoryRuntime.ts';
import type { Given } from './assertions.ts';
import type { Wrong } from './readTests.ts';
import type { Refusal, Rehearsal } from './rehearsal.ts';
import { isWrong, job, type Selector, selectorIn, userTask } from './select.ts';

export type Action = (rehearsal: Rehearsal, given: Given) => Wrong | undefined;

export function variablesIn(given: Given): Variables {
  return (given.variables as Variables | undefined) ?? {};
}

export function refused(action: string, outcome: Done | Refusal | { ok: true }): Wrong | undefined {
  if (outcome.ok) return undefined;
  const reason = problemText(outcome.code, outcome.values, 'en');
  return { code: 'TEST_ACTION_REFUSED', values: { action, reason, code: outcome.code } };
}

export const createInstance: Action = ({ models, runtime }, given) => {
  const processId = String(selectorIn(given, 'processDefinitionSelector').processDefinitionId);
  if (given.runtimeInstructions !== undefined) return notHere('runtimeInstructions');
  const begins = ((given.startInstructions as Selector[] | undefined) ?? []).map(
    ({ elementId }) => elementId,
  );
  const [startElement, another] = begins;
  const element = models.find(({ id }) => id === processId)?.elements.find(({ id }) => id === startElement);
  if (another !== undefined || (element && element.type !== 'startEvent'))
    return notHere('startInstructions (other than one start event)');
  const started = runtime.start(
    processId,
    variablesIn(given),
    startElement === undefined ? {} : { startElement: String(startElement) },
  );
  return refused(`the start of ${processId}`, started);
};

function notHere(what: string): Wrong {
  return { code: 'TEST_NOT_RUN_HERE', values: { what } };
}

export const completeUserTask: Action = (rehearsal, given) => {
  const found = userTask(rehearsal, selectorIn(given, 'userTaskSelector'), true);
  if (isWrong(found)) return found;
  const { key, instanceKey, facts } = found;
  const variables = given.useExampleData === true ? firstOptions(rehearsal, facts.asks) : variablesIn(given);
  return refused(
    `the completion of ${facts.element}`,
    rehearsal.submit(instanceKey, { type: 'completeUserTask', userTask: { key }, variables }),
  );
};

/** The first option of every question that the task's form asks. */
function firstOptions({ models }: Rehearsal, asks: string[] = []): Variables {
  const variables: Variables = {};
  for (const { id, question } of models.flatMap(({ elements }) => elements)) {
    const first = question?.options[0]?.flow;
    if (asks.includes(id) && first !== undefined) variables[id] = question?.multiple ? [first] : first;
  }
  return variables;
}

/** A service task without a worker of its own is work for people here; its job is that task. */
export const completeJob: Action = (rehearsal, given) => {
  const selector = selectorIn(given, 'jobSelector');
  const found = job(rehearsal, selector);
  if (isWrong(found))
    return taskInstead(selector)
      ? completeUserTask(rehearsal, { ...given, userTaskSelector: selector })
      : found;
  const { key, instanceKey } = found;
  const variables = given.useExampleData === true ? {} : variablesIn(given);
  const command = { type: 'completeJob' as const, job: key, variables };
  return refused('the completion of the job', rehearsal.submit(instanceKey, command));
};

function taskInstead({ jobType, elementId }: Selector): boolean {
  return jobType === undefined && elementId !== undefined;
}

export const completeAdHocJob: Action = (rehearsal, given) => {
  const found = job(rehearsal, selectorIn(given, 'jobSelector'));
  if (isWrong(found)) return found;
  const activate = ((given.activateElements as Given[] | undefined) ?? []).map(
    ({ elementId, variables }) => ({
      element: String(elementId),
      ...(variables !== undefined && { variables: variables as Variables }),
    }),
  );
  const adHoc = {
    ...(activate.length > 0 && { activate }),
    ...(given.completionConditionFulfilled === true && { done: true }),
    ...(given.cancelRemainingInstances === true && { cancelRemaining: true }),
  };
  const command = { type: 'completeJob' as const, job: found.key, variables: variablesIn(given), adHoc };
  return refused('the completion of the job', rehearsal.submit(found.instanceKey, command));
};

/** What the listener says of the task goes with the completion of its job. */
export const completeListenerJob: Action = (rehearsal, given) => {
  const found = job(rehearsal, selectorIn(given, 'jobSelector'));
  if (isWrong(found)) return found;
  const { denied, deniedReason, corrections } = given;
  const verdict: TaskVerdict = {
    ...(denied === true && { denied }),
    ...(typeof deniedReason === 'string' && { reason: deniedReason }),
    ...(corrections !== undefined && { corrections: correctionsIn(corrections as Given) }),
  };
  const command = { type: 'completeJob' as const, job: found.key, variables: variablesIn(given), verdict };
  return refused('the completion of the job', rehearsal.submit(found.instanceKey, command));
};

/** The empty text takes the assignee or a date away. */
function correctionsIn({ assignee, dueDate, followUpDate, ...others }: Given): Corrections {
  const instant = (text: unknown) => (text === '' ? null : Date.parse(String(text)));
  return {
    ...(others as Corrections),
    ...(assignee !== undefined && { assignee: assignee === '' ? null : String(assignee) }),
    ...(dueDate !== undefined && { dueAt: instant(dueDate) }),
    ...(followUpDate !== undefined && { followUpAt: instant(followUpDate) }),
  };
}

export const throwError: Action = (rehearsal, given) => {
  const selector = selectorIn(given, 'jobSelector');
  const code = String(given.errorCode);
  const variables = variablesIn(given);
  const found = job(rehearsal, selector);
  if (!isWrong(found)) {
    const message = given.errorMessage === undefined ? {} : { message: String(given.errorMessage) };
    const command = { type: 'throwJobError' as const, job: found.key, code, ...message, variables };
    return refused(`the error ${code}`, rehearsal.submit(found.instanceKey, command));
  }
  const task = taskInstead(selector) ? userTask(rehearsal, selector, true) : found;
  if (isWrong(task)) return found;
  const command = { type: 'throwUserTaskError' as const, userTask: { key: task.key }, code, variables };
  return refused(`the error ${code}`, rehearsal.submit(task.instanceKey, command));
};

/** Without retries left it is an incident. */
export const failJob: Action = (rehearsal, given) => {
  const found = job(rehearsal, selectorIn(given, 'jobSelector'));
  if (isWrong(found)) return found;
  const { errorMessage: message = '', retries = 0 } = given;
  const command = { type: 'failJob' as const, job: found.key, retries: Number(retries) };
  return refused(
    'the failure of the job',
    rehearsal.submit(found.instanceKey, { ...command, message: String(message) }),
  );
};
