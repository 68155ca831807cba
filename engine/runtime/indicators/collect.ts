// One measure over a range of days, filtered and split: from sums where they are kept, from the facts themselves where not,
// and always with what happened since.
import {
  type Aggregate,
  addSigned,
  dimsOfSlice,
  type Fact,
  type Measure,
  measureKey,
  mergeInto,
  observe,
  type Split,
  type SplitValues,
  splitValue,
} from '../../metrics/index.ts';
import { shortOf } from './basis.ts';
import { coveredBy } from './covered.ts';
import { dayNumber } from './factRows.ts';
import { openFacts } from './openFacts.ts';
import type { Reading } from './reading.ts';
import { scanFacts } from './scan.ts';

export interface Asked {
  measure: Measure;
  /** Civil dates, both included; absent: what is open now. */
  range: { from: string; to: string } | undefined;
  filter: SplitValues;
  per: readonly Split[];
}

/** By the JSON of the values of what it is split into. */
export type Collected = Map<string, Aggregate>;

/** What the process of a fact says of it. */
const OF_PROCESS: readonly Split[] = ['flow', 'variant', 'process'];

export async function collect(reading: Reading, asked: Asked): Promise<Collected> {
  const { measure, range, filter, per } = asked;
  const into = createGroups(asked);
  if (!range) {
    for (const fact of await openFacts(reading, measure.facts)) into.fact(fact, 1);
    return into.groups;
  }
  const figures = measure.facts.includes('figure');
  const history = measure.facts.filter((kind) => kind !== 'figure');
  const [from, to] = [dayNumber(range.from), dayNumber(range.to)];
  if (figures) {
    const asFigures = { process: '', kinds: ['figure'], from, to, where: {} };
    for await (const fact of scanFacts(reading, asFigures)) into.fact(fact, 1);
  }
  if (history.length === 0) return into.groups;
  const key = measureKey(measure);
  const short = shortOf(key);
  for (const process of processesOf(reading, asked)) {
    const { flow, variant } = reading.basis.processes.get(process) ?? { flow: '', variant: '' };
    const ofProcess = { flow, variant, process };
    const rest = without(filter, OF_PROCESS);
    const splits = per.filter((split) => !OF_PROCESS.includes(split));
    const { sums, days } = coveredBy(reading, process, { measure, key }, { from, to }, [
      ...keysOf(rest),
      ...splits,
    ]);
    for (const { grain, slice, first, last } of sums) {
      const periods = await reading.sums(process, grain, slice, first, last);
      for (const values of periods.values())
        for (const [value, row] of values) {
          const aggregate = row[short];
          if (aggregate) into.sum({ ...ofProcess, ...dimsOfSlice(slice, value) }, aggregate);
        }
    }
    for (const range of days) {
      const query = { process, kinds: history, ...range, where: columnsOf(rest) };
      for await (const fact of scanFacts(reading, query)) into.fact(fact, 1);
    }
  }
  for (const [facts, sign] of [
    [reading.tail.before, -1],
    [reading.tail.now, 1],
  ] as const)
    for (const fact of facts) if (range.from <= fact.date && fact.date <= range.to) into.fact(fact, sign);
  return into.groups;

  function createGroups({ measure: taken, filter: wanted, per: split }: Asked) {
    const groups: Collected = new Map();
    const aggregateOf = (dims: SplitValues): Aggregate | undefined => {
      for (const [name, value] of Object.entries(wanted)) if (dims[name as Split] !== value) return undefined;
      const values = split.map((name) => dims[name]);
      if (values.some((value) => value === undefined)) return undefined;
      const id = JSON.stringify(values);
      let found = groups.get(id);
      if (!found) {
        found = { n: 0 };
        groups.set(id, found);
      }
      return found;
    };
    return {
      groups,
      sum(dims: SplitValues, aggregate: Aggregate) {
        const found = aggregateOf(dims);
        if (found) mergeInto(found, aggregate);
      },
      fact(fact: Fact, sign: 1 | -1) {
        if (!taken.facts.includes(fact.kind)) return;
        const dims = { ...fact.dims, ...(fact.element !== undefined && { element: fact.element }) };
        if (!Object.entries(wanted).every(([name, value]) => splitValue(fact, name as Split) === value))
          return;
        const observation = observe(taken, fact, reading.basis.feel);
        const found = observation && aggregateOf(dims);
        if (!found) return;
        if (taken.kind === 'last') addLast(found, observation);
        else addSigned(found, taken.kind, observation, sign);
      },
    };
  }
}

/** The sum over the last day that has any. */
function addLast(aggregate: Aggregate, { date, number = 0 }: { date: string; number?: number }): void {
  aggregate.n += 1;
  const { last } = aggregate;
  if (!last || date > last.date) aggregate.last = { date, sum: number };
  else if (date === last.date) last.sum += number;
}

export function processesOf({ basis }: Reading, { measure, filter }: Asked): string[] {
  return [...basis.processes.values()]
    .filter(({ id, flow, variant }) => {
      if (measure.processes && !measure.processes.includes(id)) return false;
      const own: SplitValues = { flow, variant, process: id };
      return OF_PROCESS.every((split) => filter[split] === undefined || filter[split] === own[split]);
    })
    .map(({ id }) => id);
}

export function columnsOf(filter: SplitValues): { [column: string]: string | number } {
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([split]) => !OF_PROCESS.includes(split as Split))
      .map(([split, value]) => [split, split === 'version' ? Number(value) : (value ?? '')]),
  );
}

export function without(values: SplitValues, splits: readonly Split[]): SplitValues {
  return Object.fromEntries(Object.entries(values).filter(([split]) => !splits.includes(split as Split)));
}

function keysOf(values: SplitValues): Split[] {
  return Object.keys(values) as Split[];
}
