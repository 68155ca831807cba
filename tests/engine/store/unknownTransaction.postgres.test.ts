// What PostgreSQL says of a transaction that it lost with its power, before anything of it was on the disk.
import { expect, onTestFinished, test } from 'vitest';
import { addressOfUrl, connectPostgres } from '../../../engine/store/dialects/postgresConnect.ts';
import { isConnectionLoss, isUnknownTransaction } from '../../../engine/store/dialects/postgresErrors.ts';
import { freshDatabase } from '../../harness/testDatabase.ts';

test('a transaction that the server has never heard of is told from a lost connection', async () => {
  const pool = connectPostgres(addressOfUrl(await freshDatabase(true)), [], 1);
  onTestFinished(() => pool.destroy());
  const asked = pool.raw("SELECT pg_xact_status('9999999999'::xid8)").then(
    () => undefined,
    (error: unknown) => error,
  );
  const error = await asked;
  expect([isUnknownTransaction(error), isConnectionLoss(error)]).toEqual([true, false]);
});
