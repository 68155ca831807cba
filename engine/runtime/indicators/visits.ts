// The cases that an activity was done in, the longest first: behind a number on the heat map. Of processes whose facts nobody
// collects, what their element instances say by the wall clock.
import { addSigned, type Fact, type SplitValues, splitValue } from '../../metrics/index.ts';
import type { Db } from '../../store/store.ts';
import { instantOf, type Zone } from '../../time/index.ts';
import { type ActivityRow, emptyParts, figuresOf, type Parts, WORK } from './activities.ts';
import { columnsOf } from './collect.ts';
import { dayNumber } from './factRows.ts';
import type { Reading } from './reading.ts';
import { scanFacts } from './scan.ts';

export interface VisitsQuery {
  process: string;
  element: string;
  /** Civil dates of the ends, both included. */
  from: string;
  to: string;
  filter?: SplitValues;
}

export interface ElementVisit {
  caseKey: number;
  startedAt: number;
  endedAt: number;
  /** When somebody took it from a list. */
  claimedAt?: number;
}

export interface ElementVisits {
  /** Longest first. */
  visits: ElementVisit[];
  /** All of them, of which only the longest are told. */
  count: number;
}

const MOST = 200;
/** Of one process; what goes beyond is not looked at. */
const MOST_ROWS = 100_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

export async function visitsBehind(reading: Reading, query: VisitsQuery): Promise<ElementVisits> {
  const { process, element, filter = {} } = query;
  const found: ElementVisit[] = [];
  const take = (fact: Fact) => {
    const { createdAt, claimedAt, completedAt } = fact.values;
    if (fact.element !== element || fact.caseKey === undefined) return;
    if (typeof createdAt !== 'number' || typeof completedAt !== 'number') return;
    if (!Object.entries(filter).every(([name, value]) => splitValue(fact, name as 'area') === value)) return;
    const claimed = typeof claimedAt === 'number' && { claimedAt };
    found.push({ caseKey: fact.caseKey, startedAt: createdAt, endedAt: completedAt, ...claimed });
  };
  const range = { from: dayNumber(query.from), to: dayNumber(query.to) };
  for await (const fact of scanFacts(reading, { process, kinds: WORK, ...range, where: columnsOf(filter) }))
    if (fact.caseKey === undefined || !reading.tail.cases.has(fact.caseKey)) take(fact);
  const isIn = ({ dims, date, kind }: Fact) =>
    WORK.includes(kind) && dims.process === process && query.from <= date && date <= query.to;
  for (const fact of reading.tail.now) if (isIn(fact)) take(fact);
  return longest(found);
}

const lengthOf = ({ startedAt, endedAt }: ElementVisit): number => endedAt - startedAt;

function longest(visits: ElementVisit[]): ElementVisits {
  const sorted = visits.sort((one, other) => lengthOf(other) - lengthOf(one));
  return { visits: sorted.slice(0, MOST), count: sorted.length };
}

interface Store {
  reader: Db;
  tenant: string;
}

type Range = Pick<VisitsQuery, 'process' | 'from' | 'to'>;

/** As `visitsBehind`, of any process. */
export async function plainVisits(store: Store, query: VisitsQuery, zone: Zone): Promise<ElementVisits> {
  const rows = await endedRows(store, query, zone);
  return longest(rows.filter(({ element }) => element === query.element));
}

/** As `activityDurations`, of any process, by the wall clock. */
export async function plainDurations(store: Store, query: Range, zone: Zone): Promise<ActivityRow[]> {
  const byElement = new Map<string, Parts>();
  for (const { element, startedAt, endedAt, claimedAt } of await endedRows(store, query, zone)) {
    const parts = byElement.get(element) ?? emptyParts();
    byElement.set(element, parts);
    const add = (name: keyof Parts, ms: number) =>
      addSigned(parts[name], 'distribution', { date: query.to, number: Math.trunc(ms / MINUTE) }, 1);
    add('cycle', endedAt - startedAt);
    if (claimedAt === undefined) continue;
    add('wait', claimedAt - startedAt);
    add('work', endedAt - claimedAt);
  }
  return [...byElement]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([element, { wait, work, cycle }]) => {
      return { element, wait: figuresOf(wait), work: figuresOf(work), cycle: figuresOf(cycle) };
    });
}

const activities = /(?:task|subprocess|callactivity|transaction)$/i;

async function endedRows(
  { reader, tenant }: Store,
  { process, from, to }: Range,
  zone: Zone,
): Promise<(ElementVisit & { element: string })[]> {
  const start = instantOf(Date.parse(from), zone);
  const end = instantOf(Date.parse(to) + DAY, zone);
  const rows = (await reader('cauce_process_instances as p')
    .join('cauce_element_instances as e', 'e.instance_key', 'p.key')
    .where({ 'p.tenant_id': tenant, 'p.process_id': process, 'e.state': 'COMPLETED' })
    .where('e.ended_at', '>=', start)
    .where('e.ended_at', '<', end)
    .limit(MOST_ROWS)
    .select('e.key', 'e.element_id', 'e.element_type', 'e.started_at', 'e.ended_at', 'p.root_key')) as {
    key: number;
    element_id: string;
    element_type: string;
    started_at: number;
    ended_at: number;
    root_key: number;
  }[];
  const tasks = (await reader('cauce_user_tasks')
    .where({ tenant_id: tenant, process_id: process })
    .where('completed_at', '>=', start)
    .where('completed_at', '<', end)
    .whereNotNull('claimed_at')
    .limit(MOST_ROWS)
    .select('element_instance_key', 'claimed_at')) as { element_instance_key: number; claimed_at: number }[];
  const claimed = new Map(tasks.map((task) => [Number(task.element_instance_key), Number(task.claimed_at)]));
  return rows
    .filter(({ element_type }) => activities.test(element_type.replaceAll('_', '')))
    .map((row) => {
      const claimedAt = claimed.get(Number(row.key));
      return {
        element: row.element_id,
        caseKey: Number(row.root_key),
        startedAt: Number(row.started_at),
        endedAt: Number(row.ended_at),
        ...(claimedAt !== undefined && { claimedAt }),
      };
    });
}
