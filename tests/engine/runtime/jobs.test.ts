import { expect, onTestFinished, test, vi } from 'vitest';
import type { ActivatedJob } from '../../../engine/runtime/engine.ts';
import { boundary, drawing, end, error, failed, serviceTask, start, userTask } from './drawings.ts';
import { ana, begin, count, deploy, done, type Opened, openRuntime, tasks } from './openRuntime.ts';

const worker = { username: 'worker', kind: 'service' as const, groups: [], roles: ['service' as const] };
const by = { principal: worker };

const work = drawing(
  'work',
  [
    start(),
    serviceTask('s', 'do', 3),
    boundary('b', 's', failed('BAD')),
    userTask('mend'),
    userTask('after'),
    end(),
  ],
  ['start>s>after>end', 'b>mend>end'],
  error('BAD'),
);

async function opened(): Promise<Opened> {
  const runtime = await openRuntime();
  await deploy(runtime.engine, work);
  return runtime;
}

function activate(
  { engine }: Opened,
  more: { worker?: string; requestTimeout?: number; most?: number; fetchVariable?: string[] } = {},
): Promise<ActivatedJob[]> {
  const { most = 1, ...rest } = more;
  return engine.activateJobs({ type: 'do', worker: 'w1', timeout: 10_000, maxJobsToActivate: most, ...rest });
}

async function oneJob(runtime: Opened): Promise<ActivatedJob> {
  const [job] = await activate(runtime);
  if (!job) throw new Error('Expected a job, but none is available');
  return job;
}

test('a job is handed to one worker, and to another when the lease ends; the first one is refused then', async () => {
  const runtime = await opened();
  const { engine, clock } = runtime;
  await begin(engine, 'work', { x: 1, y: 2 });
  const first = await oneJob(runtime);
  expect(first).toMatchObject({
    variables: { x: 1, y: 2 },
    retries: 3,
    worker: 'w1',
    leasedUntil: clock.now + 10_000,
    epoch: 1,
  });
  expect(await activate(runtime)).toEqual([]);
  clock.now += 10_000;
  const [second] = await activate(runtime, { worker: 'w2', fetchVariable: ['x'] });
  expect(second).toMatchObject({ key: first.key, worker: 'w2', epoch: 2, variables: { x: 1 } });
  const lost = { ok: false, rejection: { code: 'JOB_LEASE_LOST' } };
  expect(await engine.completeJob(first.key, {}, by, first.epoch)).toMatchObject(lost);
  expect(await engine.failJob(first.key, { retries: 0, message: '' }, by, first.epoch)).toMatchObject(lost);
  expect(
    await engine.throwJobError(first.key, { code: 'BAD', variables: {} }, by, first.epoch),
  ).toMatchObject(lost);
  done(await engine.completeJob(first.key, { done: true }, by, second?.epoch));
  expect(await tasks(runtime.store, 'after')).toHaveLength(1);
});

test('one lease among many workers that ask at once', async () => {
  const runtime = await opened();
  for (let at = 0; at < 10; at++) await begin(runtime.engine, 'work');
  const leased = (await Promise.all(Array.from({ length: 8 }, () => activate(runtime, { most: 3 })))).flat();
  expect(leased).toHaveLength(10);
  expect(new Set(leased.map(({ key }) => key)).size).toBe(10);
});

test('each job is leased once while instances begin and end beside it', async () => {
  const runtime = await opened();
  const { engine } = runtime;
  const handed: ActivatedJob[] = [];
  const beginning = Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let at = 0; at < 20; at++) await begin(engine, 'work');
    }),
  );
  const workers = Array.from({ length: 4 }, async () => {
    while (handed.length < 120) {
      const jobs = await activate(runtime, { most: 7, requestTimeout: 200 });
      handed.push(...jobs);
      for (const outcome of await Promise.all(
        jobs.map(({ key, epoch }) => engine.completeJob(key, {}, by, epoch)),
      ))
        done(outcome);
    }
  });
  await Promise.all([beginning, ...workers]);
  expect(new Set(handed.map(({ key }) => key)).size).toBe(120);
  expect(await tasks(runtime.store, 'after')).toHaveLength(120);
  const rows = await runtime.store.reader('cauce_jobs').distinct('state', 'epoch', 'leased_until');
  expect(rows).toEqual([{ state: 'COMPLETED', epoch: 1, leased_until: null }]);
});

test('a job that is over when its lease is committed is nobody’s, and who got it is refused', async () => {
  const runtime = await opened();
  const { engine, store } = runtime;
  const key = await begin(engine, 'work');
  const [[job]] = await Promise.all([activate(runtime), engine.cancelInstance(key, { principal: ana })]);
  const [row] = await store.reader('cauce_jobs').select('state', 'leased_until');
  expect(row).toEqual({ state: 'CANCELED', leased_until: null });
  if (job) expect(await engine.completeJob(job.key, {}, by, job.epoch)).toMatchObject({ ok: false });
  expect(await activate(runtime)).toEqual([]);
});

test('a job that failed comes back after its back-off, with the retries it was given', async () => {
  const runtime = await opened();
  const { engine, clock } = runtime;
  await begin(engine, 'work');
  const job = await oneJob(runtime);
  done(await engine.failJob(job.key, { retries: 2, retryBackOff: 5_000, message: 'busy' }, by, job.epoch));
  expect(await activate(runtime)).toEqual([]);
  clock.now += 5_000;
  expect(await activate(runtime)).toMatchObject([{ key: job.key, retries: 2, epoch: 2 }]);
});

test('no retries left is an incident; resolving it makes the job available, to a waiting worker at once', async () => {
  const runtime = await opened();
  const { engine, store } = runtime;
  await begin(engine, 'work');
  const job = await oneJob(runtime);
  done(await engine.failJob(job.key, { retries: 0, message: 'broken' }, by, job.epoch));
  expect(await activate(runtime)).toEqual([]);
  const [incident] = await store.reader('cauce_incidents');
  expect(incident).toMatchObject({ code: 'JOB_FAILED', state: 'ACTIVE', job_key: job.key });
  const waiting = activate(runtime, { requestTimeout: 20_000 });
  done(await engine.resolveIncident(incident.key, by));
  expect(await waiting).toMatchObject([{ key: job.key, retries: 1 }]);
  expect(await count(store, 'cauce_incidents', { state: 'ACTIVE' })).toBe(0);
  done(await engine.completeJob(job.key, {}, by));
});

test('a waiting worker is woken by the commit that makes a job, and not by looking again', async () => {
  const runtime = await opened();
  // With its timers stopped a worker can only be woken.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const waiting = Array.from({ length: 3 }, () => activate(runtime, { requestTimeout: 20_000 }));
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  await begin(runtime.engine, 'work');
  const handed = waiting.map(async (each) => ((await each).length > 0 ? 1 : new Promise<number>(() => {})));
  expect(await Promise.race(handed)).toBe(1);
  vi.useRealTimers();
  const others = Array.from({ length: 2 }, () => begin(runtime.engine, 'work'));
  await Promise.all(others);
  expect((await Promise.all(waiting)).flat()).toHaveLength(3);
});

test('a long poll by the real clock ends although the clock of the engine stands still', async () => {
  const runtime = await opened();
  expect(await activate(runtime, { requestTimeout: 30 })).toEqual([]);
});

test('an error that a worker throws goes the way of the boundary event', async () => {
  const runtime = await opened();
  await begin(runtime.engine, 'work');
  const job = await oneJob(runtime);
  done(await runtime.engine.throwJobError(job.key, { code: 'BAD', variables: { why: 'x' } }, by, job.epoch));
  expect(await tasks(runtime.store, 'mend')).toHaveLength(1);
  expect(await runtime.store.reader('cauce_jobs').first('state')).toEqual({ state: 'ERROR_THROWN' });
  expect(await runtime.engine.completeJob(job.key, {}, by, job.epoch)).toMatchObject({
    rejection: { code: 'JOB_NOT_FOUND' },
  });
});

test('the job of a canceled instance is nobody’s: neither handed out nor completed', async () => {
  const runtime = await opened();
  const { engine } = runtime;
  const key = await begin(engine, 'work');
  const job = await oneJob(runtime);
  const other = await begin(engine, 'work');
  done(await engine.cancelInstance(key, { principal: ana }));
  done(await engine.cancelInstance(other, { principal: ana }));
  expect(await activate(runtime)).toEqual([]);
  expect(await engine.completeJob(job.key, {}, by, job.epoch)).toMatchObject({
    ok: false,
    rejection: { code: 'INSTANCE_NOT_ACTIVE' },
  });
  expect(await engine.completeJob(job.key + 500, {}, by)).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
});

test('a lease is extended, and survives a restart', async () => {
  let runtime = await opened();
  await begin(runtime.engine, 'work');
  const job = await oneJob(runtime);
  done(await runtime.engine.updateJob(job.key, { timeout: 60_000 }, by));
  runtime = await runtime.restart();
  runtime.clock.now += 59_999;
  expect(await activate(runtime)).toEqual([]);
  expect(await runtime.engine.completeJob(job.key, {}, by, job.epoch + 1)).toMatchObject({
    rejection: { code: 'JOB_LEASE_LOST' },
  });
  done(await runtime.engine.completeJob(job.key, {}, by, job.epoch));
});
