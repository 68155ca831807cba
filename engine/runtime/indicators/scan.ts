// Facts as they were at the watermark, in pages of the index by process, kind and day.
import type { Fact } from '../../metrics/index.ts';
import { type CaseFactRow, type FactQuery, factRows } from '../../store/caseFacts.ts';
import { factOf, isBare } from './factRows.ts';
import type { Reading } from './reading.ts';
import { withShared } from './rebuildSums.ts';

const PAGE = 10_000;

export interface Cursor {
  day: number;
  caseKey: number;
  number: number;
}

/** In the order of days, then of cases, of each kind. */
export async function* scanFacts(reading: Reading, query: FactQuery): AsyncGenerator<Fact> {
  for (const kind of query.kinds) {
    let after: Cursor | undefined;
    for (;;) {
      const rows = await pageOf(reading, { ...query, kinds: [kind] }, after, PAGE);
      for (const row of rows) yield factOf(row, reading.basis, row.shared);
      if (rows.length < PAGE) break;
      after = cursorOf(rows.at(-1) as CaseFactRow);
    }
  }
}

export function cursorOf({ day, case_key, number }: CaseFactRow): Cursor {
  return { day: Number(day), caseKey: Number(case_key), number: Number(number) };
}

export type ScannedRow = CaseFactRow & { shared?: string | null };

export async function pageOf(
  { db, tenant }: Reading,
  query: FactQuery,
  after: Cursor | undefined,
  limit: number,
): Promise<ScannedRow[]> {
  const from = after ? Math.max(after.day, query.from) : query.from;
  const order = ['f.day', 'f.case_key', 'f.number'];
  const found = factRows(db, tenant, { ...query, from })
    .orderBy(order)
    .limit(limit);
  if (after)
    found.whereRaw('(f.day, f.case_key, f.number) > (?, ?, ?)', [after.day, after.caseKey, after.number]);
  const rows =
    Object.keys(query.where ?? {}).length > 0 ? wholeRows(db, tenant, found).orderBy(order) : found;
  return query.kinds.some(isBare) ? withShared(rows) : rows.select('f.*');
}

/** The index alone says which facts a filter takes; only those are looked up. */
function wholeRows(db: Reading['db'], tenant: string, found: ReturnType<typeof factRows>) {
  const keys = found.select('f.case_key', 'f.number').as('k');
  return db
    .from(keys)
    .join('cauce_case_facts as f', (on) =>
      on.on('f.case_key', 'k.case_key').andOn('f.number', 'k.number').andOnVal('f.tenant_id', tenant),
    );
}
