import { expect, onTestFinished, test } from 'vitest';
import type { Bus, BusMessage } from '../../../engine/store/bus.ts';
import { createPostgresBus } from '../../../engine/store/dialects/postgresBus.ts';
import { addressOfUrl, connectPostgres } from '../../../engine/store/dialects/postgresConnect.ts';
import { freshDatabase } from '../../harness/testDatabase.ts';
import { type ForgetfulProxy, startForgetfulProxy } from './forgetfulProxy.ts';

/** So that a test need not wait as long as a server does. */
const PATIENCE = 1_000;
/** Nothing of a test is found out by looking. */
const NEVER = 600_000;

interface Listening {
  bus: Bus;
  heard: BusMessage[];
}

function listen(url: string, patience: number): Listening {
  const bus = createPostgresBus(addressOfUrl(url), patience);
  onTestFinished(() => bus.close());
  const heard: BusMessage[] = [];
  bus.onMessage((message) => heard.push(message));
  return { bus, heard };
}

/** One that listens through a proxy, and one that needs none. */
async function openBoth(patience: number) {
  const url = await freshDatabase();
  const proxy: ForgetfulProxy = await startForgetfulProxy(url);
  const near = listen(url, patience);
  const far = listen(proxy.url, patience);
  // The last said is done first: no bus that waits for the proxy holds up the end of a test.
  onTestFinished(() => proxy.close());
  await Promise.all([near.bus.ready(), far.bus.ready()]);
  await arrives(near, far);
  await arrives(far, near);
  return { proxy, near, far };
}

let told = 0;

/** Told until it is heard: what is told into a connection that is gone is lost. */
async function arrives(from: Listening, to: Listening): Promise<void> {
  told += 1;
  const message = { from: `message ${told}` };
  await expect
    .poll(
      () => {
        from.bus.tell(message);
        return to.heard;
      },
      { timeout: 20_000, interval: 100 },
    )
    .toContainEqual(message);
}

/** Milliseconds. */
async function closing({ bus }: Listening): Promise<number> {
  const from = performance.now();
  await bus.close();
  return performance.now() - from;
}

test('who hears nothing because its connection was forgotten finds out by itself, looks, and hears again', async () => {
  const { proxy, near, far } = await openBoth(PATIENCE);
  far.heard.length = 0;
  proxy.forget();
  near.bus.tell({ from: 'lost' });
  await expect.poll(() => far.heard, { timeout: 20_000 }).toContainEqual({});
  expect(far.heard).not.toContainEqual({ from: 'lost' });
  await arrives(near, far);
  await expect.poll(() => proxy.held).toBe(1);
});

test('who tells into a forgotten connection is heard again, and holds nothing back', async () => {
  const { proxy, near, far } = await openBoth(PATIENCE);
  proxy.forget();
  await arrives(far, near);
  await expect.poll(() => proxy.held).toBe(1);
});

test('a quiet connection that is there is kept', async () => {
  const { far, near } = await openBoth(2 * PATIENCE);
  far.heard.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 5 * PATIENCE));
  // It would look as it came back.
  expect(far.heard).not.toContainEqual({});
  await arrives(near, far);
});

test.each([
  ['in silence', () => {}],
  ['while it tells', ({ bus }: Listening) => bus.tell({ from: 'lost' })],
])('a forgotten connection holds up no closing, %s', async (_, before) => {
  const { proxy, far } = await openBoth(NEVER);
  proxy.forget();
  before(far);
  expect(await closing(far)).toBeLessThan(5_000);
  await expect.poll(() => proxy.held).toBe(0);
});

test('a connection that never comes about holds up no closing', async () => {
  const proxy = await startForgetfulProxy(await freshDatabase());
  proxy.forgetAll();
  const far = listen(proxy.url, NEVER);
  onTestFinished(() => proxy.close());
  await expect.poll(() => proxy.held).toBe(1);
  expect(await closing(far)).toBeLessThan(5_000);
  await expect.poll(() => proxy.held).toBe(0);
});

test('what is told right before closing is heard, and closing waits for nothing', async () => {
  const { near, far } = await openBoth(NEVER);
  far.bus.tell({ from: 'goodbye' });
  expect(await closing(far)).toBeLessThan(1_000);
  await expect.poll(() => near.heard).toContainEqual({ from: 'goodbye' });
});

test('what somebody else notifies on the channel says only that something may have happened', async () => {
  const url = await freshDatabase();
  const near = listen(url, NEVER);
  await near.bus.ready();
  await arrives(near, near);
  near.heard.length = 0;
  const pool = connectPostgres(addressOfUrl(url), [], 1);
  onTestFinished(() => pool.destroy());
  for (const payload of ['', 'vacuum', '[{"from":"x"}]', '[null,7]'])
    await pool.raw('SELECT pg_notify(?, ?)', ['cauce', payload]);
  // What it told itself may come more than once.
  await expect
    .poll(() => near.heard.filter(({ from }) => !from?.startsWith('message')))
    .toEqual([{}, {}, { from: 'x' }, {}, {}]);
});
