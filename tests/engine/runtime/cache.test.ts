import { expect, test } from 'vitest';
import { SNAPSHOT_VERSION, stateToJson } from '../../../engine/core/index.ts';
import { createDefinitions } from '../../../engine/runtime/definitions.ts';
import { feelFunctions } from '../../../engine/runtime/feelFunctions.ts';
import { createInstanceCache, type LiveInstance } from '../../../engine/runtime/instanceCache.ts';
import { drawing, end, start, userTask } from './drawings.ts';
import { ana, begin, count, deploy, done, openRuntime, tasks } from './openRuntime.ts';

const work = drawing('work', [start(), userTask('a'), userTask('b'), end()], ['start>a>b>end']);

test('instances that were dropped from memory go on from the journal as if they had stayed', async () => {
  const { engine, store } = await openRuntime({ instancesInMemory: 3 });
  await deploy(engine, work);
  const keys = await Promise.all(Array.from({ length: 20 }, (_, n) => begin(engine, 'work', { n })));
  for (const element of ['a', 'b']) {
    const open = await tasks(store, element);
    expect(open).toHaveLength(20);
    for (const key of open) done(await engine.completeUserTask(key, { [element]: key }, { principal: ana }));
  }
  expect(await count(store, 'cauce_process_instances', { state: 'COMPLETED' })).toBe(20);
  const variables = await Promise.all(keys.map((key) => engine.visibleVariables(key)));
  expect(variables.map(({ n }) => n)).toEqual(keys.map((_, n) => n));
});

test('a state read from a snapshot and the tail is the state folded from the first batch', async () => {
  const { engine, store } = await openRuntime({ instancesInMemory: 1, snapshotEvery: 4 });
  await deploy(engine, work);
  const key = await begin(engine, 'work', { list: [1, { two: 2 }] });
  const definitions = createDefinitions(store, feelFunctions(), 'America/Bogota');
  const read = () => createInstanceCache(store, definitions, 1).load(key) as Promise<LiveInstance>;
  for (let n = 1; n <= 10; n++) {
    // Another instance pushes this one out of memory each time.
    await begin(engine, 'work');
    done(await engine.setVariables(key, { n }, false, { principal: ana }));
    const fromSnapshot = await read();
    await store.write((db) => db('cauce_snapshots').update({ version: -1 }));
    const folded = await read();
    await store.write((db) => db('cauce_snapshots').update({ version: SNAPSHOT_VERSION }));
    expect(stateToJson(fromSnapshot.state)).toEqual(stateToJson(folded.state));
    expect([fromSnapshot.sequence, fromSnapshot.hash]).toEqual([folded.sequence, folded.hash]);
  }
  expect(await count(store, 'cauce_snapshots')).toBe(1);
  expect((await store.readSnapshot(`instance:${key}`))?.sequence).toBe(8);
});

test('what was completed can be read, with the variables of each element as they were last', async () => {
  const runtime = await openRuntime();
  await deploy(runtime.engine, work);
  const key = await begin(runtime.engine, 'work', { x: 1 });
  const [a = 0] = await tasks(runtime.store, 'a');
  const element = (await runtime.store.reader('cauce_user_tasks').where({ key: a }).first())
    .element_instance_key;
  done(await runtime.engine.setVariables(element, { x: 'local' }, true, { principal: ana }));
  done(await runtime.engine.completeUserTask(a, { y: 2 }, { principal: ana }));
  expect((await runtime.engine.visibleVariables(key, element)).x).toBe('local');
  const [b = 0] = await tasks(runtime.store, 'b');
  done(await runtime.engine.completeUserTask(b, {}, { principal: ana }));
  const { engine } = await runtime.restart();
  expect(await engine.visibleVariables(key)).toEqual({ x: 1, y: 2 });
  expect((await engine.visibleVariables(key, element)).x).toBe('local');
  expect((await engine.history(key)).at(-1)?.events.at(-1)?.type).toBe('instanceCompleted');
  expect(await engine.completeUserTask(b, {}, { principal: ana })).toMatchObject({
    rejection: { code: 'INSTANCE_NOT_ACTIVE' },
  });
});
