// Runs of migrations as they are stored.
import { RESULTS } from './caseMigrationResults.ts';
import type { Db } from './store.ts';

export type RunState = 'RUNNING' | 'STOPPED' | 'DONE';

export interface StoredRun {
  key: number;
  processId: string;
  sourceKey: number;
  targetKey: number;
  kind: 'RUN' | 'UNDO';
  ofKey: number | null;
  mapping: { source: string; target: string }[];
  reason: string;
  state: RunState;
  total: number;
  moved: number;
  refused: number;
  lastKey: number;
  createdAt: number;
  createdBy: string;
  endedAt: number | null;
}

const RUNS = 'cauce_case_migrations';

export async function insertRun(db: Db, tenant: string, run: StoredRun): Promise<void> {
  await db(RUNS).insert({
    key: run.key,
    tenant_id: tenant,
    process_id: run.processId,
    source_key: run.sourceKey,
    target_key: run.targetKey,
    kind: run.kind,
    of_key: run.ofKey,
    mapping: JSON.stringify(run.mapping),
    reason: run.reason,
    state: run.state,
    total: run.total,
    moved: run.moved,
    refused: run.refused,
    last_key: run.lastKey,
    created_at: run.createdAt,
    created_by: run.createdBy,
    ended_at: run.endedAt,
    held_until: 0,
    held_by: '',
  });
}

/** The newest first. */
export async function readRuns(
  db: Db,
  tenant: string,
  where: { key: number } | { processId: string } | { state: RunState } | { ofKey: number },
): Promise<StoredRun[]> {
  const names = { key: 'key', processId: 'process_id', state: 'state', ofKey: 'of_key' } as const;
  const [[name, value]] = Object.entries(where) as [[keyof typeof names, string | number]];
  const rows = await db(RUNS)
    .where({ tenant_id: tenant, [names[name]]: value })
    .orderBy('key', 'desc')
    .limit(100);
  return rows.map(runOf);
}

function runOf(row: { [column: string]: unknown }): StoredRun {
  const number = (column: string) => Number(row[column]);
  const perhaps = (column: string) => (row[column] === null ? null : number(column));
  return {
    key: number('key'),
    processId: String(row.process_id),
    sourceKey: number('source_key'),
    targetKey: number('target_key'),
    kind: row.kind === 'UNDO' ? 'UNDO' : 'RUN',
    ofKey: perhaps('of_key'),
    mapping: JSON.parse(String(row.mapping)),
    reason: String(row.reason),
    state: row.state as RunState,
    total: number('total'),
    moved: number('moved'),
    refused: number('refused'),
    lastKey: number('last_key'),
    createdAt: number('created_at'),
    createdBy: String(row.created_by),
    endedAt: perhaps('ended_at'),
  };
}

/** True: it is this holder's until then. A run that is not running is nobody's to work on. */
export async function holdRun(
  db: Db,
  key: number,
  { by, now, until }: { by: string; now: number; until: number },
): Promise<boolean> {
  const held = await db(RUNS)
    .where({ key, state: 'RUNNING' })
    .where((either) => either.where('held_by', by).orWhere('held_until', '<', now))
    .update({ held_by: by, held_until: until });
  return held > 0;
}

/** True: it was in another of the states before. */
export async function turnRun(
  db: Db,
  key: number,
  from: RunState,
  to: RunState,
  endedAt: number | null,
): Promise<boolean> {
  const changes = { state: to, ended_at: endedAt, held_until: 0, held_by: '' };
  return (await db(RUNS).where({ key, state: from }).update(changes)) > 0;
}

/** Counted again from what is on record, so that it is true whoever stopped in the middle. */
export async function countRun(db: Db, key: number): Promise<void> {
  const rows: { outcome: string; n: number }[] = await db(RESULTS)
    .where({ run_key: key })
    .groupBy('outcome')
    .select('outcome', db.raw('count(*) AS n'));
  const of = (outcome: string) => Number(rows.find((row) => row.outcome === outcome)?.n ?? 0);
  await db(RUNS)
    .where({ key })
    .update({ moved: of('MOVED'), refused: of('REFUSED') });
}

export async function growRun(db: Db, key: number, moved: number, refused: number): Promise<void> {
  await db(RUNS).where({ key }).increment({ moved, refused });
}
