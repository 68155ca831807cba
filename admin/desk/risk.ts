// Until when what is due counts as at risk: two business days ahead, as most flows of the organisation count them.
import { addBusinessTime, type Store, zoneOf } from '../engine.ts';
import { riskMs } from '../render/words.ts';
import type { Visit } from '../visit.ts';
import { calendarOf } from './calendars.ts';
import { numberOf, textOf } from './rows.ts';

const RISK_DAYS = 2;

/** Flows come and go with transactions of the general kind alone. */
const flows = new WeakMap<Store, { generation: number; definitions: Promise<number[]> }>();
const ofPage = new WeakMap<Visit['request'], Promise<number>>();

/** The newest definition of each process. */
function definitionsOf({ store }: Visit['engine']): Promise<number[]> {
  const known = flows.get(store);
  if (known?.generation === store.generation()) return known.definitions;
  const generation = store.generation();
  const definitions = store
    .search('process_definitions', { sort: [{ column: 'version' }], limit: 1000 })
    .then(({ rows }) => [
      ...new Map(rows.map((row) => [textOf(row.process_id), numberOf(row.key)])).values(),
    ]);
  flows.set(store, { generation, definitions });
  definitions.catch(() => flows.delete(store));
  return definitions;
}

async function horizon(visit: Visit): Promise<number> {
  const now = visit.engine.now();
  const counted = new Map<number, number>();
  for (const key of await definitionsOf(visit.engine)) {
    const calendar = await calendarOf(visit, key);
    if (!calendar) continue;
    const until = addBusinessTime(now, { days: RISK_DAYS, ms: 0 }, calendar, zoneOf(calendar.zone));
    counted.set(until, (counted.get(until) ?? 0) + 1);
  }
  const [most] = [...counted].sort(([a, n], [b, m]) => m - n || a - b);
  return most?.[0] ?? now + riskMs;
}

/** The same for all that one page says. */
export function riskUntil(visit: Visit): Promise<number> {
  const known = ofPage.get(visit.request) ?? horizon(visit);
  ofPage.set(visit.request, known);
  return known;
}
