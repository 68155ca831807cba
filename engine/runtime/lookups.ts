// Answers what the core cannot compute: calendars, catalogs, numbers of a series, quotas, deployed processes, connectors.
import type { Json, Lookup } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { Zone } from '../time/index.ts';
import { dayOf, formatDate, localOf } from '../time/index.ts';
import type { Calendars } from './calendars.ts';
import type { Catalogs } from './catalogs.ts';
import type { Definition, Definitions } from './definitions.ts';

/** Numbers that one group commit gives out; only accepted batches keep theirs, so that a series has no holes. */
export interface Counters {
  /** Value with what the accepted batches of this commit took. */
  read(name: string): Promise<number>;
  set(name: string, value: number): void;
  /** Keeps, or gives back, what was taken since the last call. */
  accept(): void;
  giveBack(): void;
  /** What accepted batches left a number at. */
  readonly accepted: ReadonlyMap<string, number>;
  changed(): { name: string; value: number }[];
}

/**
 * `db` is the transaction of the commit, in which nobody else changes them. Without one, nobody else writes at all:
 * then they are as stored, and as the group left them that is being written.
 */
export function createCounters(store: OpenStore, db?: Db, before?: Counters): Counters {
  const accepted = new Map<string, number>();
  const taken = new Map<string, number>();
  // No function may hold the counters before: they would hold those before them, back to the last idle moment.
  const earlier = before?.accepted;
  const left = (name: string) => accepted.get(name) ?? earlier?.get(name);
  return {
    read: async (name) => taken.get(name) ?? left(name) ?? (await store.readCounter(name, db)),
    set: (name, value) => void taken.set(name, value),
    accept() {
      for (const [name, value] of taken) accepted.set(name, value);
      taken.clear();
    },
    giveBack: () => taken.clear(),
    accepted,
    changed: () => [...accepted].map(([name, value]) => ({ name, value })),
  };
}

export interface LookupOptions {
  definitions: Definitions;
  catalogs: Catalogs;
  calendars: Calendars;
  zone: Zone;
  /** Connector types that can work here. */
  connectors: ReadonlySet<string>;
  /** Whether each secret that an address names is configured. */
  knowsSecretsOf?: ((address: string) => boolean) | undefined;
}

/** A series or quota is read where nobody else changes it, which only a transaction can promise. */
export class NumberNeeded extends Error {
  readonly definitionKey: number;

  constructor(definitionKey: number) {
    super('Expected a transaction to take a number in, but the group has none');
    this.definitionKey = definitionKey;
  }
}

/** One answer. `at` is the command's instant, epoch milliseconds; a series' year is its local year. */
export async function answer(
  lookup: Lookup,
  caller: Definition,
  at: number,
  counters: Counters,
  options: LookupOptions,
): Promise<Json> {
  switch (lookup.kind) {
    case 'calendar':
      return options.calendars.answer(lookup.id, at, lookup.version);
    case 'catalog':
      return options.catalogs.rows(lookup.id, at);
    case 'series': {
      const year = formatDate(dayOf(localOf(at, options.zone))).slice(0, 4);
      const name = `series:${lookup.id}:${year}`;
      const next = (await counters.read(name)) + 1;
      counters.set(name, next);
      return `${lookup.id}-${year}-${String(next).padStart(6, '0')}`;
    }
    case 'quota': {
      const name = quotaName(lookup);
      const used = await counters.read(name);
      if (used >= lookup.limit) return false;
      counters.set(name, used + 1);
      return true;
    }
    case 'process':
      return options.definitions.bound(lookup, caller);
    case 'connector':
      if (!options.connectors.has(lookup.type)) return false;
      return lookup.address === undefined || (options.knowsSecretsOf?.(lookup.address) ?? false);
  }
}

/** Whether its answer counts something up. */
export function isCounted({ kind }: Lookup): boolean {
  return kind === 'series' || kind === 'quota';
}

/** The counter of what was granted. */
export function quotaName({ id, period }: { id: string; period: string }): string {
  return `quota:${id}:${period}`;
}
