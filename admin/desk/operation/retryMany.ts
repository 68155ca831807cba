// Has many rows go on, one after another, and says of each what came of it; the whole is one line of the access log.
import { logAccess, type Row } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { numberOf } from '../rows.ts';
import { type RowOutcome, restriction, type StuckKind, type StuckRow } from './stuckKind.ts';

/** Of one request: more would keep the browser waiting. */
export const mostAtOnce = 500;
const looks = 10;
const patienceMs = 3_000;

export interface Result extends StuckRow, RowOutcome {
  words: string;
}

/** Those that were chosen and are there still, or all that the filter shows. */
export async function chosenRows(visit: Visit, kind: StuckKind, keys: number[] | 'all'): Promise<Row[]> {
  const where = await restriction(visit, kind);
  if (keys !== 'all') where.push({ column: kind.key, op: 'in', value: keys });
  if (keys !== 'all' && keys.length === 0) return [];
  const { rows } = await visit.engine.store.search(kind.projection, {
    where,
    sort: kind.sort,
    limit: mostAtOnce,
  });
  return rows;
}

export async function retryMany(visit: Visit, kind: StuckKind, rows: readonly Row[]): Promise<Result[]> {
  const views = await kind.views(visit, [...rows]);
  const outcomes: RowOutcome[] = [];
  for (const [at, row] of rows.entries()) {
    const isPossible = views[at]?.retry !== undefined;
    outcomes.push(
      isPossible ? await kind.retry(visit, row) : { outcome: 'refused', words: visit.t('operation.cannot') },
    );
  }
  const judged = kind.judge ? await judgeAll(visit, kind, rows, outcomes) : outcomes;
  await record(visit, kind, rows, judged);
  return views.map((view, at) => {
    const outcome = judged[at] ?? { outcome: 'refused' as const };
    return { ...view, ...outcome, words: outcome.words ?? '' };
  });
}

/** Programs work on what was asked for: after a moment most of it has gone on, or has stopped again. */
async function judgeAll(
  visit: Visit,
  kind: StuckKind,
  rows: readonly Row[],
  outcomes: readonly RowOutcome[],
): Promise<RowOutcome[]> {
  const judged = [...outcomes];
  const until = performance.now() + patienceMs;
  for (let look = 0; look < looks && performance.now() < until; look += 1) {
    await visit.engine.settle(200);
    for (const [at, row] of rows.entries())
      if (judged[at]?.outcome === 'retried') judged[at] = (await kind.judge?.(visit, row)) ?? judged[at];
    if (judged.every(({ outcome }) => outcome !== 'retried')) break;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  return judged;
}

async function record(
  visit: Visit,
  kind: StuckKind,
  rows: readonly Row[],
  outcomes: readonly RowOutcome[],
): Promise<void> {
  if (rows.length === 0) return;
  const { store } = visit.engine;
  const done = outcomes.filter(({ outcome }) => outcome !== 'refused').length;
  const keys = rows.slice(0, 20).map((row) => numberOf(row[kind.key]));
  const detail = `${done}/${rows.length}: ${keys.join(', ')}${rows.length > keys.length ? ', …' : ''}`;
  const entry = { username: '', event: kind.event, actor: visit.principal.username, detail };
  await store.write((db) => logAccess(db, store.tenant, visit.engine.now(), entry));
}
