import { expect, test } from 'vitest';
import { createEndings } from '../../../engine/runtime/endings.ts';
import { drawing, end, start, userTask } from './drawings.ts';
import { ana, begin, deploy, done, openRuntime, tasks } from './openRuntime.ts';

const talk = drawing('talk', [start(), userTask('t'), end()], ['start>t>end']);
const brief = drawing('brief', [start(), end()], ['start>end']);
const LONG = 600_000;

async function opened(lookAgain: number) {
  const runtime = await openRuntime({ lookAgain });
  await deploy(runtime.engine, talk, brief);
  return runtime;
}

test('the commit that ends an instance wakes whoever waits for it, and nobody else', async () => {
  const { engine, store } = await opened(LONG);
  const [first, second] = [await begin(engine, 'talk'), await begin(engine, 'talk')];
  const { endings } = engine;
  const waiting = [endings.wait(first, LONG), endings.wait(first, LONG)];
  const other = endings.wait(second, LONG);
  expect(endings.waiting).toBe(3);
  done(await engine.completeUserTask((await tasks(store))[0] ?? 0, {}, { principal: ana }));
  expect(await Promise.all(waiting)).toEqual([true, true]);
  expect(endings.waiting).toBe(1);
  done(await engine.cancelInstance(second, { principal: ana }));
  expect(await other).toBe(true);
});

test('what had ended before is known at once', async () => {
  const { engine } = await opened(LONG);
  expect(await engine.endings.wait(await begin(engine, 'brief'), LONG)).toBe(true);
  expect(engine.endings.waiting).toBe(0);
});

test('patience is counted by the real clock, though that of the engine stands still or goes back', async () => {
  const { engine, clock } = await opened(LONG);
  const waiting = engine.endings.wait(await begin(engine, 'talk'), 60);
  clock.now -= 3_600_000;
  expect(await waiting).toBe(false);
  expect(engine.endings.waiting).toBe(0);
});

test('an end that nobody told of is found by looking, again and at the last moment', async () => {
  for (const [lookAgain, ms] of [
    [30, LONG],
    [LONG, 2_000],
  ] as const) {
    const { engine, store } = await opened(lookAgain);
    const key = await begin(engine, 'talk');
    const waiting = engine.endings.wait(key, ms);
    // It has looked in vain.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await store.write((db) => db('cauce_process_instances').where({ key }).update({ state: 'COMPLETED' }));
    expect(await waiting).toBe(true);
  }
});

test('who goes away, or went before, waits no more; closing answers the others', async () => {
  const { engine } = await opened(LONG);
  const key = await begin(engine, 'talk');
  const gone = new AbortController();
  const left = engine.endings.wait(key, LONG, gone.signal);
  const stays = engine.endings.wait(key, LONG);
  gone.abort();
  expect(await left).toBe(false);
  expect(engine.endings.waiting).toBe(1);
  expect(await engine.endings.wait(key, LONG, gone.signal)).toBe(false);
  await engine.close();
  expect(await stays).toBe(false);
  expect(await engine.endings.wait(key, LONG)).toBe(false);
  expect(engine.endings.waiting).toBe(0);
});

test('who cannot be told whether it has ended is told why, and waits no more', async () => {
  const away = () => {
    throw new Error('away');
  };
  const silent = { cluster: { onNews() {} }, onCommitted() {}, failed() {} };
  const endings = createEndings({ ...silent, store: { tenant: 'default', reader: away } as never });
  await expect(endings.wait(1, LONG)).rejects.toThrow('away');
  expect(endings.waiting).toBe(0);
});
