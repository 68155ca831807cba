// How long activities take: waiting to be taken, worked on, and as a whole, by the wall clock or in business hours.
import {
  type Aggregate,
  addSigned,
  DURATION_SLICE,
  DURATIONS,
  distributionOf,
  type Fact,
  mergeInto,
  type SplitValues,
  splitValue,
} from '../../metrics/index.ts';
import { shortOf } from './basis.ts';
import { columnsOf } from './collect.ts';
import { coveredMonths } from './covered.ts';
import { dayNumber } from './factRows.ts';
import type { Reading } from './reading.ts';
import { scanFacts } from './scan.ts';

export interface ActivityQuery {
  process: string;
  /** Civil dates of the ends of activities, both included. */
  from: string;
  to: string;
  filter?: SplitValues;
  /** Default `clock`. */
  time?: 'clock' | 'business';
}

/** Minutes. */
export interface DurationFigures {
  count: number;
  mean: number | null;
  median: number | null;
  p90: number | null;
  max: number | null;
}

export interface ActivityRow {
  element: string;
  /** Until somebody took it, and from then on; of tasks that nobody takes from a list, only the cycle. */
  wait: DurationFigures;
  work: DurationFigures;
  cycle: DurationFigures;
}

export const WORK = ['task-completed', 'activity-ended'];

export type Parts = { [name in (typeof DURATIONS)[number]]: Aggregate };

export const emptyParts = (): Parts => ({ wait: { n: 0 }, work: { n: 0 }, cycle: { n: 0 } });

export async function activityDurations(reading: Reading, query: ActivityQuery): Promise<ActivityRow[]> {
  const { process, time = 'clock', filter = {} } = query;
  const measured = reading.basis.processes.get(process);
  if (!measured) return [];
  const rollups = DURATIONS.map((name) => {
    const key = `${time}-${name}`;
    return { name, short: shortOf(key), rollup: measured.rollups.find((each) => each.key === key) };
  });
  const byElement = new Map<string, Parts>();
  const partsOf = (element: string) => {
    const known = byElement.get(element);
    if (known) return known;
    const parts = emptyParts();
    byElement.set(element, parts);
    return parts;
  };
  const count = (fact: Fact, sign: 1 | -1) => {
    if (fact.element === undefined || !WORK.includes(fact.kind)) return;
    if (!Object.entries(filter).every(([name, value]) => splitValue(fact, name as 'area') === value)) return;
    for (const { name, rollup } of rollups) {
      const observation = rollup?.observe(fact);
      if (observation) addSigned(partsOf(fact.element)[name], 'distribution', observation, sign);
    }
  };
  const range = { from: dayNumber(query.from), to: dayNumber(query.to) };
  const plain = Object.keys(columnsOf(filter)).length === 0 && reading.summed.has(process);
  const { months, days } = plain ? coveredMonths(range) : { months: undefined, days: [range] };
  if (months) {
    const slice = `${DURATION_SLICE}${time}`;
    for (const values of (await reading.sums(process, 'month', slice, months.first, months.last)).values())
      for (const [element, row] of values)
        for (const { name, short } of rollups) if (row[short]) mergeInto(partsOf(element)[name], row[short]);
  }
  for (const part of days)
    for await (const fact of scanFacts(reading, { process, kinds: WORK, ...part, where: columnsOf(filter) }))
      count(fact, 1);
  const isIn = ({ dims, date }: Fact) => dims.process === process && query.from <= date && date <= query.to;
  for (const fact of reading.tail.before.filter(isIn)) count(fact, -1);
  for (const fact of reading.tail.now.filter(isIn)) count(fact, 1);
  return [...byElement]
    .filter(([, { cycle }]) => cycle.n > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([element, { wait, work, cycle }]) => {
      return { element, wait: figuresOf(wait), work: figuresOf(work), cycle: figuresOf(cycle) };
    });
}

export function figuresOf({ values = {} }: Aggregate): DurationFigures {
  const { count, mean, median, p90, max } = distributionOf(values, 1);
  return { count, mean, median, p90, max };
}
