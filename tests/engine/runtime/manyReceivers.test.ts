// Many who wait for one message, and many messages kept for one who comes: only what is needed is read.
import { expect, test } from 'vitest';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { beginMany } from './beginMany.ts';
import { catching, drawing, end, heard, message, start, userTask } from './drawings.ts';
import { ana, begin, count, done, NOON, type Opened, openedWith, tasks } from './openRuntime.ts';

const late = drawing(
  'late',
  [start(), userTask('first'), catching('hear', heard('news')), userTask('after'), end()],
  ['start>first>hear>after>end'],
  message('news', '="k"'),
);
const hears = drawing(
  'hears',
  [start(), catching('hear', heard('news')), userTask('after'), end()],
  ['start>hear>after>end'],
  message('news', '="k"'),
);
/** Rows of subscriptions whose instances have gone, all older than anybody's. */
async function leaveGhosts(store: OpenStore, many: number): Promise<void> {
  const rows = Array.from({ length: many }, (_, at) => ({
    key: at + 1,
    tenant_id: store.tenant,
    instance_key: 1_000 + at,
    process_id: 'hears',
    element_id: 'hear',
    element_instance_key: 2_000 + at,
    kind: 'message',
    name: 'news',
    correlation_key: 'k',
    created_at: NOON - 1,
  }));
  await store.write(async (db) => {
    for (const row of rows) await db('cauce_message_subscriptions').insert(row);
  });
}

/** Rows that queries of one table gave since. */
function rowsRead(store: OpenStore, table: string): () => number {
  let rows = 0;
  store.reader.on('query-response', (response: unknown, { sql }: { sql: string }) => {
    if (sql.includes(table)) rows += Array.isArray(response) ? response.length : response ? 1 : 0;
  });
  return () => rows;
}

function publish({ engine }: Opened, more = {}) {
  return engine.publishMessage({ name: 'news', correlationKey: 'k', variables: {}, principal: ana, ...more });
}

test('of many who wait the first few are read, and each message goes to the oldest who is left', async () => {
  const runtime = await openedWith(hears);
  const keys = await beginMany(runtime.engine, 'hears', 150);
  await runtime.engine.settle(20_000);
  const read = rowsRead(runtime.store, 'cauce_message_subscriptions');
  const taken = [];
  for (let at = 0; at < 40; at++) taken.push(await publish(runtime));
  const reached = taken.map((each) => ('instanceKey' in each ? each.instanceKey : undefined));
  expect(reached).toEqual(keys.toSorted((a, b) => a - b).slice(0, 40));
  expect(read()).toBeGreaterThan(0);
  expect(read()).toBeLessThanOrEqual(40 * 16);
});

test('who has waited longest has it, though its instance is younger', async () => {
  const runtime = await openedWith(late);
  await begin(runtime.engine, 'late');
  const younger = await begin(runtime.engine, 'late');
  const [first = 0, second = 0] = await tasks(runtime.store);
  done(await runtime.engine.completeUserTask(second, {}, { principal: ana }));
  runtime.clock.now += 1;
  done(await runtime.engine.completeUserTask(first, {}, { principal: ana }));
  expect(await publish(runtime)).toMatchObject({ ok: true, instanceKey: younger });
});

test.each([16, 17, 100])(
  '%i waiters that are gone are passed over, to the one who is there',
  async (gone) => {
    const runtime = await openedWith(hears);
    await leaveGhosts(runtime.store, gone);
    const key = await begin(runtime.engine, 'hears');
    expect(await publish(runtime)).toMatchObject({ ok: true, instanceKey: key });
    expect(await publish(runtime)).toEqual({ ok: true, messageKey: expect.any(Number) });
  },
);

test('a kept message passes over waiters that are gone, too', async () => {
  const runtime = await openedWith(hears);
  await leaveGhosts(runtime.store, 40);
  await publish(runtime, { timeToLive: 60_000 });
  await begin(runtime.engine, 'hears');
  await runtime.engine.settle(20_000);
  expect(await tasks(runtime.store, 'after')).toHaveLength(1);
  expect(await count(runtime.store, 'cauce_messages', { correlated_to: null })).toBe(0);
});

test('of many kept messages a receiver reads the one that it is given, and those who come together get one each', async () => {
  const runtime = await openedWith(hears);
  const { engine, store } = runtime;
  for (let n = 1; n <= 60; n++) await publish(runtime, { timeToLive: 60_000, variables: { n } });
  const read = rowsRead(store, 'cauce_messages');
  const keys = [];
  for (let at = 0; at < 5; at++) {
    keys.push(await begin(engine, 'hears'));
    await engine.settle(20_000);
  }
  expect(read()).toBeGreaterThan(0);
  expect(read()).toBeLessThanOrEqual(5 * 2);
  keys.push(...(await beginMany(engine, 'hears', 70)));
  await engine.settle(20_000);
  expect(await tasks(store, 'after')).toHaveLength(60);
  const numbers = await Promise.all(
    keys.slice(0, 5).map(async (key) => (await engine.visibleVariables(key)).n),
  );
  expect(numbers).toEqual([1, 2, 3, 4, 5]);
});

test('a kept message that its receiver refuses does not keep the next from it', async () => {
  const runtime = await openedWith(hears);
  await publish(runtime, { timeToLive: 60_000, variables: { constructor: 1 } });
  await publish(runtime, { timeToLive: 60_000, variables: { n: 2 } });
  const key = await begin(runtime.engine, 'hears');
  await runtime.engine.settle(20_000);
  expect(await runtime.engine.visibleVariables(key)).toEqual({ n: 2 });
});
