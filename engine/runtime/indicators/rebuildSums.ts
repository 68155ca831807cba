// The sums of one process anew from all its facts: after an indicator, its declaration or a calendar changed.
import { createSums, mergedRow } from '../../metrics/index.ts';
import { type CaseFactRow, factRows } from '../../store/caseFacts.ts';
import type { OpenStore } from '../../store/openStore.ts';
import { readRollupStates, removeRollups, writeRollupState, writeRollups } from '../../store/rollups.ts';
import { type Basis, shortOf } from './basis.ts';
import { factOf, isBare } from './factRows.ts';

const PAGE = 20_000;
const ROWS = 2_000;

/** False where facts advanced meanwhile: once more, then. */
export async function rebuildSums(
  store: OpenStore,
  basis: Basis,
  process: string,
  now: number,
  stopped: () => boolean,
): Promise<{ done: boolean; facts: number }> {
  const { tenant, reader } = store;
  const measured = basis.processes.get(process);
  const before = (await readRollupStates(reader, tenant)).get('');
  if (!measured || before?.position == null) return { done: false, facts: 0 };
  const sums = createSums(measured.rollups, shortOf);
  let facts = 0;
  for (const kind of new Set(measured.rollups.flatMap((rollup) => [...rollup.facts])))
    for await (const rows of pagesOf(store, process, kind)) {
      for (const { shared, ...row } of rows) sums.add(factOf(row as CaseFactRow, basis, shared), 1);
      facts += rows.length;
      if (stopped()) return { done: false, facts };
    }
  const rows = [...sums.entries()].flatMap(([{ grain, period, slice: dimension, value }, row]) => {
    const merged = mergedRow(undefined, row);
    return merged ? { grain, period, dimension, value, data: JSON.stringify(merged) } : [];
  });
  await store.write(async (db) => {
    await store.lockNames(db, ['figures']);
    await writeRollupState(db, tenant, process, { position: null, basis: '', until: 0, computedAt: now });
    await removeRollups(db, tenant, process);
  });
  for (let from = 0; from < rows.length; from += ROWS)
    await store.write((db) => writeRollups(db, tenant, process, rows.slice(from, from + ROWS)));
  const done = await store.write(async (db) => {
    await store.lockNames(db, ['figures']);
    const after = (await readRollupStates(db, tenant)).get('');
    if (after?.position !== before.position || after?.until !== before.until) return false;
    const { position, until } = before;
    await writeRollupState(db, tenant, process, { position, basis: measured.hash, until, computedAt: now });
    return true;
  });
  return { done, facts };
}

type Row = CaseFactRow & { shared: string | null };

/** In the order of the index, so that a page is a range of it. */
async function* pagesOf({ reader, tenant }: OpenStore, process: string, kind: string): AsyncGenerator<Row[]> {
  let after = { day: Number.MIN_SAFE_INTEGER, case_key: 0, number: 0 };
  for (;;) {
    const asked = { process, kinds: [kind], from: after.day, to: Number.MAX_SAFE_INTEGER };
    const query = factRows(reader, tenant, asked)
      .whereRaw('(f.day, f.case_key, f.number) > (?, ?, ?)', [after.day, after.case_key, after.number])
      .orderBy(['f.day', 'f.case_key', 'f.number'])
      .limit(PAGE);
    const rows: Row[] = isBare(kind) ? await withShared(query) : await query.select('f.*');
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    const { day, case_key, number } = rows.at(-1) as Row;
    after = { day: Number(day), case_key: Number(case_key), number: Number(number) };
  }
}

/** With what the facts of its case share. */
export function withShared(query: ReturnType<typeof factRows>): ReturnType<typeof factRows> {
  return query
    .leftJoin('cauce_case_facts as s', (on) =>
      on.on('s.tenant_id', 'f.tenant_id').andOn('s.case_key', 'f.case_key').andOnVal('s.number', 0),
    )
    .select('f.*', { shared: 's.values' });
}
