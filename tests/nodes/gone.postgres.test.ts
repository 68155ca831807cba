// Who waits at one node for what happens at the other, and who goes away from one.
import { expect, test, vi } from 'vitest';
import type { BusMessage } from '../../engine/store/bus.ts';
import { drawing, end, serviceTask, start, userTask } from '../engine/runtime/drawings.ts';
import { ana, begin, deploy, done, tasks } from '../engine/runtime/openRuntime.ts';
import { expectSound, openNodes } from './openNodes.ts';

const work = drawing('work', [start(), serviceTask('s', 'do'), end()], ['start>s>end']);
const talk = drawing('talk', [start(), userTask('t'), end()], ['start>t>end']);
const LONG = 600_000;

test('who waits at one node for an end is told of the commit at the other, with its variables', async () => {
  const nodes = await openNodes({ lookAgain: LONG });
  const { a, b } = nodes;
  await deploy(a.engine, talk);
  const keys = await Promise.all(Array.from({ length: 20 }, (_, n) => begin(a.engine, 'talk', { n })));
  const waiting = keys.map((key) => a.engine.endings.wait(key, LONG));
  for (const task of await tasks(b.store))
    done(await b.engine.completeUserTask(task, { said: true }, { principal: ana }));
  expect(await Promise.all(waiting)).toEqual(keys.map(() => true));
  for (const [n, key] of keys.entries())
    expect(await a.engine.visibleVariables(key)).toEqual({ n, said: true });
  expect(a.engine.endings.waiting).toBe(0);
  await expectSound(nodes);
});

test('what is given back at one node is told to the workers at the other', async () => {
  const nodes = await openNodes({ lookAgain: LONG });
  const { a, b } = nodes;
  await deploy(a.engine, work);
  const news: BusMessage[] = [];
  b.engine.cluster.onNews((message) => void news.push(message));
  await begin(a.engine, 'work');
  const heard = { timeout: 10_000, interval: 5 };
  const jobs = () => news.filter((message) => message.jobs?.includes('do'));
  await vi.waitFor(() => expect(jobs()).toHaveLength(1), heard);
  const gone = new AbortController();
  const lease = { type: 'do', worker: 'gone', timeout: LONG, maxJobsToActivate: 1 };
  const handing = a.engine.activateJobs({ ...lease, signal: gone.signal });
  gone.abort();
  expect(await handing).toEqual([]);
  await vi.waitFor(() => expect(jobs()).toHaveLength(2), heard);
  expect(await b.engine.activateJobs({ ...lease, worker: 'alive' })).toMatchObject([{ epoch: 2 }]);
  await expectSound(nodes);
});
