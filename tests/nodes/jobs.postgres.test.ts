import { expect, test } from 'vitest';
import { drawing, end, serviceTask, start, userTask } from '../engine/runtime/drawings.ts';
import { ana, begin, count, deploy, done, type Opened, tasks } from '../engine/runtime/openRuntime.ts';
import { expectSound, openNodes } from './openNodes.ts';

const work = drawing(
  'work',
  [start(), serviceTask('s', 'do'), userTask('after'), end()],
  ['start>s>after>end'],
);
const by = { principal: ana };

function activate({ engine }: Opened, most: number, timeout = 60_000, requestTimeout = 0) {
  return engine.activateJobs({ type: 'do', worker: 'w', timeout, maxJobsToActivate: most, requestTimeout });
}

test('each job goes to one worker, however many ask at both nodes', async () => {
  const nodes = await openNodes();
  const { a, both } = nodes;
  await deploy(a.engine, work);
  await Promise.all(Array.from({ length: 100 }, () => begin(a.engine, 'work')));
  const asked = Array.from({ length: 40 }, (_, at) => activate(both[at % 2 === 0 ? 0 : 1], 5));
  const handed = (await Promise.all(asked)).flat();
  for (;;) {
    const more = (await Promise.all(both.map((node) => activate(node, 20)))).flat();
    if (more.length === 0) break;
    handed.push(...more);
  }
  expect(handed).toHaveLength(100);
  expect(new Set(handed.map(({ key }) => key)).size).toBe(100);
  const answers = await Promise.all(
    handed.map((job, at) => both[at % 2 === 0 ? 0 : 1].engine.completeJob(job.key, {}, by, job.epoch)),
  );
  expect(answers.filter(({ ok }) => !ok)).toEqual([]);
  expect(await tasks(a.store, 'after')).toHaveLength(100);
  await expectSound(nodes);
});

test('who held a job past its lease is refused at either node once another has it', async () => {
  const nodes = await openNodes();
  const { a, b } = nodes;
  await deploy(a.engine, work);
  await begin(a.engine, 'work');
  const [first] = await activate(a, 1, 50);
  const [second] = await activate(b, 1, 60_000, 5_000);
  expect(second).toMatchObject({ key: first?.key, epoch: 2 });
  for (const { engine } of nodes.both)
    expect(await engine.completeJob(first?.key ?? 0, {}, by, first?.epoch)).toMatchObject({
      rejection: { code: 'JOB_LEASE_LOST' },
    });
  done(await a.engine.completeJob(second?.key ?? 0, {}, by, second?.epoch));
  expect(await tasks(b.store, 'after')).toHaveLength(1);
  await expectSound(nodes);
});

test('a worker that waits at one node is woken by the commit at the other, long before it would look again', async () => {
  const nodes = await openNodes({ lookAgain: 600_000 });
  const { a, b } = nodes;
  await deploy(a.engine, work);
  for (let round = 0; round < 5; round++) {
    const waiting = activate(b, 1, 60_000, 20_000);
    // It listens and has looked in vain.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await begin(a.engine, 'work');
    const [job] = await waiting;
    expect(job).toMatchObject({ type: 'do' });
    done(await b.engine.completeJob(job?.key ?? 0, {}, by, job?.epoch));
  }
  expect(await count(a.store, 'cauce_jobs', { state: 'COMPLETED' })).toBe(5);
  await expectSound(nodes);
});
