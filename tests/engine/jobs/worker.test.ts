// The worker: completes, retries with back-off, gives up, keeps within its limits, and stops cleanly.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connector, JobOutcome, Worker, WorkerOptions } from '../../../engine/jobs/index.ts';
import { createWorker } from '../../../engine/jobs/index.ts';
import { jobBackOff } from '../../../engine/jobs/runJob.ts';
import { type Bench, type JobQueue, job, jobQueue, openBench, until } from './harness.ts';

let bench: Bench;
let queue: JobQueue;
let worker: Worker | undefined;

beforeEach(async () => {
  bench = await openBench();
  queue = jobQueue();
});

afterEach(async () => {
  await worker?.close();
  await bench.close();
});

function connector(run: (key: number) => Promise<JobOutcome>): Connector {
  return { type: 'cauce:mail', configured: () => true, run: (job) => run(job.key) };
}

function start(run: Connector | undefined, more: Partial<WorkerOptions<{ principal: string }>> = {}): Worker {
  worker = createWorker({
    source: queue,
    submission: { principal: 'system' },
    services: bench.services,
    pollMs: 600_000,
    backOff: () => 10,
    ...(run && { connectors: [run] }),
    ...more,
  });
  return worker;
}

describe('the worker', () => {
  it('runs what waits, and what comes when it is told', async () => {
    queue.add(job(1, {}));
    const started = start(connector(async (key) => ({ variables: { key } })));
    await until(() => queue.jobs[0]?.state === 'COMPLETED');
    queue.add(job(2, {}));
    started.notify();
    await until(() => queue.jobs[1]?.state === 'COMPLETED');
    expect(queue.jobs.map(({ outcome }) => outcome)).toEqual([{ key: 1 }, { key: 2 }]);
  });

  it('puts mails into the outbox with the connectors that Cauce brings', async () => {
    bench.files.set('mails/acknowledgement.hbs', 'Subject: Hola\n\nHola\n');
    queue.add(job(1, { to: 'ana@example.co' }));
    start(undefined);
    await until(() => queue.jobs[0]?.state === 'COMPLETED');
    expect(await bench.mails()).toHaveLength(1);
  });

  it('tries again what was thrown, and goes on', async () => {
    let tries = 0;
    queue.add(job(1, {}));
    start(
      connector(async () => {
        tries += 1;
        if (tries < 3) throw Object.assign(new Error('the disk of Ana is full'), { code: 'ENOSPC' });
        return { variables: {} };
      }),
    );
    await until(() => queue.jobs[0]?.state === 'COMPLETED');
    expect(queue.jobs[0]?.failures).toEqual([
      { retries: 2, retryBackOff: 10 },
      { retries: 1, retryBackOff: 10 },
    ]);
    expect(queue.jobs[0]?.message).toContain('ENOSPC');
    expect(queue.jobs[0]?.message).not.toContain('Ana');
  });

  it('gives up when no retries are left', async () => {
    queue.add(job(1, {}));
    start(connector(() => Promise.reject(new TypeError('no'))));
    await until(() => queue.jobs[0]?.state === 'FAILED');
    expect(queue.jobs[0]?.failures.map(({ retries }) => retries)).toEqual([2, 1, 0]);
    expect(queue.jobs[0]?.epoch).toBe(3);
  });

  it('does not try again what cannot get better', async () => {
    queue.add(job(1, {}));
    start(connector(async () => ({ error: { code: 'MAIL_ADDRESS_INVALID', values: { position: 2 } } })));
    await until(() => queue.jobs[0]?.state === 'FAILED');
    expect(queue.jobs[0]?.failures).toEqual([{ retries: 0, retryBackOff: 0 }]);
    expect(queue.jobs[0]?.message).toBe(
      'MAIL_ADDRESS_INVALID: Expected one e-mail address in each entry of "to", but number 2 is not. Give several addresses as a list.',
    );
  });

  it('hands a BPMN error to the diagram', async () => {
    queue.add(job(1, {}));
    start(connector(async () => ({ bpmnError: { code: 'NO_ADDRESS', variables: {} } })));
    await until(() => queue.jobs[0]?.state === 'ERROR_THROWN');
    expect(queue.jobs[0]?.message).toBe('NO_ADDRESS');
  });

  it('never runs more jobs at once than it may', async () => {
    let running = 0;
    let most = 0;
    for (let key = 1; key <= 30; key += 1) queue.add(job(key, {}));
    start(
      connector(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running -= 1;
        return { variables: {} };
      }),
      { concurrency: 3 },
    );
    await until(() => queue.jobs.every(({ state }) => state === 'COMPLETED'));
    expect(most).toBe(3);
  });

  it('waits for what runs when it is closed, and takes nothing more', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    for (let key = 1; key <= 3; key += 1) queue.add(job(key, {}));
    const started = start(
      connector(async () => {
        await held;
        return { variables: {} };
      }),
      { concurrency: 1 },
    );
    await until(() => queue.jobs[0]?.epoch === 1);
    let isClosed = false;
    const closing = started.close().then(() => {
      isClosed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isClosed).toBe(false);
    release();
    await closing;
    expect(queue.jobs.map(({ state }) => state)).toEqual(['COMPLETED', 'CREATED', 'CREATED']);
  });

  it('outlives an engine that cannot be asked, and one that cannot take the answer', async () => {
    let asked = 0;
    const reports: string[] = [];
    queue.add(job(1, {}));
    const { activateJobs, completeJob } = queue;
    queue.activateJobs = (request) => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('database is locked')) : activateJobs(request);
    };
    let completions = 0;
    queue.completeJob = (...args) => {
      completions += 1;
      return completions === 1 ? Promise.reject(new Error('disk full')) : completeJob(...args);
    };
    start(
      connector(async () => ({ variables: {} })),
      { pollMs: 5, leaseMs: 30, report: ({ code }) => reports.push(code) },
    );
    await until(() => queue.jobs[0]?.state === 'COMPLETED');
    expect(reports).toEqual(['CONNECTOR_FAILED', 'CONNECTOR_FAILED']);
    expect(queue.jobs[0]?.epoch).toBe(2);
  });

  it('gives up a run that never answers, tells its connector, and goes on with the others', async () => {
    const reports: string[] = [];
    const aborted: number[] = [];
    for (let key = 1; key <= 6; key += 1) queue.add(job(key, {}));
    queue.add({ ...job(7, {}), type: 'cauce:survey' });
    const hanging: Connector = {
      type: 'cauce:mail',
      configured: () => true,
      run: ({ key }, { signal }) => {
        signal?.addEventListener('abort', () => aborted.push(key));
        return key === 6 ? Promise.resolve({ variables: {} }) : new Promise(() => {});
      },
    };
    const other: Connector = { ...hanging, type: 'cauce:survey', run: async () => ({ variables: {} }) };
    start(undefined, {
      connectors: [hanging, other],
      patienceMs: 200,
      concurrency: 5,
      report: ({ code }) => reports.push(code),
      // The others do not even wait for the limit: they have a lane of their own.
      backOff: () => 600_000,
    });
    await until(() => queue.jobs[6]?.state === 'COMPLETED');
    await until(() => queue.jobs[5]?.state === 'COMPLETED');
    expect(queue.jobs.slice(0, 5).map(({ failures }) => failures.length)).toEqual([1, 1, 1, 1, 1]);
    expect(queue.jobs[0]?.message).toContain('CONNECTOR_TIMED_OUT');
    expect(aborted).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(reports)).toEqual(new Set(['CONNECTOR_TIMED_OUT']));
    // What never comes back would keep the test's worker from closing, were it waited for.
    await worker?.close();
  });

  it('gives a connector no further job while too many of its runs never came back', async () => {
    let begun = 0;
    for (let key = 1; key <= 40; key += 1) queue.add(job(key, {}));
    const hanging = connector(() => {
      begun += 1;
      return new Promise(() => {});
    });
    start(hanging, { patienceMs: 5, concurrency: 4, pollMs: 5, backOff: () => 600_000 });
    await until(() => begun >= 16);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(begun).toBeLessThan(20);
  });

  it('hands over to people what the engine refuses to take as an answer', async () => {
    queue.add(job(1, {}));
    queue.completeJob = async () => ({
      ok: false,
      rejection: { code: 'VARIABLE_TOO_LARGE', values: {} },
    });
    start(connector(async () => ({ variables: { huge: true } })));
    await until(() => queue.jobs[0]?.state === 'FAILED');
    expect(queue.jobs[0]?.failures).toEqual([{ retries: 0, retryBackOff: 0 }]);
    expect(queue.jobs[0]?.message).toContain('VARIABLE_TOO_LARGE');
  });

  it('leaves alone the types whose connector is not configured', async () => {
    queue.add({ ...job(1, {}), type: 'cauce:almera' });
    queue.add({ ...job(2, {}), type: 'cauce:survey' });
    queue.add({ ...job(3, { to: null }), type: 'cauce:mail' });
    start(undefined);
    await until(() => queue.jobs[2]?.state === 'COMPLETED');
    expect(queue.jobs.slice(0, 2).map(({ epoch }) => epoch)).toEqual([0, 0]);
  });

  it('waits a second, then four times as long each time, at most an hour', () => {
    expect([1, 2, 3, 6, 7, 50].map(jobBackOff)).toEqual([
      1_000, 4_000, 16_000, 1_024_000, 3_600_000, 3_600_000,
    ]);
  });
});
