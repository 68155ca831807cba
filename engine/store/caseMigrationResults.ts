// What became of each case that a run was to move.
import type { Json } from '../core/json.ts';
import type { Db } from './store.ts';

export interface CaseResult {
  instanceKey: number;
  outcome: 'MOVED' | 'REFUSED';
  code: string | null;
  values: { [name: string]: Json };
  sequence: number | null;
  at: number;
}

export const RESULTS = 'cauce_case_migration_results';

/** Rows of one statement. */
const ROWS = 100;

export async function addResults(
  db: Db,
  tenant: string,
  runKey: number,
  results: readonly CaseResult[],
): Promise<void> {
  const rows = results.map(({ instanceKey, values, ...rest }) => ({
    run_key: runKey,
    instance_key: instanceKey,
    tenant_id: tenant,
    values: JSON.stringify(values),
    ...rest,
  }));
  for (let at = 0; at < rows.length; at += ROWS)
    await db(RESULTS)
      .insert(rows.slice(at, at + ROWS))
      .onConflict(['run_key', 'instance_key'])
      .ignore();
}

/** What the commands of a run moved, where that is not on record: their ids end with the key of the case. */
export async function addMoved(
  db: Db,
  tenant: string,
  { key, by, prefix, at }: { key: number; by: string; prefix: string; at: number },
): Promise<void> {
  const rows = await db('cauce_commands')
    .where({ tenant_id: tenant, principal: by })
    .where('id', '>=', prefix)
    .where('id', '<', `${prefix.slice(0, -1)};`)
    .select('id', 'sequence');
  const known = new Set(
    (await db(RESULTS).where({ run_key: key }).select('instance_key')).map((row) => Number(row.instance_key)),
  );
  const moved = rows
    .map(({ id, sequence }) => ({ instanceKey: Number(id.slice(prefix.length)), sequence: Number(sequence) }))
    .filter(({ instanceKey }) => !known.has(instanceKey))
    .map((each): CaseResult => ({ ...each, outcome: 'MOVED', code: null, values: {}, at }));
  await addResults(db, tenant, key, moved);
}

export async function readResults(
  db: Db,
  runKey: number,
  page: { outcome?: CaseResult['outcome']; after?: number; limit: number; notIn?: number },
): Promise<CaseResult[]> {
  const { outcome, after = 0, limit, notIn } = page;
  const rows = db(`${RESULTS} as r`)
    .where({ 'r.run_key': runKey, ...(outcome && { 'r.outcome': outcome }) })
    .where('r.instance_key', '>', after)
    .orderBy('r.instance_key')
    .limit(limit);
  if (notIn !== undefined)
    rows.whereNotExists(
      db(`${RESULTS} as n`)
        .where({ 'n.run_key': notIn })
        .whereRaw('n.instance_key = r.instance_key')
        .select('n.run_key'),
    );
  return (await rows.select('r.*')).map((row) => ({
    instanceKey: Number(row.instance_key),
    outcome: row.outcome,
    code: row.code,
    values: JSON.parse(row.values ?? '{}'),
    sequence: row.sequence === null ? null : Number(row.sequence),
    at: Number(row.at),
  }));
}

export interface Refusals {
  code: string;
  values: CaseResult['values'];
  cases: number;
}

const MOST_REFUSALS = 30;

/** Why cases were refused, the commonest first. */
export async function refusalsOf(db: Db, runKey: number): Promise<Refusals[]> {
  const rows: { code: string; values: string; cases: number }[] = await db(RESULTS)
    .where({ run_key: runKey, outcome: 'REFUSED' })
    .groupBy('code', 'values')
    .orderByRaw('count(*) DESC')
    .limit(MOST_REFUSALS)
    .select('code', 'values', db.raw('count(*) AS cases'));
  return rows.map(({ code, values, cases }) => ({ code, values: JSON.parse(values), cases: Number(cases) }));
}

/** Cases of a run that have accepted nothing since it moved them. */
export async function countUntouched(db: Db, tenant: string, runKey: number): Promise<number> {
  const row = await db(`${RESULTS} as r`)
    .where({ 'r.run_key': runKey, 'r.outcome': 'MOVED' })
    .whereNotExists(
      db('cauce_journal as j')
        .where({ 'j.tenant_id': tenant })
        .whereRaw(`j.stream = 'instance:' || r.instance_key`)
        .whereRaw('j.sequence = r.sequence + 1')
        .select('j.sequence'),
    )
    .count({ cases: '*' })
    .first();
  return Number(row?.cases ?? 0);
}
