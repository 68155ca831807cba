import { expect, test } from 'vitest';
import { call, drawing, end, script, serviceTask, start, userTask } from '../engine/runtime/drawings.ts';
import { ana, begin, completed, count, deploy, done, tasks } from '../engine/runtime/openRuntime.ts';
import { expectSound, openNodes, until } from './openNodes.ts';

const line = drawing(
  'line',
  [start(), ...['one', 'two', 'three', 'four'].map((id) => userTask(id)), end()],
  ['start>one>two>three>four>end'],
);

test('one instance is carried on by both nodes in turn, each seeing what the other did', async () => {
  const nodes = await openNodes();
  const { a, b } = nodes;
  await deploy(a.engine, line);
  const key = await begin(b.engine, 'line', { n: 0 });
  for (const [at, id] of ['one', 'two', 'three', 'four'].entries()) {
    const node = at % 2 === 0 ? a : b;
    const [task] = await tasks(node.store, id);
    done(await node.engine.completeUserTask(task as number, { n: at + 1 }, { principal: ana }));
    // Right after the answer, at whichever node.
    if (at < 3) {
      for (const each of nodes.both) expect(await each.engine.visibleVariables(key)).toEqual({ n: at + 1 });
      await expectSound(nodes, [key]);
    }
  }
  expect(await completed(a.store, 'one', 'two', 'three', 'four')).toHaveLength(4);
  expect(await count(b.store, 'cauce_process_instances', { state: 'COMPLETED' })).toBe(1);
});

test('what one node deployed the other starts at once, newest version first', async () => {
  const nodes = await openNodes();
  const { a, b } = nodes;
  await deploy(a.engine, line);
  await begin(b.engine, 'line');
  await deploy(b.engine, line.replace('name="one"', 'name="uno"'));
  await begin(a.engine, 'line');
  await begin(b.engine, 'line');
  const rows = await a.store.reader('cauce_process_instances').orderBy('key').select('version');
  expect(rows.map(({ version }) => version).toSorted()).toEqual([1, 2, 2]);
});

test('the same request at both nodes at once is done once, and both are told the same', async () => {
  const nodes = await openNodes();
  const { a, b, both } = nodes;
  await deploy(a.engine, line);
  for (let round = 0; round < 10; round++) {
    const request = { processId: 'line', variables: {}, principal: ana, commandId: `start-${round}` };
    const answers = await Promise.all(both.map((node) => node.engine.start(request)));
    const keys = answers.map((answer) => done(answer).instanceKey);
    expect(keys[0]).toBe(keys[1]);
    expect(answers.map((answer) => done(answer).repeated).toSorted()).toEqual([false, true]);
    const [task] = (await tasks(a.store, 'one')).slice(-1);
    const submission = { principal: ana, commandId: `complete-${round}` };
    const completions = await Promise.all(
      both.map((node) => node.engine.completeUserTask(task as number, {}, submission)),
    );
    expect(completions.map((answer) => done(answer).sequence)).toEqual([2, 2]);
  }
  expect(await count(b.store, 'cauce_process_instances')).toBe(10);
  await expectSound(nodes);
});

test('two commands on one instance at both nodes at once: one is done, the other refused, never an error', async () => {
  const nodes = await openNodes();
  const { a, both } = nodes;
  await deploy(a.engine, line);
  for (let round = 0; round < 10; round++) {
    const key = await begin(a.engine, 'line');
    const rows = await a.store.reader('cauce_user_tasks').where({ instance_key: key }).select('key');
    const answers = await Promise.all(
      both.map((node) => node.engine.completeUserTask(rows[0].key, { round }, { principal: ana })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  }
  expect(await tasks(a.store, 'two')).toHaveLength(10);
  await expectSound(nodes);
});

const busy = drawing(
  'busy',
  [
    start(),
    script('number', 'next in series("N")', 'number'),
    userTask('work'),
    call('inner', 'child'),
    serviceTask('job', 'do'),
    end(),
  ],
  ['start>number>work>inner>job>end'],
);
const child = drawing('child', [start(), script('s', '1+1', 'two'), end()], ['start>s>end']);

test('fifty clients hammer both nodes: nobody sees an error, numbers have no hole, histories are whole', async () => {
  const nodes = await openNodes();
  const { a, both } = nodes;
  await deploy(a.engine, child);
  await deploy(a.engine, busy);
  const rounds = 2;
  const keys: number[] = [];
  const any = () => both[Math.random() < 0.5 ? 0 : 1];
  const client = async (name: number) => {
    for (let round = 0; round < rounds; round++) {
      const key = await begin(any().engine, 'busy', { name });
      keys.push(key);
      const [row] = await any().store.reader('cauce_user_tasks').where({ instance_key: key }).select('key');
      done(await any().engine.completeUserTask(row.key, { round }, { principal: ana }));
      const jobs = await any().engine.activateJobs({
        type: 'do',
        worker: `w${name}`,
        timeout: 60_000,
        maxJobsToActivate: 1,
        requestTimeout: 30_000,
      });
      for (const job of jobs)
        done(await any().engine.completeJob(job.key, {}, { principal: ana }, job.epoch));
    }
  };
  await Promise.all(Array.from({ length: 50 }, (_, name) => client(name)));
  await until(
    async () => (await count(a.store, 'cauce_process_instances', { state: 'ACTIVE' })) === 0,
    'every case to end',
  );
  expect(await count(a.store, 'cauce_process_instances', { state: 'COMPLETED' })).toBe(50 * rounds * 2);
  const numbers = await Promise.all(keys.map(async (key) => (await a.engine.visibleVariables(key)).number));
  expect(numbers.map((text) => Number(String(text).slice(-6))).toSorted((x, y) => x - y)).toEqual(
    Array.from({ length: 50 * rounds }, (_, at) => at + 1),
  );
  await expectSound(nodes);
}, 120_000);

test('who follows changes at one node is told of what the other committed', async () => {
  const nodes = await openNodes();
  const { a, b } = nodes;
  await deploy(a.engine, line);
  const told: number[] = [];
  const unfollow = b.engine.changes.follow(({ instances, tasks }) => {
    if (tasks) told.push(...(instances ?? []));
  });
  const key = await begin(a.engine, 'line');
  await expect.poll(() => told, { timeout: 5_000 }).toContain(key);
  unfollow();
});
