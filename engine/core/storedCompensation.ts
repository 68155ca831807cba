// What scopes keep of completed activities, as plain JSON and back. Variables that were seen from several of them are
// stored once: many iterations see the same ones, and a large value must not be written for each.

import type { Compensation, CompensationRun, Completed } from './compensationRecords.ts';
import { none } from './draft.ts';
import type { Json, Variables } from './json.ts';
import { emptyTable, type Owner, put, type Table, values } from './table.ts';

interface StoredCompleted extends Omit<Completed, 'seen' | 'inner'> {
  /** Places in `bags`; null where a scope had no variables. */
  seen: (number | null)[];
  inner?: StoredCompleted[];
}

export interface StoredCompensation {
  done: StoredCompleted[];
  last: number;
  /** `records`: what is still to be undone. */
  runs: (Omit<CompensationRun, 'records' | 'next'> & { records: StoredCompleted[] })[];
}

/** Each bag of variables once; of its values, the large ones by their place in `large`. */
export interface StoredSeen {
  bags: { values: Variables; large: { [name: string]: number } }[];
  large: Json[];
}

/** Text of a value that is worth a place of its own. */
const LARGE = 64;

export function writeCompensations(): { write(of: Compensation): StoredCompensation; seen: StoredSeen } {
  const seen: StoredSeen = { bags: [], large: [] };
  const bagAt = places<StoredSeen['bags'][number]>(seen.bags);
  const largeAt = places<Json>(seen.large);
  const known = new Map<Variables, number>();

  function bagOf(variables: Variables): number {
    const before = known.get(variables);
    if (before !== undefined) return before;
    const bag: StoredSeen['bags'][number] = { values: {}, large: {} };
    for (const name of Object.keys(variables)) {
      const value = variables[name] as Json;
      const at = largeAt(value, LARGE);
      if (at === undefined) bag.values[name] = value;
      else bag.large[name] = at;
    }
    const at = bagAt(bag, 0) as number;
    known.set(variables, at);
    return at;
  }

  function record({ seen, inner, ...facts }: Completed): StoredCompleted {
    return {
      ...facts,
      seen: seen.map((variables) => (variables ? bagOf(variables) : null)),
      ...(inner && { inner: values(inner).map(record) }),
    };
  }

  return {
    write: ({ done, last, runs }) => ({
      done: values(done).map(record),
      last,
      runs: runs.map(({ next, records, ...run }) => ({ ...run, records: records.slice(next).map(record) })),
    }),
    seen,
  };
}

/** Gives each value its place in `list`, equal ones the same; undefined for those whose text is shorter than `least`. */
function places<T>(list: T[]): (value: T, least: number) => number | undefined {
  const byText = new Map<string, number>();
  const byIdentity = new Map<T, number | undefined>();
  return (value, least) => {
    if (byIdentity.has(value)) return byIdentity.get(value);
    const text = JSON.stringify(value);
    let at = text.length < least ? undefined : byText.get(text);
    if (at === undefined && text.length >= least) {
      at = list.push(value) - 1;
      byText.set(text, at);
    }
    if (typeof value === 'object') byIdentity.set(value, at);
    return at;
  };
}

export function readCompensations(stored: StoredSeen | undefined, owner: Owner) {
  const bags = (stored?.bags ?? []).map((bag) => {
    const variables: Variables = { ...bag.values };
    for (const name of Object.keys(bag.large))
      variables[name] = stored?.large[bag.large[name] as number] as Json;
    return variables;
  });

  function record({ seen, inner, ...facts }: StoredCompleted): Completed {
    return {
      ...facts,
      seen: seen.map((at) => (at === null ? undefined : bags[at])),
      inner: inner && table(inner),
    };
  }

  function table(records: StoredCompleted[]): Table<Completed> {
    let done = emptyTable<Completed>();
    for (const each of records) done = put(done, owner, each.order, record(each));
    return done;
  }

  return ({ done, last, runs }: StoredCompensation): Compensation => ({
    done: table(done),
    last,
    runs:
      runs.length === 0 ? none : runs.map((run) => ({ ...run, records: run.records.map(record), next: 0 })),
  });
}
