// Opens a task for a person: what they may not see does not exist; its form, whether it is theirs, who else could have it.
import { type Action, authorize, type Variables } from '../engine.ts';
import { dateTimeWords } from '../render/words.ts';
import { forbidden, notFound, type Visit } from '../visit.ts';
import { formOf } from './forms.ts';
import { namesOf } from './names.ts';
import { type Task, taskOf } from './rows.ts';

export async function taskFor(visit: Visit, action: Action = 'task:read'): Promise<Task> {
  const row = await visit.engine.store.find('user_tasks', { key: visit.key('key') });
  if (!row) throw notFound();
  const task = taskOf(row);
  if (!authorize(visit.principal, 'task:read', task)) throw notFound();
  if (action !== 'task:read' && !authorize(visit.principal, action, task)) throw forbidden();
  return task;
}

export function formFor(visit: Visit, task: Task, variables: Variables) {
  const { definitionKey, elementId, formId, asks, because } = task;
  return formOf(visit, { definitionKey, elementId, formId, asks, because, variables });
}

export const isMine = (visit: Visit, task: Task): boolean =>
  task.state === 'CREATED' && task.assignee === visit.principal.username;

export async function stateWords(visit: Visit, task: Task): Promise<string | undefined> {
  if (task.state === 'CREATED' && (task.assignee === null || isMine(visit, task))) return undefined;
  const who = task.state === 'CREATED' ? (task.assignee ?? '') : task.completedBy;
  const name = (await namesOf(visit.engine.store, [who])).get(who) ?? who;
  if (task.state === 'CREATED') return visit.t('task.held', { name });
  if (task.state !== 'COMPLETED') return visit.t('task.canceled');
  const date = dateTimeWords(visit.lang, task.completedAt ?? 0, visit.options.timeZone);
  return visit.t('task.completed', { name, date });
}

export async function colleagues(visit: Visit, task: Task) {
  const rows: { username: string; name: string }[] = await visit.engine.store
    .reader('cauce_memberships as m')
    .join('cauce_users as u', (join) => {
      join.on('u.tenant_id', 'm.tenant_id').andOn('u.username', 'm.username');
    })
    .where({ 'm.tenant_id': visit.engine.store.tenant, 'u.active': 1 })
    .whereIn('m.group_id', task.candidateGroups)
    .distinct('u.username as username', 'u.name as name');
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'es'));
}
