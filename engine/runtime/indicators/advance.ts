// Brings what cases amount to, and its sums, up to what was committed: by watermark, some cases at a time, each time the
// difference between what was counted of them and what they are now.
import { assembleCase, createSums, type Fact, mergedRow, type SumRow } from '../../metrics/index.ts';
import { readCaseFacts, replaceCaseFacts } from '../../store/caseFacts.ts';
import type { OpenStore } from '../../store/openStore.ts';
import {
  casesDue,
  lastFact,
  type RollupState,
  readRollupStates,
  readRollups,
  touchedCases,
  writeRollupState,
  writeRollups,
} from '../../store/rollups.ts';
import type { Db } from '../../store/store.ts';
import type { Definitions } from '../definitions.ts';
import { type Basis, shortOf } from './basis.ts';
import { DUE, factsOf, rowsOf } from './factRows.ts';
import { readCases } from './readCases.ts';

export interface AdvanceOptions {
  store: OpenStore;
  definitions: Definitions;
  now(): number;
  /** The engine closes: what is left is counted after the next start. */
  stopped(): boolean;
}

/** Name of the lock that nodes hold while they change figures. */
const LOCK = 'figures';
const AT_ONCE = 200;

/** Gives the number of cases that were read again. */
export async function advance(options: AdvanceOptions, basis: Basis): Promise<number> {
  const { store, now } = options;
  const { tenant, reader } = store;
  const state = (await readRollupStates(reader, tenant)).get('');
  const until = now();
  const last = await lastFact(reader, tenant);
  // Facts get their position before they are committed: from here on all up to the last can be seen.
  await store.settledPosition();
  const isCurrent = state?.position != null && state.basis === basis.hash;
  let count = 0;
  if (isCurrent) {
    const { position, until: before } = state as RollupState & { position: number };
    if (last === position && until - before < 1000) return 0;
    const due = await casesDue(reader, tenant, DUE, until);
    const touched = last === position ? [] : await touchedCases(reader, tenant, position, last);
    count = await refresh(
      options,
      basis,
      [...new Set([...touched, ...due])].sort((a, b) => a - b),
    );
  } else count = await refreshAll(options, basis);
  if (options.stopped()) return count;
  await store.write(async (db) => {
    await store.lockNames(db, [LOCK]);
    const found = (await readRollupStates(db, tenant)).get('');
    // Another node may have come further meanwhile.
    if (isCurrent && (found?.position ?? 0) > last) return;
    await writeRollupState(db, tenant, '', { position: last, basis: basis.hash, until, computedAt: now() });
  });
  return count;
}

/** Cases from before facts were appended are in the table of cases, too. */
async function refreshAll(options: AdvanceOptions, basis: Basis): Promise<number> {
  const { reader, tenant } = options.store;
  let count = 0;
  for (let after = 0; ; ) {
    const rows: { key: number }[] = await reader('cauce_cases')
      .where({ tenant_id: tenant })
      .whereNotNull('flow')
      .where('key', '>', after)
      .orderBy('key')
      .limit(AT_ONCE)
      .select('key');
    if (rows.length === 0 || options.stopped()) return count;
    const keys = rows.map(({ key }) => Number(key));
    await refresh(options, basis, keys);
    count += keys.length;
    after = keys.at(-1) as number;
  }
}

async function refresh(options: AdvanceOptions, basis: Basis, keys: number[]): Promise<number> {
  for (let from = 0; from < keys.length && !options.stopped(); from += AT_ONCE) {
    const some = keys.slice(from, from + AT_ONCE);
    await options.store.write(async (db) => {
      await options.store.lockNames(db, [LOCK]);
      await refreshSome(db, options, basis, some);
    });
  }
  return keys.length;
}

/** In a transaction. */
async function refreshSome(db: Db, options: AdvanceOptions, basis: Basis, keys: number[]): Promise<void> {
  const { store, definitions, now } = options;
  const { tenant } = store;
  const before = await readCaseFacts(db, tenant, keys);
  const records = await readCases(db, { tenant, definitions }, basis, keys);
  const rows = records.flatMap((record) =>
    rowsOf(tenant, record.key, assembleCase(record, now(), basis.zone), record.reads),
  );
  await replaceCaseFacts(db, tenant, keys, rows);
  const states = await readRollupStates(db, tenant);
  const [old, fresh] = [factsOf(before, basis), factsOf(rows, basis)];
  for (const [process, { rollups, hash }] of basis.processes) {
    // Sums that are computed anew from all facts take these in.
    if (states.get(process)?.basis !== hash) continue;
    const of = (facts: Fact[]) => facts.filter(({ dims }) => dims.process === process);
    const sums = createSums(rollups, shortOf);
    for (const fact of of(old)) sums.add(fact, -1);
    for (const fact of of(fresh)) sums.add(fact, 1);
    await addSums(db, tenant, process, [...sums.entries()]);
  }
}

type Entry = ReturnType<ReturnType<typeof createSums>['entries']> extends Iterable<infer E> ? E : never;

async function addSums(db: Db, tenant: string, process: string, entries: Entry[]): Promise<void> {
  const changed = entries.filter(([, row]) => mergedRow(undefined, row) !== undefined);
  const groups = new Map<string, Entry[]>();
  for (const entry of changed) {
    const id = `${entry[0].grain}\n${entry[0].slice}`;
    groups.set(id, [...(groups.get(id) ?? []), entry]);
  }
  for (const group of groups.values()) {
    const [{ grain, slice: dimension }] = group[0] as Entry;
    const periods = group.map(([{ period }]) => period);
    const asked = { grain, dimension, from: Math.min(...periods), to: Math.max(...periods) };
    const kept = new Map(
      (await readRollups(db, tenant, process, asked)).map((row) => [`${row.period}\n${row.value}`, row.data]),
    );
    const rows = group.map(([{ period, value }, added]) => {
      const data = kept.get(`${period}\n${value}`);
      const merged = mergedRow(data === undefined ? undefined : (JSON.parse(data) as SumRow), added);
      return { grain, dimension, period, value, data: merged ? JSON.stringify(merged) : null };
    });
    await writeRollups(db, tenant, process, rows);
  }
}
