// Which cases run in which version of a process, and where each of them stands.
import type { Db } from './store.ts';

interface Reading {
  readonly reader: Db;
  readonly tenant: string;
}

export interface VersionCases {
  definitionKey: number;
  cases: number;
}

export async function casesByVersion(
  { reader, tenant }: Reading,
  processId: string,
): Promise<VersionCases[]> {
  const rows: { definition_key: number; cases: number }[] = await reader('cauce_process_instances')
    .where({ tenant_id: tenant, process_id: processId, state: 'ACTIVE' })
    .groupBy('definition_key')
    .select('definition_key', reader.raw('count(*) AS cases'));
  return rows.map((row) => ({ definitionKey: Number(row.definition_key), cases: Number(row.cases) }));
}

export interface RunningOf {
  processId: string;
  definitionKey: number;
  /** Those alone that this run has moved. */
  movedBy?: number | undefined;
}

const running = ({ reader, tenant }: Reading, { processId, definitionKey, movedBy }: RunningOf) => {
  const cases = reader('cauce_process_instances as p').where({
    'p.tenant_id': tenant,
    'p.process_id': processId,
    'p.state': 'ACTIVE',
    'p.definition_key': definitionKey,
  });
  if (movedBy !== undefined)
    cases.whereExists(
      reader('cauce_case_migration_results as m')
        .where({ 'm.run_key': movedBy, 'm.outcome': 'MOVED' })
        .whereRaw('m.instance_key = p.key')
        .select('m.run_key'),
    );
  return cases;
};

export async function countRunning(
  reading: Reading,
  of: RunningOf,
): Promise<{ cases: number; last: number }> {
  const [row] = await running(reading, of).count({ cases: '*' }).max({ last: 'p.key' });
  return { cases: Number(row?.cases ?? 0), last: Number(row?.last ?? 0) };
}

/** Keys of the next ones; `notIn`: those that this run has been told of are left out. */
export async function runningAfter(
  reading: Reading,
  of: RunningOf,
  page: { after: number; upTo?: number; limit: number; notIn?: number },
): Promise<number[]> {
  const { after, upTo, limit, notIn } = page;
  const rows = running(reading, of).where('p.key', '>', after).orderBy('p.key').limit(limit);
  if (upTo !== undefined) rows.where('p.key', '<=', upTo);
  if (notIn !== undefined)
    rows.whereNotExists(
      reading
        .reader('cauce_case_migration_results as r')
        .where({ 'r.run_key': notIn })
        .whereRaw('r.instance_key = p.key')
        .select('r.run_key'),
    );
  return (await rows.select({ key: 'p.key' })).map(({ key }) => Number(key));
}

/** An element that is active, or one that was asked for by its id, however it ended. */
export interface Standing {
  instanceKey: number;
  key: number;
  element: string;
  scope: number;
  state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
}

/** Of the cases with these keys, in ascending order. */
export async function standings(
  { reader, tenant }: Reading,
  keys: readonly number[],
  also: readonly string[],
): Promise<Standing[]> {
  const rows = await reader('cauce_element_instances')
    .where({ tenant_id: tenant })
    .whereRaw(`instance_key IN ${listed(keys)}`)
    .where((either) => {
      either.where('state', 'ACTIVE');
      if (also.length > 0) either.orWhereIn('element_id', [...also]);
    })
    .select('instance_key', 'key', 'element_id', 'scope_key', 'state');
  return rows.map((row) => ({
    instanceKey: Number(row.instance_key),
    key: Number(row.key),
    element: row.element_id,
    scope: Number(row.scope_key),
    state: row.state,
  }));
}

/** Numbers of ours, written out: thousands of bound values cost more than the query. */
function listed(keys: readonly number[]): string {
  return `(${keys.map((key) => Math.trunc(key)).join(',') || '0'})`;
}
