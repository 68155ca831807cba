// `GET /ready` on databases that take no more writes.
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { openServer, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

const ready = async () => (await server.fetch('', '/ready')).status;
const pragma = (sql: string) => server.store.write((db) => db.raw(`PRAGMA ${sql}`));
const heartbeats = () => server.store.reader('cauce_counters').where({ name: 'heartbeat' }).select('value');

it('it writes, and not once for each who asks', async () => {
  // What was found before is good for a second of this clock, which stands still.
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  expect(await Promise.all(Array.from({ length: 20 }, ready))).toEqual(Array(20).fill(200));
  const [first] = await heartbeats();
  expect(await ready()).toBe(200);
  expect(await heartbeats()).toEqual([first]);
  await server.store.write((db) => db('cauce_counters').where({ name: 'heartbeat' }).update({ value: 0 }));
  vi.advanceTimersByTime(1_000);
  expect(await ready()).toBe(200);
  expect(await heartbeats()).not.toEqual([{ value: 0 }]);
});

it('a database that became read-only is not ready', async () => {
  const db = await server.store.write(async (connection) => connection);
  await db.raw('PRAGMA query_only = ON');
  expect(await ready()).toBe(503);
  await db.raw('PRAGMA query_only = OFF');
});

it('a disk that was full for somebody is not ready, though a row that is there can still be written', async () => {
  expect(await ready()).toBe(200);
  // SQLite's own limit answers as a full disk does.
  await pragma('max_page_count = 1');
  const filled = server.store.write((db) =>
    db('cauce_counters').insert({ tenant_id: 'x', name: 'x'.repeat(1_000_000), value: 1 }),
  );
  await expect(filled).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  expect(await ready()).toBe(503);
  await pragma('max_page_count = 1073741823');
});
