import { expect, test } from 'vitest';
import { call, catching, drawing, end, serviceTask, start, timer, userTask } from './drawings.ts';
import { ana, begin, count, deploy, openRuntime } from './openRuntime.ts';

const work = drawing('work', [start(), userTask('a'), end()], ['start>a>end']);

test('closing under load answers or refuses every caller; each answered start is there, and no other', async () => {
  const runtime = await openRuntime();
  const { engine } = runtime;
  await deploy(engine, work);
  const answered: number[] = [];
  const refused: unknown[] = [];
  let closed = false;
  const callers = Array.from({ length: 50 }, async () => {
    while (!closed) {
      try {
        answered.push(await begin(engine, 'work'));
      } catch (error) {
        refused.push(error);
        closed = true;
      }
    }
  });
  while (answered.length < 100) await new Promise(setImmediate);
  await engine.close();
  closed = true;
  await Promise.all(callers);
  for (const error of refused) expect(error).toMatchObject({ code: 'ENGINE_CLOSED' });
  expect(refused.length).toBeGreaterThan(0);
  const { store } = await runtime.restart();
  const keys = (await store.reader('cauce_process_instances').orderBy('key').select('key')).map(
    ({ key }) => key,
  );
  expect(keys).toEqual(answered.toSorted((a, b) => a - b));
});

test('what is asked after closing is refused with a code, whatever it is', async () => {
  const { engine } = await openRuntime();
  await deploy(engine, work);
  const key = await begin(engine, 'work');
  await engine.close();
  await engine.close();
  const closed = { code: 'ENGINE_CLOSED' };
  const by = { principal: ana };
  const message = { name: 'm', correlationKey: '', variables: {}, ...by };
  await expect(engine.start({ processId: 'work', variables: {}, ...by })).rejects.toMatchObject(closed);
  await expect(engine.cancelInstance(key, by)).rejects.toMatchObject(closed);
  await expect(engine.publishMessage(message)).rejects.toMatchObject(closed);
  await expect(engine.broadcastSignal(message)).rejects.toMatchObject(closed);
  await expect(engine.deploy([], ana)).rejects.toMatchObject(closed);
});

test('closing answers workers that wait for jobs', async () => {
  const { engine } = await openRuntime();
  await deploy(engine, drawing('jobs', [start(), serviceTask('s', 'do'), end()], ['start>s>end']));
  const waiting = engine.activateJobs({
    type: 'do',
    worker: 'w',
    timeout: 1_000,
    maxJobsToActivate: 1,
    requestTimeout: 600_000,
  });
  await new Promise(setImmediate);
  await engine.close();
  expect(await waiting).toEqual([]);
});

test('processes that call each other without end do not keep the engine from closing, and go on at the next start', async () => {
  const ping = drawing('ping', [start(), call('c', 'pong'), end()], ['start>c>end']);
  const pong = drawing(
    'pong',
    [start(), catching('t', timer('timeDuration', 'PT0S')), call('c', 'ping'), end()],
    ['start>t>c>end'],
  );
  const runtime = await openRuntime();
  await deploy(runtime.engine, ping, pong);
  await begin(runtime.engine, 'ping');
  while ((await count(runtime.store, 'cauce_process_instances')) < 4) await new Promise(setImmediate);
  const before = await runtime.restart();
  const instances = await count(before.store, 'cauce_process_instances');
  while ((await count(before.store, 'cauce_process_instances')) <= instances) await new Promise(setImmediate);
  expect(before.failures).toEqual([]);
  await before.engine.close();
});
