// How far the journal is settled: positions are given out before they are committed, so the last that can be seen may
// have smaller ones still on their way. Whoever holds the lock of commits then is waited for, and nobody waits for us:
// asking for the lock itself would hold up all commits behind one that stands still.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { COMMITS_LOCK } from './postgresLocks.ts';

const PATIENCE = 5_000;
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 100;

/** Transactions that may have taken a position: of this database, by the server's name for them. */
const holders = `SELECT virtualtransaction FROM pg_locks
  WHERE locktype = 'advisory' AND granted AND classid = ${COMMITS_LOCK} AND objid = 0
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * Whatever the journal holds up to this position is all that it will ever hold there. Throws `55P03` where somebody's commit
 * stands still.
 */
export async function settledPosition(db: Knex): Promise<number> {
  // The statement sees what was committed before it began, and then who was on the way.
  const [found] = (await db.raw(
    `SELECT (SELECT max(position) FROM cauce_journal) AS last, ARRAY(${holders}) AS held`,
  )) as { last: number | null; held: string[] }[];
  const until = performance.now() + PATIENCE;
  let pause = FIRST_PAUSE;
  for (let held = found?.held ?? []; held.length > 0; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    if (performance.now() > until) throw unsettled();
    await sleep(pause);
    const rows = (await db.raw(`${holders} AND virtualtransaction = ANY(?::text[])`, [held])) as {
      virtualtransaction: string;
    }[];
    held = rows.map(({ virtualtransaction }) => virtualtransaction);
  }
  return found?.last ?? 0;
}

/** As the server says of a lock that is not given in time: lock_not_available. */
function unsettled(): Error {
  const message =
    'Expected the commits under way to end but one has stood still for 5 seconds. It is asked again later.';
  return Object.assign(new Error(message), { code: '55P03' });
}
