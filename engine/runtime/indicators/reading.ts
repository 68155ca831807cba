// One consistent look at figures: sums as far as they have come, and the cases that something happened to since then, as
// they were counted and as they are now.
import { assembleCase, type Fact, type SumGrain, type SumRow } from '../../metrics/index.ts';
import { readCaseFacts } from '../../store/caseFacts.ts';
import type { OpenStore } from '../../store/openStore.ts';
import { casesDue, readRollupStates, readRollups, touchedCases } from '../../store/rollups.ts';
import type { Db } from '../../store/store.ts';
import type { Definitions } from '../definitions.ts';
import type { Basis } from './basis.ts';
import { DUE, factsOf, rowsOf } from './factRows.ts';
import { readCases } from './readCases.ts';

export interface Reading {
  db: Db;
  tenant: string;
  basis: Basis;
  /** Of the computation. */
  now: number;
  /** Processes whose sums can be used. */
  summed: ReadonlySet<string>;
  /** Since the watermark: facts that were counted and are no more, and those that are now. */
  tail: { before: Fact[]; now: Fact[]; cases: ReadonlySet<number> };
  /** Sums of a slice, by period and value. */
  sums(process: string, grain: SumGrain, slice: string, from: number, to: number): Promise<SumPeriods>;
}

/** By period, then by the slice's value. */
export type SumPeriods = Map<number, Map<string, SumRow>>;

export interface ReadingOptions {
  store: OpenStore;
  definitions: Definitions;
  now(): number;
}

export async function withReading<T>(
  { store, definitions, now }: ReadingOptions,
  basis: Basis,
  work: (reading: Reading) => Promise<T>,
): Promise<T> {
  const { reader, tenant } = store;
  // What is read stands still meanwhile, or a case would be counted twice while somebody advances.
  const isolation = store.dialect === 'postgres' ? { isolationLevel: 'repeatable read' as const } : {};
  return reader.transaction(async (db) => {
    const states = await readRollupStates(db, tenant);
    const facts = states.get('');
    // Facts of an older declaration are good until they have been made anew.
    const at = now();
    const touched = await touchedSince(db, tenant, facts?.position ?? 0, at);
    const summed = new Set(
      [...basis.processes.values()]
        .filter(({ id, hash }) => states.get(id)?.basis === hash)
        .map(({ id }) => id),
    );
    const reading: Reading = {
      db,
      tenant,
      basis,
      now: at,
      summed,
      tail: await tailOf(db, tenant, definitions, basis, touched, at),
      sums: sumsReader(db, tenant),
    };
    return work(reading);
  }, isolation);
}

async function touchedSince(db: Db, tenant: string, position: number, now: number): Promise<number[]> {
  const [touched, due] = [await touchedCases(db, tenant, position), await casesDue(db, tenant, DUE, now)];
  return [...new Set([...touched, ...due])];
}

const AT_ONCE = 500;

async function tailOf(
  db: Db,
  tenant: string,
  definitions: Definitions,
  basis: Basis,
  keys: number[],
  now: number,
): Promise<Reading['tail']> {
  const tail: { before: Fact[]; now: Fact[] } = { before: [], now: [] };
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const some = keys.slice(from, from + AT_ONCE);
    tail.before.push(...factsOf(await readCaseFacts(db, tenant, some), basis));
    const records = await readCases(db, { tenant, definitions }, basis, some);
    for (const record of records) {
      const rows = rowsOf(tenant, record.key, assembleCase(record, now, basis.zone), record.reads);
      tail.now.push(...factsOf(rows, basis));
    }
  }
  return { ...tail, cases: new Set(keys) };
}

/** Whole years of months, and months of days, are read at once and kept for the rest of the request. */
function sumsReader(db: Db, tenant: string): Reading['sums'] {
  const chunks = new Map<string, Promise<SumPeriods>>();
  const firsts = new Map<string, Promise<number>>();
  return async (process, grain, slice, from, to) => {
    const size = grain === 'month' ? 12 : 32;
    const found: SumPeriods = new Map();
    // Nothing is older than the first row, whatever is asked for.
    const first = Math.max(Math.floor(from / size), await oldest(process, grain, slice, size));
    for (let chunk = first; chunk <= Math.floor(to / size); chunk++) {
      const periods = await chunkOf(process, grain, slice, chunk * size, (chunk + 1) * size - 1);
      for (const [period, values] of periods) if (from <= period && period <= to) found.set(period, values);
    }
    return found;
  };

  function chunkOf(process: string, grain: SumGrain, slice: string, from: number, to: number) {
    const id = `${process}\n${grain}\n${slice}\n${from}`;
    let chunk = chunks.get(id);
    if (!chunk) {
      chunk = read(process, grain, slice, from, to);
      chunks.set(id, chunk);
    }
    return chunk;
  }

  async function read(process: string, grain: SumGrain, dimension: string, from: number, to: number) {
    const periods: SumPeriods = new Map();
    for (const { period, value, data } of await readRollups(db, tenant, process, {
      grain,
      dimension,
      from,
      to,
    })) {
      const values = periods.get(period) ?? new Map<string, SumRow>();
      values.set(value, JSON.parse(data) as SumRow);
      periods.set(period, values);
    }
    return periods;
  }

  async function oldest(process: string, grain: string, dimension: string, size: number): Promise<number> {
    const id = `${process}\n${grain}\n${dimension}`;
    let found = firsts.get(id);
    if (!found) {
      found = firstOf(process, grain, dimension);
      firsts.set(id, found);
    }
    return Math.floor((await found) / size);
  }

  async function firstOf(process: string, grain: string, dimension: string): Promise<number> {
    const row = await db('cauce_rollups')
      .where({ tenant_id: tenant, process_id: process, grain, dimension })
      .orderBy('period')
      .first('period');
    return row ? Number(row.period) : Number.MAX_SAFE_INTEGER;
  }
}
