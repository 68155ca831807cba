// A case that one node migrates goes on by its new version at the other, whenever that one read it.
import { expect, test } from 'vitest';
import { drawing, end, start, userTask } from '../engine/runtime/drawings.ts';
import { ana, begin, deploy, done, tasks } from '../engine/runtime/openRuntime.ts';
import { expectSound, openNodes } from './openNodes.ts';

const before = drawing('work', [start(), userTask('a'), userTask('b'), end()], ['start>a>b>end']);
const after = drawing(
  'work',
  [start(), userTask('a'), userTask('extra'), userTask('b'), end()],
  ['start>a>extra>b>end'],
);

test('many at once, between the rows and the journals that the other reads', async () => {
  const nodes = await openNodes();
  const { a, b } = nodes;
  await deploy(a.engine, before);
  const keys: number[] = [];
  for (let n = 0; n < 3; n++) keys.push(await begin(a.engine, 'work'));
  const { definitions } = await deploy(a.engine, after);
  const definitionKey = Number(definitions[0]?.key);
  const open = await tasks(a.store, 'a');
  let isMigrated = false;
  const migrate = async () => {
    if (isMigrated) return;
    isMigrated = true;
    for (const key of keys)
      done(await a.engine.migrateInstance(key, { definitionKey, mapping: [] }, { principal: ana }));
  };
  // Their rows have been read when their journals are asked for.
  const { readStreams } = b.store;
  b.store.readStreams = async (...asked) => {
    await migrate();
    return readStreams(...asked);
  };
  const answers = await Promise.all(
    open.map((task) => b.engine.completeUserTask(task, {}, { principal: ana })),
  );
  for (const answer of answers) done(answer);
  expect(isMigrated).toBe(true);
  expect(await tasks(a.store, 'extra')).toHaveLength(3);
  expect(await tasks(a.store, 'b')).toEqual([]);
  await expectSound(nodes, keys);
});
