// What happens to work: user tasks of people, jobs of programs, and the programs that hear what happens to user tasks.
import { addOwned, note, noteQuietly, type Takers } from './fold.ts';

type Told =
  | 'userTaskCreated'
  | 'userTaskAssigned'
  | 'userTaskUpdated'
  | 'userTaskTransitionStarted'
  | 'userTaskCorrected'
  | 'userTaskTransitionEnded'
  | 'userTaskCompleted'
  | 'userTaskCanceled'
  | 'jobCreated'
  | 'jobCompleted'
  | 'jobFailed'
  | 'jobUpdated'
  | 'jobCanceled';

export const workTakers: Takers<Told> = {
  userTaskCreated(fold, { key, owner, element, candidateGroups, candidateUsers, assignee, formId }) {
    fold.ownerOfTask.set(key, { owner, element });
    const who = assignee === undefined ? [...candidateGroups, ...candidateUsers] : [assignee];
    note(
      fold,
      'taskOffered',
      { owner, element },
      {
        ...(who.length > 0 && { name: who.join(', ') }),
        ...(formId !== undefined && { grounds: { form: formId } }),
      },
    );
  },
  userTaskAssigned(fold, { key, assignee }) {
    const owner = fold.ownerOfTask.get(key);
    if (assignee === null) addOwned(fold, 'released', owner);
    else addOwned(fold, 'assigned', owner, { detail: assignee });
  },
  userTaskUpdated(fold, { key, changes }) {
    const owner = fold.ownerOfTask.get(key);
    addOwned(fold, 'changed', owner);
    if (typeof changes.dueAt === 'number') note(fold, 'dueMoved', owner, { at: changes.dueAt });
    if (changes.candidateGroups)
      note(fold, 'taskOffered', owner, { name: changes.candidateGroups.join(', ') });
  },
  userTaskTransitionStarted: (fold, { key }) => note(fold, 'listenersAsked', fold.ownerOfTask.get(key)),
  userTaskCorrected: (fold, { key }) => addOwned(fold, 'corrected', fold.ownerOfTask.get(key)),
  userTaskTransitionEnded(fold, { key, denied, reason }) {
    const owner = fold.ownerOfTask.get(key);
    if (!denied) noteQuietly(fold, 'listenersHeard', owner);
    else addOwned(fold, 'denied', owner, reason === undefined ? {} : { detail: reason });
  },
  userTaskCompleted: (fold, { key }) => noteQuietly(fold, 'taskDone', fold.ownerOfTask.get(key)),
  userTaskCanceled: (fold, { key }) => noteQuietly(fold, 'taskWithdrawn', fold.ownerOfTask.get(key)),
  jobCreated(fold, { key, owner, element, jobType }) {
    fold.ownerOfJob.set(key, { owner, element });
    note(fold, 'jobAsked', { owner, element }, { name: jobType });
  },
  jobCompleted: (fold, { key }) => noteQuietly(fold, 'jobDone', fold.ownerOfJob.get(key)),
  jobFailed(fold, { key, message, retryAt }) {
    const owner = fold.ownerOfJob.get(key);
    addOwned(fold, 'jobFailed', owner, { detail: message });
    if (retryAt !== undefined) note(fold, 'jobAgain', owner, { at: retryAt });
  },
  jobUpdated: (fold, { key }) => addOwned(fold, 'jobUpdated', fold.ownerOfJob.get(key)),
  jobCanceled: (fold, { key }) => noteQuietly(fold, 'jobWithdrawn', fold.ownerOfJob.get(key)),
};
