// Tasks by who may take them, whatever became of the tasks; of open ones alone the work list says the same faster.
import type { Knex } from 'knex';
import type { Query } from './store.ts';

/**
 * Candidates: a task that nobody holds and the user or a group of theirs may take, or one that the user holds. Where
 * other conditions name the rows already, each is looked up; else whoever may take them names the rows.
 */
export function restrictToCandidates(
  rows: Knex.QueryBuilder,
  db: Knex,
  tenant: string,
  { candidates, offeredTo = [], where = [] }: Query,
): void {
  const isNamed = where.some(({ column, op }) => column === 'key' && (op === 'in' || op === 'eq'));
  const offered = (kind: string, names: string[]) => {
    const found = db('cauce_task_candidates as c')
      .where({ 'c.tenant_id': tenant, 'c.kind': kind })
      .whereIn('c.name', names)
      .select('c.task_key');
    return isNamed ? found.whereRaw('c.task_key = cauce_user_tasks.key') : found;
  };
  const among = (either: Knex.QueryBuilder, found: Knex.QueryBuilder) =>
    isNamed ? either.orWhereExists(found) : either.orWhereIn('key', found);
  for (const { kind, names } of offeredTo) rows.where((each) => void among(each, offered(kind, names)));
  if (!candidates) return;
  const { groups, user, heldByOthers } = candidates;
  if (!heldByOthers) rows.where((free) => free.whereNull('assignee').orWhere('assignee', user));
  if (isNamed) {
    rows.where((either) => {
      either.where('assignee', user);
      for (const each of [offered('group', groups), offered('user', [user])]) among(either, each);
    });
  } else {
    const held = db('cauce_user_tasks').where({ tenant_id: tenant, assignee: user }).select('key');
    rows.whereIn('key', offered('group', groups).unionAll([offered('user', [user]), held]));
  }
}
