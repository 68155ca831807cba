import { expect, test } from 'vitest';
import { boundary, catching, drawing, end, start, timer, userTask } from './drawings.ts';
import {
  ana,
  begin,
  completed,
  count,
  deploy,
  done,
  NOON,
  openedWith,
  openRuntime,
  tasks,
} from './openRuntime.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function waits(duration: string): string {
  return drawing(
    'waits',
    [start(), catching('wait', timer('timeDuration', duration)), userTask('after'), end()],
    ['start>wait>after>end'],
  );
}

function repeats(cycle: string): string {
  return drawing(
    'repeats',
    [
      start(),
      userTask('host'),
      boundary('b', 'host', timer('timeCycle', cycle), false),
      userTask('again'),
      end(),
    ],
    ['start>host>end', 'b>again>end'],
  );
}

/** The runtime's own watch, not a call, has fired it. */
async function eventually(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a timer of 400 days neither overflows nor fires early', async () => {
  const runtime = await openedWith(waits('P400D'));
  await begin(runtime.engine, 'waits');
  expect(await runtime.store.reader('cauce_timers').first('due_at')).toEqual({ due_at: NOON + 400 * DAY });
  await new Promise((resolve) => setTimeout(resolve, 50));
  runtime.clock.now = NOON + 400 * DAY - 1;
  expect(await runtime.engine.fireDueTimers()).toBe(0);
  runtime.clock.now += 1;
  expect(await runtime.engine.fireDueTimers()).toBe(1);
  expect(await tasks(runtime.store, 'after')).toHaveLength(1);
});

test('a timer fires by itself when its time comes', async () => {
  const runtime = await openRuntime({ now: Date.now });
  await deploy(runtime.engine, waits('PT0.1S'));
  await begin(runtime.engine, 'waits');
  await eventually(async () => (await tasks(runtime.store, 'after')).length === 1);
  expect(await count(runtime.store, 'cauce_timers')).toBe(0);
});

test('a timer that fell due while nobody ran fires exactly once at the next start', async () => {
  let runtime = await openedWith(waits('PT1H'));
  await begin(runtime.engine, 'waits');
  runtime.clock.now += 10 * HOUR;
  for (let times = 0; times < 2; times++) {
    runtime = await runtime.restart();
    await eventually(async () => (await tasks(runtime.store, 'after')).length > 0);
  }
  expect(await completed(runtime.store, 'wait')).toEqual(['wait']);
  expect(await tasks(runtime.store, 'after')).toHaveLength(1);
});

test('R3 fires three times; firings missed while nobody ran collapse into one and are counted', async () => {
  let runtime = await openedWith(repeats('R3/PT1H'));
  const key = await begin(runtime.engine, 'repeats');
  runtime.clock.now = NOON + HOUR;
  await runtime.engine.fireDueTimers();
  expect(await tasks(runtime.store, 'again')).toHaveLength(1);
  runtime.clock.now = NOON + 10 * HOUR;
  runtime = await runtime.restart();
  await eventually(async () => (await tasks(runtime.store, 'again')).length > 1);
  // The round that recovery began may still be counting what it fired.
  await runtime.engine.fireDueTimers();
  runtime.clock.now = NOON + 20 * HOUR;
  expect(await runtime.engine.fireDueTimers()).toBe(0);
  expect(await tasks(runtime.store, 'again')).toHaveLength(2);
  const events = (await runtime.engine.history(key)).flatMap((batch) => batch.events);
  const fired = events.filter(({ type }) => type === 'subscriptionTriggered');
  expect(fired.map((event) => ('missed' in event ? event.missed : 0))).toEqual([0, 1]);
});

test('a start timer begins instances by its cycle, goes on after a restart, and is not doubled by the same bytes', async () => {
  const cyclic = drawing(
    'cyclic',
    [start(timer('timeCycle', 'R/PT1H')), userTask('t'), end()],
    ['start>t>end'],
  );
  let runtime = await openedWith(cyclic);
  const instances = () => count(runtime.store, 'cauce_process_instances');
  runtime.clock.now = NOON + HOUR;
  await runtime.engine.fireDueTimers();
  expect(await instances()).toBe(1);
  await deploy(runtime.engine, cyclic);
  expect(await runtime.engine.fireDueTimers()).toBe(0);
  runtime = await runtime.restart();
  runtime.clock.now = NOON + 5 * HOUR;
  expect(await runtime.engine.fireDueTimers()).toBe(1);
  expect(await instances()).toBe(2);
  expect(await runtime.store.reader('cauce_start_subscriptions').first('due_at')).toEqual({
    due_at: NOON + 6 * HOUR,
  });
  const rows = await runtime.store.reader('cauce_process_instances').select('started_by');
  expect(rows.every(({ started_by }) => started_by === 'system')).toBe(true);
});

test('a start timer of two firings begins two instances and is gone', async () => {
  const twice = drawing(
    'twice',
    [start(timer('timeCycle', 'R2/PT1H')), userTask('t'), end()],
    ['start>t>end'],
  );
  const runtime = await openedWith(twice);
  for (let hours = 1; hours <= 4; hours++) {
    runtime.clock.now = NOON + hours * HOUR;
    await runtime.engine.fireDueTimers();
  }
  expect(await tasks(runtime.store, 't')).toHaveLength(2);
  expect(await count(runtime.store, 'cauce_start_subscriptions')).toBe(0);
});

test('a start timer by cron begins instances in the zone of the process, and one for all that were missed', async () => {
  const nightly = drawing(
    'nightly',
    [start(timer('timeCycle', '0 30 2 * * *')), userTask('t'), end()],
    ['start>t>end'],
  );
  const clock = { now: Date.parse('2026-03-07T12:00:00Z') };
  let runtime = await openRuntime({ zone: 'America/New_York', clock });
  await deploy(runtime.engine, nightly);
  const due = async () => {
    const row = await runtime.store.reader('cauce_start_subscriptions').first('due_at', 'interval');
    return [new Date(row.due_at).toISOString(), row.interval];
  };
  // 02:30 is skipped on the 8th.
  expect(await due()).toEqual(['2026-03-08T07:30:00.000Z', '0 30 2 * * *']);
  clock.now = Date.parse('2026-03-08T07:30:00Z');
  expect(await runtime.engine.fireDueTimers()).toBe(1);
  expect(await due()).toEqual(['2026-03-09T06:30:00.000Z', '0 30 2 * * *']);
  runtime = await runtime.restart();
  clock.now = Date.parse('2026-03-12T12:00:00Z');
  expect(await runtime.engine.fireDueTimers()).toBe(1);
  expect(await due()).toEqual(['2026-03-13T06:30:00.000Z', '0 30 2 * * *']);
  expect(await tasks(runtime.store, 't')).toHaveLength(2);
});

test('a cycle by cron goes on after a restart and a crash', async () => {
  let runtime = await openedWith(repeats('0 0 9 * * *'));
  const key = await begin(runtime.engine, 'repeats');
  for (const again of [() => runtime.restart(), () => runtime.crash()]) {
    runtime.clock.now += DAY;
    await runtime.engine.fireDueTimers();
    runtime = await again();
  }
  runtime.clock.now += 3 * DAY;
  expect(await runtime.engine.fireDueTimers()).toBe(1);
  expect(await tasks(runtime.store, 'again')).toHaveLength(3);
  const events = (await runtime.engine.history(key)).flatMap((batch) => batch.events);
  const fired = events.filter(({ type }) => type === 'subscriptionTriggered');
  expect(fired.map((event) => ('missed' in event ? event.missed : 0))).toEqual([0, 0, 2]);
});

test('a start timer by the month comes back to the 31st after February', async () => {
  const monthly = drawing(
    'monthly',
    [start(timer('timeCycle', 'R/2026-01-31T08:00:00-05:00/P1M')), userTask('t'), end()],
    ['start>t>end'],
  );
  const clock = { now: Date.parse('2026-01-02T12:00:00Z') };
  let runtime = await openRuntime({ clock });
  await deploy(runtime.engine, monthly);
  const days: string[] = [];
  for (let month = 0; month < 4; month++) {
    const { due_at } = await runtime.store.reader('cauce_start_subscriptions').first('due_at');
    days.push(new Date(due_at).toISOString().slice(0, 10));
    clock.now = due_at;
    await runtime.engine.fireDueTimers();
    if (month === 1) runtime = await runtime.restart();
  }
  expect(days).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
});

test('a clock that goes back neither fires a timer again nor lets time go back in a journal', async () => {
  const runtime = await openedWith(repeats('R/PT1H'));
  const key = await begin(runtime.engine, 'repeats');
  runtime.clock.now = NOON + 2.5 * HOUR;
  expect(await runtime.engine.fireDueTimers()).toBe(1);
  runtime.clock.now = NOON - DAY;
  expect(await runtime.engine.fireDueTimers()).toBe(0);
  const [task = 0] = await tasks(runtime.store, 'again');
  done(await runtime.engine.completeUserTask(task, {}, { principal: ana }));
  runtime.clock.now = NOON + 3 * HOUR;
  expect(await runtime.engine.fireDueTimers()).toBe(1);
  const at = (await runtime.engine.history(key)).map((batch) => batch.at);
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at.at(-2)).toBe(NOON + 2.5 * HOUR);
});
