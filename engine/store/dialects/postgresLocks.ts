// Advisory locks that nodes on one PostgreSQL agree upon: all end with the transaction that took them.
import { createHash } from 'node:crypto';

/** First halves of our locks, so that a host's own are others. */
const SCHEMA = 0x0ca5_0001;
const TENANT = 0x0ca5_0002;
export const COMMITS_LOCK = 0x0ca5_0003;
const NAMES = 0x0ca5_0004;
const TEXTS = 0x0ca5_0005;

/** One node at a time changes the schema. */
export const lockSchema = `pg_advisory_xact_lock(${SCHEMA}, 0)`;

/** One node at a time is the single writer of a tenant, in what is not a group of instances. */
export const lockTenant = (tenant: string): string => `pg_advisory_xact_lock(${TENANT}, ${half(tenant)})`;

/** Held by every transaction that writes into the journal. */
export const shareCommits = `pg_advisory_xact_lock_shared(${COMMITS_LOCK}, 0)`;

/** Once it is held, whatever position the journal has given out is committed or will never be. */
export const lockCommits = `pg_advisory_xact_lock(${COMMITS_LOCK}, 0)`;

export const lockTexts = (tenant: string): string => `pg_advisory_xact_lock(${TEXTS}, ${half(tenant)})`;

/** True for the one node that reads the journal into the full text. */
export const tryTexts = (tenant: string): string => `pg_try_advisory_xact_lock(${TEXTS}, ${half(tenant)})`;

/** Binds what `halvesOf` gives, as an array; taken in its order. */
export const lockNamesSql = `SELECT count(pg_advisory_xact_lock(${NAMES}, one)) FROM unnest(?::int[]) AS one`;

/** Sorted, so that two nodes never wait for each other. */
export function halvesOf(names: readonly string[]): number[] {
  return [...new Set(names.map(half))].sort((one, other) => one - other);
}

function half(text: string): number {
  return createHash('sha256').update(text).digest().readInt32BE();
}
