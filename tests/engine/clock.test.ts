// A clock that is set while the product runs, by a second, an hour, a day and thirty days, forward and back.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { watchClock } from '../../engine/clock.ts';
import { type Cauce, createCauce } from '../../engine/index.ts';
import { giveBackClock, setClock, takeClock } from '../harness/systemClock.ts';
import { timedDrawings } from '../harness/timedDrawings.ts';
import { ana, deploy, done } from './runtime/openRuntime.ts';
import { temporaryFolder } from './store/openTestStore.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

interface Watched {
  cauce: Cauce;
  log: unknown[];
}

async function product(): Promise<Watched> {
  takeClock();
  onTestFinished(giveBackClock);
  const log: unknown[] = [];
  const database = join(temporaryFolder(), 'cauce.db');
  const cauce = await createCauce({ database, log: (entry) => void log.push(entry) });
  onTestFinished(() => cauce.close());
  await deploy(cauce.engine, ...timedDrawings);
  return { cauce, log };
}

async function begin({ engine }: Cauce, processId: string): Promise<number> {
  return done(await engine.start({ processId, variables: {}, principal: ana })).instanceKey;
}

async function taskOf({ engine }: Cauce, instance: number, element: string): Promise<number> {
  for (;;) {
    const row = await engine.store
      .reader('cauce_user_tasks')
      .where({ instance_key: instance, element_id: element, state: 'CREATED' })
      .first('key');
    if (row) return row.key;
    await sleep(10);
  }
}

/** From its first task to its second: what lies between is done by the product, and only in time. */
async function walk(cauce: Cauce, instance: number): Promise<void> {
  const task = await taskOf(cauce, instance, 'ask');
  done(await cauce.engine.completeUserTask(task, {}, { principal: ana }));
  await taskOf(cauce, instance, 'again');
}

async function stateOf({ engine }: Cauce, key: number): Promise<string> {
  return (await engine.store.find('process_instances', { key }))?.state as string;
}

/** Milliseconds that are left of the worker's lease. */
async function leasedFor({ engine }: Cauce): Promise<number> {
  const job = await engine.store.reader('cauce_jobs').where({ type: 'outside' }).first('leased_until');
  return job.leased_until - Date.now();
}

async function streamsThatGoBack({ engine }: Cauce): Promise<string[]> {
  const rows = (await engine.store.reader('cauce_journal').orderBy(['stream', 'sequence'])) as {
    stream: string;
    at: number;
  }[];
  return rows.flatMap(({ stream, at }, index) => {
    const before = rows[index - 1];
    return before?.stream === stream && before.at > at ? [stream] : [];
  });
}

describe.each([
  ['a second', SECOND],
  ['an hour', HOUR],
  ['a day', DAY],
  ['thirty days', 30 * DAY],
])('a clock that is set by %s, forward and back', (_, by) => {
  test('lets nothing stand still, get lost, or come earlier than the clock says', async () => {
    const { cauce, log } = await product();
    const { engine } = cauce;
    const hours = await begin(cauce, 'hours');
    const days = await begin(cauce, 'days');
    await begin(cauce, 'leased');
    const lease = { type: 'outside', timeout: 10 * 60 * SECOND, maxJobsToActivate: 1 };
    expect(await engine.activateJobs({ ...lease, worker: 'one' })).toHaveLength(1);
    for (const set of [by, -by, -by, by]) {
      const soon = await begin(cauce, 'soon');
      const old = [await begin(cauce, 'rounds'), await begin(cauce, 'rounds')];
      setClock(set);
      // Whoever asks first finds the lease as it was: it has not run out, nor does it last for longer.
      expect(await engine.activateJobs({ ...lease, worker: 'two' })).toEqual([]);
      while (Math.abs((await leasedFor(cauce)) - lease.timeout) > 2 * 60 * SECOND) await sleep(10);
      const fresh = await begin(cauce, 'rounds');
      await Promise.all([...old, fresh].map((instance) => walk(cauce, instance)));
      // What was to end soon does, though the clock says that it is days away.
      while ((await stateOf(cauce, soon)) === 'ACTIVE') await sleep(10);
      expect(await stateOf(cauce, days)).toBe('ACTIVE');
      // A timer is due at an instant: when the clock says so, and at once when it says so already.
      if (by < DAY) expect(await stateOf(cauce, hours)).toBe('ACTIVE');
      else while ((await stateOf(cauce, hours)) === 'ACTIVE') await sleep(10);
    }
    // What repeats is never further away than its interval, whatever the clock was meanwhile.
    const starts = () => engine.store.reader('cauce_start_subscriptions').where({ kind: 'timer' }).first();
    while ((await starts()).due_at - Date.now() > 2 * HOUR) await sleep(10);
    expect(await streamsThatGoBack(cauce)).toEqual([]);
    expect(log).toEqual(log.map(() => expect.objectContaining({ code: 'CLOCK_SET' })));
    expect(log).toHaveLength(4);
  });
});

test('nobody looks again and again while nothing is due, whatever the clock was set to', async () => {
  const { cauce } = await product();
  await begin(cauce, 'days');
  let asked = 0;
  cauce.engine.store.reader.on('query', () => {
    asked += 1;
  });
  for (const by of [DAY, -DAY, -30 * DAY, 30 * DAY]) {
    setClock(by);
    await sleep(1_500);
  }
  // Six seconds: the clock that was set is followed by a few looks each time, and by none after it.
  expect(asked).toBeLessThan(100);
});

test('a watched clock tells how far it was set, and not what the thread was held up', () => {
  let at = 1_000_000;
  let steady = 0;
  const told: [number, number][] = [];
  const clock = watchClock({ read: () => at, steady: () => steady, every: HOUR });
  onTestFinished(() => clock.close());
  clock.onSet((...set) => void told.push(set));
  const pass = (ms: number) => {
    at += ms;
    steady += ms;
  };
  pass(5_000);
  expect(clock.now()).toBe(1_005_000);
  pass(60_000);
  at += HOUR;
  expect(clock.now()).toBe(1_065_000 + HOUR);
  pass(1_000);
  at -= 30 * DAY;
  clock.now();
  at += 300;
  clock.now();
  expect(told).toEqual([
    [HOUR, 1_065_000],
    [-30 * DAY, 1_066_000 + HOUR],
  ]);
});
