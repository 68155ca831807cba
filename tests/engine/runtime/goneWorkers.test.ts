// Workers that go away while they wait for a job, or while one is being handed to them.
import { expect, test } from 'vitest';
import { giveBack, type JobRow, jobColumns } from '../../../engine/runtime/jobLeases.ts';
import { drawing, end, serviceTask, start } from './drawings.ts';
import { ana, begin, deploy, done, type Opened, openRuntime } from './openRuntime.ts';

const work = drawing('work', [start(), serviceTask('s', 'do'), end()], ['start>s>end']);
const by = { principal: ana };

async function opened(): Promise<Opened> {
  // Nobody finds a job by looking again.
  const runtime = await openRuntime({ lookAgain: 600_000 });
  await deploy(runtime.engine, work);
  return runtime;
}

function activate({ engine }: Opened, worker: string, more: { signal?: AbortSignal; wait?: number } = {}) {
  const { signal, wait = 0 } = more;
  const lease = { type: 'do', worker, timeout: 60_000, maxJobsToActivate: 5, requestTimeout: wait };
  return engine.activateJobs({ ...lease, ...(signal && { signal }) });
}

const leases = ({ store }: Opened) =>
  store.reader('cauce_jobs').orderBy('key').select('worker', 'leased_until', 'epoch');

test('who goes away while waiting is answered at once, and is given nothing that comes', async () => {
  const runtime = await opened();
  const gone = new AbortController();
  const waiting = activate(runtime, 'gone', { signal: gone.signal, wait: 600_000 });
  await new Promise((resolve) => setTimeout(resolve, 30));
  gone.abort();
  expect(await waiting).toEqual([]);
  await begin(runtime.engine, 'work');
  expect(await activate(runtime, 'gone', { signal: gone.signal, wait: 600_000 })).toEqual([]);
  expect(await leases(runtime)).toEqual([{ worker: null, leased_until: null, epoch: 0 }]);
});

test('what was leased to who went away meanwhile is given back, and its lease counts for nobody', async () => {
  const runtime = await opened();
  const { engine } = runtime;
  for (let at = 0; at < 3; at++) await begin(engine, 'work');
  const gone = new AbortController();
  const handing = activate(runtime, 'gone', { signal: gone.signal });
  // The jobs are being chosen.
  gone.abort();
  expect(await handing).toEqual([]);
  expect(await leases(runtime)).toEqual(Array(3).fill({ worker: null, leased_until: null, epoch: 1 }));
  const jobs = await activate(runtime, 'alive');
  expect(jobs.map(({ epoch }) => epoch)).toEqual([2, 2, 2]);
  const [{ key = 0 } = {}] = jobs;
  expect(await engine.completeJob(key, {}, by, 1)).toMatchObject({ rejection: { code: 'JOB_LEASE_LOST' } });
  done(await engine.completeJob(key, {}, by, 2));
});

test('a worker that waits gets at once what is given back', async () => {
  const runtime = await opened();
  await begin(runtime.engine, 'work');
  const gone = new AbortController();
  const handing = activate(runtime, 'gone', { signal: gone.signal });
  const waiting = activate(runtime, 'alive', { wait: 600_000 });
  gone.abort();
  expect(await handing).toEqual([]);
  expect(await waiting).toMatchObject([{ worker: 'alive' }]);
});

test('giving back takes nothing from who has leased the job since', async () => {
  const runtime = await opened();
  const { engine, store, clock } = runtime;
  await begin(engine, 'work');
  const before = await store.reader<JobRow>('cauce_jobs').select(jobColumns);
  await activate(runtime, 'gone');
  clock.now += 60_000;
  await activate(runtime, 'alive');
  await giveBack(store, before as JobRow[]);
  const leased_until = clock.now + 60_000;
  expect(await leases(runtime)).toEqual([{ worker: 'alive', leased_until, epoch: 2 }]);
});
