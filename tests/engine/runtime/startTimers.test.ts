// When the next start event with a timer falls due, however many there are.
import { expect, test } from 'vitest';
import { createStartTimers } from '../../../engine/runtime/startTimers.ts';
import { drawing, end, start, timer, userTask } from './drawings.ts';
import { NOON, type Opened, openedWith, tasks } from './openRuntime.ts';

const HOUR = 3_600_000;

const every = (id: string, hours: number) =>
  drawing(id, [start(timer('timeCycle', `R/PT${hours}H`)), userTask('u'), end()], ['start>u>end']);

const startsOf = ({ store, clock }: Opened) =>
  createStartTimers({ store, now: () => clock.now } as Parameters<typeof createStartTimers>[0]);

test('the next is the first that is not left out; none is left at the end', async () => {
  const runtime = await openedWith(every('p3', 3), every('p1', 1), every('p2', 2));
  const { store } = runtime;
  const starts = startsOf(runtime);
  const rows = await store.reader('cauce_start_subscriptions').orderBy('due_at');
  const named = rows.map((row) => `${row.definition_key} ${row.element_id} ${row.part}`);
  const leavingOut = (...names: string[]) => starts.next(new Map(names.map((name) => [name, NOON])));
  expect(named).toHaveLength(3);
  expect(await leavingOut()).toBe(NOON + HOUR);
  // Timers of instances are left out by their keys.
  expect(await leavingOut('4711')).toBe(NOON + HOUR);
  expect(await leavingOut(...named.slice(0, 1))).toBe(NOON + 2 * HOUR);
  expect(await leavingOut(...named.slice(1, 2))).toBe(NOON + HOUR);
  expect(await leavingOut(...named.slice(0, 2))).toBe(NOON + 3 * HOUR);
  expect(await leavingOut(...named)).toBe(Number.POSITIVE_INFINITY);
});

test('a look reads one row among many, and each fires at its time', async () => {
  const runtime = await openedWith(...[1, 2, 3, 4, 5].map((hours) => every(`p${hours}`, hours)));
  const { engine, store, clock } = runtime;
  const read: number[] = [];
  store.reader.on('query-response', (rows: unknown[], { sql }: { sql: string }) => {
    if (sql.includes('cauce_start_subscriptions')) read.push(rows.length);
  });
  expect(await startsOf(runtime).next(new Map())).toBe(NOON + HOUR);
  expect(read).toEqual([1]);
  clock.now += HOUR - 1;
  await engine.fireDueTimers();
  expect(await tasks(store)).toEqual([]);
  clock.now += 1;
  await engine.fireDueTimers();
  expect(await tasks(store)).toHaveLength(1);
  clock.now += HOUR;
  await engine.fireDueTimers();
  expect(await tasks(store)).toHaveLength(3);
  expect(await startsOf(runtime).next(new Map())).toBe(NOON + 3 * HOUR);
});
