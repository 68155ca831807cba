import { expect, test } from 'vitest';
import type { Json } from '../../../engine/core/index.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { refuseInserts, takeInserts } from '../../harness/failingInserts.ts';
import { databaseIn } from '../../harness/testDatabase.ts';
import { drawing, end, script, start, userTask } from './drawings.ts';
import {
  ana,
  begin,
  count,
  deploy,
  done,
  expectMemoryEqualsDatabase,
  openRuntime,
  tasks,
} from './openRuntime.ts';

const work = drawing('work', [start(), userTask('a'), userTask('b'), end()], ['start>a>b>end']);

const unstorable: [string, unknown, string][] = [
  ['NUL', 'a\0b', 'NUL'],
  ['a lone surrogate', 'a\ud800', 'LONE_SURROGATE'],
  ['a number beyond doubles', Number.POSITIVE_INFINITY, 'NUMBER'],
  ['no number', Number.NaN, 'NUMBER'],
  ['a class', new Date(0), 'TYPE'],
  ['nothing', { deep: [undefined] }, 'TYPE'],
  ['a bad name', { 'a\0': 1 }, 'NUL'],
];

test.each(unstorable)(
  '%s is refused to its caller alone; the rest of the group is committed',
  async (_, value, reason) => {
    const { engine, store } = await openRuntime();
    await deploy(engine, work);
    const variables = [1, value, 3].map((x) => ({ given: { x } }) as unknown as { [name: string]: Json });
    const outcomes = await Promise.all(
      variables.map((each) =>
        engine.start({ processId: 'work', variables: each, principal: ana, commandId: `${Math.random()}` }),
      ),
    );
    expect(outcomes[1]).toMatchObject({
      ok: false,
      rejection: { code: 'VALUE_NOT_STORABLE', values: { reason } },
    });
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(await count(store, 'cauce_process_instances')).toBe(2);
  },
);

test('a name that means something to JavaScript is refused at any depth, and minus zero is stored as zero', async () => {
  const { engine } = await openRuntime();
  await deploy(engine, work);
  const bad = JSON.parse('{"x": [{"__proto__": 1}]}');
  const refused = await engine.start({ processId: 'work', variables: bad, principal: ana });
  expect(refused).toMatchObject({
    rejection: { code: 'VARIABLE_NAME_FORBIDDEN', values: { name: '__proto__' } },
  });
  const key = await begin(engine, 'work', { x: [-0] });
  expect(Object.is(((await engine.visibleVariables(key)).x as number[])[0], 0)).toBe(true);
});

test('a value that only an expression makes unstorable fails its own batch, and memory stays as the database', async () => {
  const runtime = await openRuntime();
  const { engine, store } = runtime;
  const feel = 'if given = "bad" then "a\\u0000b" else given';
  const made = drawing(
    'made',
    [start(), userTask('a'), script('s', feel, 'x'), userTask('b'), end()],
    ['start>a>s>b>end'],
  );
  await deploy(engine, made);
  const keys = await Promise.all([begin(engine, 'made'), begin(engine, 'made'), begin(engine, 'made')]);
  const all = await tasks(store);
  const complete = (given: string) => (key: number) =>
    engine.completeUserTask(key, { given }, { principal: ana });
  const outcomes = await Promise.all(all.map((key, at) => complete(at === 1 ? 'bad' : 'good')(key)));
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true]);
  expect(outcomes[1]).toMatchObject({ rejection: { code: 'VALUE_NOT_STORABLE' } });
  for (const key of keys) await expectMemoryEqualsDatabase(runtime, key);
  done(await complete('good')(all[1] as number));
  expect(await engine.visibleVariables(keys[1] as number)).toEqual({ given: 'good', x: 'good' });
});

/** A trigger that makes a chosen write fail, as a broken row of a projection would. */
const BROKEN = `NEW.element_id = 'b'
  AND (SELECT business_key FROM cauce_process_instances WHERE key = NEW.instance_key) = 'broken'`;

test('one failing batch harms none of fifty in its group, and its instance goes on once it can', async () => {
  const runtime = await openRuntime();
  const { engine, store } = runtime;
  await deploy(engine, work);
  const starts = Array.from({ length: 50 }, (_, at) =>
    engine.start({
      processId: 'work',
      variables: {},
      principal: ana,
      businessKey: at === 17 ? 'broken' : 'fine',
    }),
  );
  const keys = (await Promise.all(starts)).map((outcome) => done(outcome).instanceKey);
  await store.write((db) => refuseInserts(db, 'cauce_user_tasks', BROKEN));
  const all = await tasks(store, 'a');
  // Starts asked for at once take their keys in the order in which their definitions were found.
  const task = await store.find('user_tasks', { instance_key: keys[17] as number });
  const broken = all.indexOf(Number(task?.key));
  const settled = await Promise.allSettled(
    all.map((key) => engine.completeUserTask(key, {}, { principal: ana })),
  );
  expect(settled.map(({ status }, at) => (status === 'rejected' ? at : -1)).filter((at) => at >= 0)).toEqual([
    broken,
  ]);
  expect(await count(store, 'cauce_user_tasks', { element_id: 'b' })).toBe(49);
  await store.write((db) => takeInserts(db, 'cauce_user_tasks'));
  done(await engine.completeUserTask(all[broken] as number, {}, { principal: ana }));
  for (const key of keys) await expectMemoryEqualsDatabase(runtime, key);
});

test('a refusal that followed from a batch that failed to commit is not given: the command is executed again', async () => {
  const { engine, store } = await openRuntime();
  await deploy(engine, work);
  const key = done(
    await engine.start({ processId: 'work', variables: {}, principal: ana, businessKey: 'broken' }),
  ).instanceKey;
  const [task = 0] = await tasks(store, 'a');
  await store.write((db) => refuseInserts(db, 'cauce_user_tasks', BROKEN));
  const outcomes = await Promise.allSettled([
    engine.completeUserTask(task, {}, { principal: ana }),
    // Within the group the task is gone after the first; in the database it is not.
    engine.assignUserTask(task, 'eva', true, { principal: ana }),
    engine.setVariables(key, { kept: 1 }, false, { principal: ana }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  const [, assigned] = outcomes;
  expect(assigned).toMatchObject({ value: { ok: true } });
  expect(await engine.visibleVariables(key)).toEqual({ kept: 1 });
});

test('batches on one instance in one group chain on each other, and the second of two completions is refused', async () => {
  const runtime = await openRuntime();
  const { engine, store } = runtime;
  await deploy(engine, work);
  const key = await begin(engine, 'work');
  const [task = 0] = await tasks(store);
  const outcomes = await Promise.all([
    engine.setVariables(key, { x: 1 }, false, { principal: ana }),
    engine.completeUserTask(task, { y: 2 }, { principal: ana }),
    engine.completeUserTask(task, { y: 3 }, { principal: ana }),
    engine.setVariables(key, { x: 4 }, false, { principal: ana }),
  ]);
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, false, true]);
  expect(outcomes.flatMap((outcome) => (outcome.ok ? outcome.sequence : []))).toEqual([2, 3, 4]);
  expect(await engine.visibleVariables(key)).toEqual({ x: 4, y: 2 });
  await expectMemoryEqualsDatabase(runtime, key);
  const batches = await store.readBatches(`instance:${key}`);
  expect(batches.map(({ previousHash }) => previousHash).slice(1)).toEqual(
    batches.map(({ hash }) => hash).slice(0, -1),
  );
});

test('no answer leaves before its commit: another connection sees what was answered', async () => {
  const { engine, folder } = await openRuntime();
  await deploy(engine, work);
  const other = await openStore({ filename: await databaseIn(folder), readOnly: true });
  try {
    const seen = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const { instanceKey, sequence } = done(
          await engine.start({ processId: 'work', variables: {}, principal: ana }),
        );
        return (await other.head(`instance:${instanceKey}`))?.sequence === sequence;
      }),
    );
    expect(seen).toEqual(Array.from({ length: 60 }, () => true));
  } finally {
    await other.close();
  }
});

test('a listener that throws keeps no caller waiting and no later commit', async () => {
  const { engine, failures } = await openRuntime();
  await deploy(engine, work);
  engine.onCommitted(() => {
    throw new Error('a listener of the host');
  });
  await begin(engine, 'work');
  await begin(engine, 'work');
  expect(failures).toHaveLength(2);
});

test('what was executed on a group that then fails to be written is executed again on what there is', async () => {
  const runtime = await openRuntime();
  const { engine, store } = runtime;
  await deploy(engine, work);
  const keys: number[] = [];
  for (let each = 0; each < 20; each++) keys.push(await begin(engine, 'work'));
  const first = await tasks(store, 'a');
  // The same commands give the same keys: the second task of an instance is as far from its first as in any other.
  const [probe = 0] = keys;
  done(await engine.completeUserTask(first[0] as number, {}, { principal: ana }));
  const [opened = 0] = await tasks(store, 'b');
  const away = opened - probe;
  await store.write((db) => refuseInserts(db, 'cauce_user_tasks', "NEW.element_id = 'b'"));
  const attempts = first.slice(1).map(async (task, at) => {
    const next = (keys[at + 1] as number) + away;
    const failing = engine.completeUserTask(task, {}, { principal: ana }).then(
      () => 'written',
      () => 'failed',
    );
    // By now the first is being written, and what comes is executed on what it will leave.
    await new Promise((resolve) => setImmediate(resolve));
    const ahead = await engine.completeUserTask(next, {}, { principal: ana });
    return [await failing, ahead.ok];
  });
  for (const outcome of await Promise.all(attempts)) expect(outcome).toEqual(['failed', false]);
  await store.write((db) => takeInserts(db, 'cauce_user_tasks'));
  for (const key of keys.slice(1)) {
    expect((await engine.history(key)).map(({ sequence }) => sequence)).toEqual([1]);
    await expectMemoryEqualsDatabase(runtime, key);
  }
});
