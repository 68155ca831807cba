import { expect, onTestFinished, test } from 'vitest';
import { workerOf } from '../../engine/runtime/cluster.ts';
import { createDurableRuntime } from '../../engine/runtime/durableRuntime.ts';
import type { RuntimeOptions } from '../../engine/runtime/runtimeOptions.ts';
import { openStore } from '../../engine/store/openStore.ts';
import { drawing, end, serviceTask, start, userTask } from '../engine/runtime/drawings.ts';
import { ana, begin, count, deploy, done, tasks } from '../engine/runtime/openRuntime.ts';
import { freshDatabase } from '../harness/testDatabase.ts';

const work = drawing(
  'work',
  [start(), serviceTask('s', 'do'), userTask('after'), end()],
  ['start>s>after>end'],
);
const HOUR = 3_600_000;
/** Of a node that says that it lives so rarely that others take it for dead. */
const SILENT = 600_000;

async function openTenant(url: string, tenant: string, options: Partial<RuntimeOptions>) {
  const store = await openStore({ url, tenant });
  const failures: unknown[] = [];
  const engine = createDurableRuntime({
    store,
    connectors: new Set<string>(),
    checkForm: () => [],
    failed: (problem) => void failures.push(problem),
    now: Date.now,
    ...options,
  });
  onTestFinished(async () => {
    await engine.close();
    await store.close();
  });
  await engine.recover();
  return { store, engine, failures };
}

type Tenant = Awaited<ReturnType<typeof openTenant>>;

/** A job, a mail and a mailbox that the node has in hand for an hour. */
async function holdAll({ engine, store }: Tenant) {
  const key = await begin(engine, 'work');
  const { id } = engine.cluster;
  const [job] = await engine.activateJobs({
    type: 'do',
    worker: workerOf(id),
    timeout: HOUR,
    maxJobsToActivate: 1,
  });
  const until = Date.now() + HOUR;
  await store.write(async (db) => {
    await db('cauce_mails').insert({
      tenant_id: store.tenant,
      job_key: job?.key,
      instance_key: key,
      root_key: key,
      message_id: 'm',
      content: '{}',
      state: 'QUEUED',
      attempts: 1,
      next_attempt_at: until,
      claimed_by: id,
      created_at: Date.now(),
    });
    await db('cauce_mailboxes').insert({
      tenant_id: store.tenant,
      name: 'letters',
      uid_validity: '',
      last_uid: 0,
      claimed_by: id,
      claimed_until: until,
      epoch: 1,
    });
  });
  if (!job) throw new Error('Expected a job');
  return job;
}

test('what a dead node held is freed by whoever finds it dead, of another tenant too, and a waiting worker is told', async () => {
  const url = await freshDatabase();
  const lost = await openTenant(url, 'red', { nodeLease: SILENT });
  // Never finds out by looking, neither that a node is dead nor that a job is there.
  const waiting = await openTenant(url, 'red', { nodeLease: SILENT, lookAgain: SILENT });
  await deploy(lost.engine, work);
  const held = await holdAll(lost);
  const asked = waiting.engine.activateJobs({
    type: 'do',
    worker: 'other',
    timeout: HOUR,
    maxJobsToActivate: 1,
    requestTimeout: 30_000,
  });
  // That one lives, though it says so as rarely as the lost one.
  const { id } = waiting.engine.cluster;
  await waiting.store.write((db) =>
    db('cauce_nodes')
      .where({ id })
      .update({ heartbeat_at: Date.now() + HOUR }),
  );
  const judge = await openTenant(url, 'blue', { nodeLease: 1_000 });
  const from = performance.now();
  const [taken] = await asked;
  expect(performance.now() - from).toBeLessThan(20_000);
  expect(taken).toMatchObject({ key: held.key, epoch: held.epoch + 1 });
  expect(await count(lost.store, 'cauce_mails', { claimed_by: null, next_attempt_at: 0 })).toBe(1);
  expect(await count(lost.store, 'cauce_mailboxes', { claimed_by: null, claimed_until: 0 })).toBe(1);
  const by = { principal: ana };
  expect(await lost.engine.completeJob(held.key, {}, by, held.epoch)).toMatchObject({
    rejection: { code: 'JOB_LEASE_LOST' },
  });
  done(await waiting.engine.completeJob(held.key, {}, by, taken?.epoch));
  expect(await tasks(waiting.store, 'after')).toHaveLength(1);
  for (const { failures } of [waiting, judge]) expect(failures).toEqual([]);
});
