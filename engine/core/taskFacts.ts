// A user task and the event that creates it, fact by fact: spreading so many costs more than the rest of the event.
import type { EventOf, UserTaskFacts } from './events.ts';
import type { UserTask } from './state.ts';

export function taskCreated(
  key: number,
  owner: number,
  element: string,
  facts: UserTaskFacts,
): EventOf<'userTaskCreated'> {
  const type = 'userTaskCreated';
  const { assignee, candidateGroups, candidateUsers, dueAt, followUpAt, priority } = facts;
  // These come in between, and the journal keeps its order of names.
  if (assignee !== undefined || dueAt !== undefined || followUpAt !== undefined)
    return { type, key, owner, element, ...facts };
  return withRest({ type, key, owner, element, candidateGroups, candidateUsers, priority }, facts);
}

/** The facts of the event without its type. */
export function taskFrom(event: EventOf<'userTaskCreated'>): UserTask {
  const { key, owner, element, candidateGroups, candidateUsers, priority } = event;
  return withRest({ key, owner, element, candidateGroups, candidateUsers, priority }, event);
}

/** What only some tasks have. */
function withRest<T extends UserTaskFacts>(task: T, facts: UserTaskFacts): T {
  if (facts.assignee !== undefined) task.assignee = facts.assignee;
  if (facts.dueAt !== undefined) task.dueAt = facts.dueAt;
  if (facts.followUpAt !== undefined) task.followUpAt = facts.followUpAt;
  if (facts.formId !== undefined) task.formId = facts.formId;
  if (facts.externalForm !== undefined) task.externalForm = facts.externalForm;
  if (facts.asks !== undefined) task.asks = facts.asks;
  if (facts.because !== undefined) task.because = facts.because;
  return task;
}

type Written =
  | 'candidateGroups'
  | 'candidateUsers'
  | 'priority'
  | 'assignee'
  | 'dueAt'
  | 'followUpAt'
  | 'formId'
  | 'externalForm'
  | 'asks'
  | 'because';
/** Does not compile while a fact is left out above. */
const _complete: [Exclude<keyof UserTaskFacts, Written>] extends [never] ? true : false = true;
