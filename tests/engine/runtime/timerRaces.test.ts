import { expect, test } from 'vitest';
import { boundary, catching, drawing, end, script, start, timer, userTask } from './drawings.ts';
import { ana, begin, count, done, openedWith, tasks } from './openRuntime.ts';

const HOUR = 3_600_000;
function waits(duration: string): string {
  return drawing(
    'waits',
    [start(), catching('wait', timer('timeDuration', duration)), userTask('after'), end()],
    ['start>wait>after>end'],
  );
}

test('two thousand timers due at once all fire, each once', async () => {
  const runtime = await openedWith(waits('PT1H'));
  for (let part = 0; part < 4; part++)
    await Promise.all(Array.from({ length: 500 }, () => begin(runtime.engine, 'waits')));
  runtime.clock.now += HOUR;
  expect(await runtime.engine.fireDueTimers()).toBe(2_000);
  expect(await tasks(runtime.store, 'after')).toHaveLength(2_000);
  expect(await count(runtime.store, 'cauce_timers')).toBe(0);
});

test('of a timer and the completion of its host, racing, exactly one goes on', async () => {
  const racing = drawing(
    'racing',
    [
      start(),
      userTask('host'),
      boundary('b', 'host', timer('timeDuration', 'PT1H')),
      userTask('late'),
      userTask('good'),
      end(),
    ],
    ['start>host>good>end', 'b>late>end'],
  );
  const runtime = await openedWith(racing);
  const { engine, store } = runtime;
  await Promise.all(Array.from({ length: 40 }, () => begin(engine, 'racing')));
  const hosts = await tasks(store, 'host');
  runtime.clock.now += HOUR;
  const firing = engine.fireDueTimers();
  const outcomes = await Promise.all(
    hosts.map(async (key, at) => {
      for (let turn = 0; turn < at % 8; turn++) await new Promise(setImmediate);
      return engine.completeUserTask(key, {}, { principal: ana });
    }),
  );
  const fired = await firing;
  const completions = outcomes.filter(({ ok }) => ok).length;
  expect(completions + fired).toBe(40);
  expect(await tasks(store, 'good')).toHaveLength(completions);
  expect(await tasks(store, 'late')).toHaveLength(fired);
});

test('a timer that cannot fire is reported once and keeps no other from firing', async () => {
  const bad = drawing(
    'waits',
    [
      start(),
      catching('wait', timer('timeDuration', 'PT1H')),
      script('s', 'if bad then "a\\u0000" else "b"', 'x'),
      userTask('after'),
      end(),
    ],
    ['start>wait>s>after>end'],
  );
  const runtime = await openedWith(bad);
  const { engine, store, failures, clock } = runtime;
  await begin(engine, 'waits', { bad: true });
  await begin(engine, 'waits', { bad: false });
  clock.now += HOUR;
  expect(await engine.fireDueTimers()).toBe(1);
  expect(await engine.fireDueTimers()).toBe(0);
  expect(failures).toMatchObject([{ code: 'VALUE_NOT_STORABLE' }]);
  expect(await tasks(store, 'after')).toHaveLength(1);
  const key = (await store.reader('cauce_timers').first('instance_key')).instance_key;
  done(await engine.setVariables(key, { bad: false }, false, { principal: ana }));
  clock.now += HOUR;
  expect(await engine.fireDueTimers()).toBe(1);
});
