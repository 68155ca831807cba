import { expect, test } from 'vitest';
import { migrate, migrations } from '../../engine/store/migrate.ts';
import { drawing, end, start, userTask } from '../engine/runtime/drawings.ts';
import { ana, begin, deploy, done, tasks } from '../engine/runtime/openRuntime.ts';
import { expectSound, openNodes, until } from './openNodes.ts';

const line = drawing('line', [start(), userTask('one'), userTask('two'), end()], ['start>one>two>end']);

test('a node goes on, and another of its release starts, beside a schema one migration ahead that they still read', async () => {
  const nodes = await openNodes();
  const { a, b } = nodes;
  await deploy(a.engine, line);
  const key = await begin(a.engine, 'line');
  const newest = migrations.at(-1)?.number ?? 0;
  const ahead = {
    number: newest + 1,
    minReader: newest,
    up: (db: typeof a.store.reader) =>
      db.schema.alterTable('cauce_user_tasks', (t) => void t.text('of_the_next_release')),
  };
  await b.store.write((db) => migrate(db, [...migrations, ahead]));
  const [one] = await tasks(a.store, 'one');
  done(await a.engine.completeUserTask(one as number, { n: 1 }, { principal: ana }));
  const again = await b.restart();
  const [two] = await tasks(again.store, 'two');
  done(await again.engine.completeUserTask(two as number, { n: 2 }, { principal: ana }));
  expect(await a.engine.visibleVariables(key)).toEqual({ n: 2 });
  await expectSound({ ...nodes, both: [a, again] });
});

test('a new format of events is agreed upon when the last node that cannot read it has left', async () => {
  const { a, b } = await openNodes({ nodeLease: 1_000, eventFormat: 1 }, { eventFormat: 2, release: 'next' });
  expect(b.engine.cluster.eventFormat()).toBe(1);
  const listed = await b.engine.nodes();
  expect(listed.map(({ eventFormat, release }) => [eventFormat, release])).toEqual([
    [1, ''],
    [2, 'next'],
  ]);
  await a.engine.close();
  await until(async () => b.engine.cluster.eventFormat() === 2, 'the newer format to be agreed upon');
  expect(await b.engine.nodes()).toHaveLength(1);
});
