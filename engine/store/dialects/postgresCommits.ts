// Whether a transaction was committed whose answer was lost on the way.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { storeError } from '../storeError.ts';
import { isConnectionLoss, isUnknownTransaction } from './postgresErrors.ts';

export interface Transaction {
  /** As the server counts them. */
  id: string;
  /** Of the server since it last lost its power: what it counts besides begins anew then. */
  life: string | null;
}

const life = 'extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time())::text AS life';

/** To be selected in the transaction. */
export const transactionColumns = `pg_current_xact_id()::text AS id, ${life}`;

/** Resolves once the transaction is committed, whether or not its connection lived to say so. */
export async function committed(
  pool: Knex,
  transaction: Transaction,
  committing: Promise<unknown>,
): Promise<void> {
  try {
    await committing;
  } catch (error) {
    // The answer was lost, not necessarily the commit.
    if (!isConnectionLoss(error) || (await howItEnded(pool, transaction)) !== 'committed') throw error;
  }
}

const PATIENCE = 10_000;

/** Asked on another connection; throws where the server does not come back in time. */
async function howItEnded(pool: Knex, transaction: Transaction): Promise<string | null> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      const [row] = (await pool.raw(`SELECT pg_xact_status(?::xid8) AS status, ${life}`, [
        transaction.id,
      ])) as {
        status: string | null;
        life: string | null;
      }[];
      const status = row?.status ?? null;
      // With its power a server loses numbers that it had given out, and gives them out again: then it is somebody else's.
      if (status === 'committed' && row?.life !== transaction.life) throw undecided();
      if (status !== 'in progress') return status;
    } catch (error) {
      if (isUnknownTransaction(error)) return null;
      if (!isConnectionLoss(error)) throw error;
    }
    if (performance.now() > until) throw undecided();
    await sleep(50);
  }
}

function undecided(): Error {
  return storeError(
    'COMMIT_UNDECIDED',
    {},
    'Expected to learn whether a transaction was committed but PostgreSQL does not tell. Ask again with the same Idempotency-Key.',
  );
}
