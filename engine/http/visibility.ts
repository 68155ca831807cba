// Limits lists to what the caller may read: the twin of `authorize` for searches over tasks and cases.
import { type ListLimits, listLimits } from '../access/policy.ts';
import { casesAskedIn } from '../store/notes.ts';
import type { Condition, Page, Projection, Query, Row, Store } from '../store/store.ts';
import type { Call } from './route.ts';
import { integer } from './rows.ts';
import { nothing } from './searchQuery.ts';

type Own = Extract<ListLimits, { kind: 'own' }>;

/** The newest cases come first where somebody had work in more than a list of keys can hold. */
const mostCases = 10_000;

async function ownCases(store: Store, own: Own): Promise<number[]> {
  const { reader, tenant } = store;
  const offered = (kind: string, names: string[]) =>
    reader('cauce_task_candidates')
      .where({ tenant_id: tenant, kind })
      .whereIn('name', names)
      .select('task_key');
  const held = reader('cauce_user_tasks').where({ tenant_id: tenant, assignee: own.user }).select('key');
  // As one list of keys: with "or" a database would read every task there is.
  const mine = offered('group', own.groups).unionAll([offered('user', [own.user]), held]);
  const rows: { root_key: number | string }[] = await reader('cauce_user_tasks')
    .whereIn('key', mine)
    .distinct('root_key')
    .orderBy('root_key', 'desc')
    .limit(mostCases);
  const asked = await casesAskedIn(reader, tenant, own.user);
  return [...new Set([...rows.map((row) => Number(row.root_key)), ...asked])];
}

export type CaseColumn = 'key' | 'root_key' | 'instance_key';

/** Conditions that keep a list within the caller's cases; undefined when there is nothing to see. */
async function caseConditions(call: Pick<Call<unknown>, 'engine' | 'principal'>, column: CaseColumn) {
  const limits = listLimits(call.principal, 'case:list');
  if (limits.kind === 'nothing') return undefined;
  if (limits.kind === 'everything') return [];
  const { store } = call.engine;
  const roots = await ownCases(store, limits);
  const isInstance = column === 'instance_key';
  const value = isInstance ? await instancesOfCases(store, roots) : roots;
  const limited: Condition[] = [{ column, op: 'in', value }];
  return value.length > 0 ? limited : undefined;
}

async function instancesOfCases(store: Store, roots: number[]): Promise<number[]> {
  const rows: { key: number | string }[] = await store
    .reader('cauce_process_instances')
    .whereIn('root_key', roots)
    .orderBy('key', 'desc')
    .limit(mostCases)
    .select('key');
  return rows.map((row) => Number(row.key));
}

/** Searches a projection whose rows belong to cases, within the caller's cases. */
export async function searchCases(
  call: Pick<Call<unknown>, 'engine' | 'principal'>,
  projection: Projection,
  column: CaseColumn,
  query: Query,
): Promise<Page> {
  const limited = await caseConditions(call, column);
  if (!limited) return nothing;
  return call.engine.store.search(projection, { ...query, where: [...(query.where ?? []), ...limited] });
}

/** Searches user tasks, within those that the caller may take or holds. */
export async function searchTasks(
  call: Pick<Call<unknown>, 'engine' | 'principal'>,
  query: Query,
): Promise<Page> {
  const limits = listLimits(call.principal, 'task:list');
  if (limits.kind === 'nothing') return nothing;
  const own = limits.kind === 'own' && {
    candidates: { groups: limits.groups, user: limits.user, heldByOthers: true },
  };
  return call.engine.store.search('user_tasks', { ...query, ...own });
}

/** Rows of the instances that other rows belong to, by key. */
export async function instancesByKey(
  store: Store,
  rows: Row[],
  column = 'instance_key',
): Promise<Map<string, Row>> {
  const keys = [...new Set(rows.map((row) => integer(row, column)))];
  if (keys.length === 0) return new Map();
  const found: Row[] = await store.reader('cauce_process_instances').whereIn('key', keys).select('*');
  return new Map(found.map((row) => [String(row.key), row]));
}
