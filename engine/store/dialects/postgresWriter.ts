// Transactions on PostgreSQL: locks first, retried where the database asks for it, and certain of how a commit ended.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { GroupClaims, GroupView } from '../store.ts';
import { storeError } from '../storeError.ts';
import type { Bound } from './dialect.ts';
import { committed, type Transaction, transactionColumns } from './postgresCommits.ts';
import { isConflict, isConnectionLoss, isDuplicate, isRefusal, toldOf } from './postgresErrors.ts';
import { claimed, claimStatements } from './postgresGroup.ts';
import { lockCommits, lockTenant, shareCommits } from './postgresLocks.ts';
import { type Driver, sendAll } from './postgresPipeline.ts';
import { runStatements } from './postgresStatements.ts';

export interface PostgresWriter {
  write<T>(work: (db: Knex) => Promise<T>): Promise<T>;
  writeGroup<T>(claims: GroupClaims, work: (db: Knex, view: GroupView) => Promise<T>): Promise<T>;
  /** As `writeGroup`, for what needs nothing of the transaction but the view: two trips to the server. */
  writeReady(claims: GroupClaims, ready: Ready): Promise<void>;
  /** As `write`, with nobody committing anything meanwhile. */
  writeAlone<T>(work: (db: Knex) => Promise<T>): Promise<T>;
  refusedAt(): number | undefined;
  /** Lets the transactions already asked for finish, and takes no more. */
  close(): Promise<void>;
}

/** Gives what is to be written; undefined: nothing. Asked again where a transaction is tried again. */
export type Ready = (view: GroupView) => Promise<readonly Bound[] | undefined>;

export interface WriterOptions {
  pool: Knex;
  tenant: string;
  /** Of the server, for messages. */
  address: string;
}

const MOST_CONFLICTS = 20;
const MOST_DUPLICATES = 3;
/** A pool may hold several connections that a restart of the server has cut. */
const MOST_LOSSES = 3;

export function createPostgresWriter({ pool, tenant, address }: WriterOptions): PostgresWriter {
  const running = new Set<Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  let refusedAt: number | undefined;

  /** In turn, so that no more than one connection of this node waits for the lock. */
  function inTurn<T>(locks: string, work: (db: Knex) => Promise<T>): Promise<T> {
    const mine = last.then(() => asked(() => transact(pool, locks, work), false));
    last = mine.catch(() => {});
    return mine;
  }

  async function asked<T>(attempt: () => Promise<T>, duplicates: boolean): Promise<T> {
    if (closed) throw storeError('STORE_CLOSED', {}, 'Expected an open store but it was closed.');
    const mine = untilDone(attempt, duplicates);
    running.add(mine);
    try {
      return await mine;
    } catch (error) {
      if (isRefusal(error)) refusedAt = performance.now();
      throw toldOf(error, address);
    } finally {
      running.delete(mine);
    }
  }

  return {
    write: (work) => inTurn(`${lockTenant(tenant)}, ${shareCommits}`, work),
    writeAlone: (work) => inTurn(`${lockTenant(tenant)}, ${lockCommits}`, work),
    writeGroup: (claims, work) =>
      asked(
        () =>
          transact(pool, shareCommits, async (db) => {
            const answers = await runStatements(db, claimStatements(tenant, claims));
            return work(db, claimed(claims, answers));
          }),
        true,
      ),
    writeReady: (claims, ready) => asked(() => transactReady(pool, tenant, claims, ready), true),
    refusedAt: () => refusedAt,
    async close() {
      await last;
      closed = true;
      await Promise.allSettled(running);
    },
  };
}

async function untilDone<T>(attempt: () => Promise<T>, duplicates: boolean): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const most = isConflict(error)
        ? MOST_CONFLICTS
        : duplicates && isDuplicate(error)
          ? MOST_DUPLICATES
          : isConnectionLoss(error)
            ? MOST_LOSSES
            : 0;
      if (tries >= most) throw error;
      // Apart from whoever they met.
      await sleep(Math.random() * Math.min(5 * 2 ** tries, 200));
    }
  }
}

async function transact<T>(pool: Knex, locks: string, work: (db: Knex) => Promise<T>): Promise<T> {
  const db = await pool.transaction();
  // knex gives a transaction, already ended, where BEGIN failed: why is in its promise alone.
  if (db.isCompleted()) await db.executionPromise;
  let result: T;
  let transaction: Transaction;
  try {
    const [row] = (await db.raw(`SELECT ${locks}, ${transactionColumns}`)) as Transaction[];
    transaction = row as Transaction;
    result = await work(db);
  } catch (error) {
    await db.rollback().catch(() => {});
    throw error;
  }
  // A commit that fails is told by this promise alone: that of `commit()` resolves either way.
  await committed(pool, transaction, Promise.all([db.executionPromise, db.commit()]));
  return result;
}

const begin = { sql: 'BEGIN', bindings: [] };
const commit = { sql: 'COMMIT', bindings: [] };
const rollback = { sql: 'ROLLBACK', bindings: [] };

async function transactReady(pool: Knex, tenant: string, claims: GroupClaims, ready: Ready): Promise<void> {
  const driver = (await pool.client.acquireConnection()) as Driver;
  try {
    const share = { sql: `SELECT ${shareCommits}, ${transactionColumns}`, bindings: [] };
    const opening = sendAll(driver, [begin, share, ...claimStatements(tenant, claims)]);
    let statements: readonly Bound[] | undefined;
    let transaction: Transaction;
    try {
      // Where nothing is claimed there is nothing to be seen, and the locks are on their way meanwhile.
      const isClaimed = claims.instances.length + claims.routed.length > 0;
      const view = claimed(claims, isClaimed ? (await opening).slice(2) : []);
      [statements] = await Promise.all([ready(view), opening]);
      const [, id, life] = (await opening)[1]?.[0] ?? [];
      transaction = { id: id ?? '', life: life ?? null };
      if (!statements) await sendAll(driver, [rollback]);
    } catch (error) {
      await Promise.allSettled([opening]);
      await sendAll(driver, [rollback]).catch(() => {});
      throw error;
    }
    if (statements) await committed(pool, transaction, sendAll(driver, [...statements, commit]));
  } finally {
    await pool.client.releaseConnection(driver);
  }
}
