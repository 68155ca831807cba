// What PostgreSQL says of a transaction whose answer was lost: to a cut connection, and to a server that lost its power.
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  committed,
  type Transaction,
  transactionColumns,
} from '../../../engine/store/dialects/postgresCommits.ts';
import { addressOfUrl, connectPostgres } from '../../../engine/store/dialects/postgresConnect.ts';
import { isConnectionLoss, isUnknownTransaction } from '../../../engine/store/dialects/postgresErrors.ts';
import { type PostgresServer, startPostgres } from '../../harness/postgres/server.ts';

let server: PostgresServer;
let pool: Knex;

beforeAll(async () => {
  server = await startPostgres({ durable: true });
});
afterAll(() => server.remove());

beforeEach(() => {
  pool = connectPostgres(addressOfUrl(server.url('postgres')), [], 2);
  onTestFinished(() => pool.destroy());
});

const lost = () => Promise.reject(Object.assign(new Error('Connection terminated'), { code: '57P01' }));
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'committed',
    (error: { code?: string }) => error.code,
  );

async function transaction(ends: 'committed' | 'rolled back' | 'open'): Promise<Transaction> {
  const db = await pool.transaction();
  db.executionPromise.catch(() => {});
  const [row] = (await db.raw(`SELECT ${transactionColumns}`)) as Transaction[];
  if (ends === 'committed') await db.commit();
  if (ends === 'rolled back') await db.rollback();
  if (ends === 'open') onTestFinished(async () => void (await db.rollback().catch(() => {})));
  return row as Transaction;
}

test('the number of a transaction tells how it ended', async () => {
  expect(await codeOf(committed(pool, await transaction('committed'), lost()))).toBe('committed');
  expect(await codeOf(committed(pool, await transaction('rolled back'), lost()))).toBe('57P01');
});

test('a transaction that the server has never heard of is told from a lost connection', async () => {
  const error = await pool.raw("SELECT pg_xact_status('9999999999'::xid8)").then(
    () => undefined,
    (refused: unknown) => refused,
  );
  expect([isUnknownTransaction(error), isConnectionLoss(error)]).toEqual([true, false]);
  const unknown = { ...(await transaction('committed')), id: '9999999999' };
  expect(await codeOf(committed(pool, unknown, lost()))).toBe('57P01');
});

test('a number that was lost with the power and given out again is nobody’s proof', async () => {
  const before = await transaction('open');
  await server.stop('immediate');
  await server.start();
  let after = await transaction('rolled back');
  // Some that were written ahead are passed over.
  while (Number(after.id) < Number(before.id)) after = await transaction('rolled back');
  expect(after.life).not.toBe(before.life);
  const [{ again }] = (await pool.raw('SELECT pg_xact_status(?::xid8) AS again', [after.id])) as [
    { again: string },
  ];
  expect(again).toBe('aborted');
  expect(await codeOf(committed(pool, { ...after, life: before.life }, lost()))).toBe('57P01');
  const theirs = await transaction('committed');
  expect(await codeOf(committed(pool, { ...theirs, life: before.life }, lost()))).toBe('COMMIT_UNDECIDED');
});
