import pg from 'pg';
import { expect, test } from 'vitest';
import { workerOf } from '../../engine/runtime/cluster.ts';
import {
  call,
  catching,
  drawing,
  end,
  script,
  serviceTask,
  start,
  timer,
  userTask,
} from '../engine/runtime/drawings.ts';
import { ana, begin, count, deploy, done, tasks } from '../engine/runtime/openRuntime.ts';
import { expectSound, openNodes, until } from './openNodes.ts';

const caller = drawing(
  'caller',
  [start(), userTask('work'), call('inner', 'child'), userTask('after'), end()],
  ['start>work>inner>after>end'],
);
const child = drawing('child', [start(), script('s', '1+1', 'two'), end()], ['start>s>end']);
const waits = drawing(
  'waits',
  [start(), catching('wait', timer('timeDuration', 'PT2S')), userTask('rung'), end()],
  ['start>wait>rung>end'],
);

test('what a lost node had routed and what it would have fired is carried on by the other, once', async () => {
  const nodes = await openNodes({ nodeLease: 1_000 });
  const { a, b } = nodes;
  await deploy(a.engine, child);
  await deploy(a.engine, caller);
  await deploy(a.engine, waits);
  const keys = await Promise.all(Array.from({ length: 8 }, () => begin(a.engine, 'caller')));
  await begin(a.engine, 'waits');
  // The database goes from under it right after the commit of what it was asked: nothing routed is carried out.
  const rows = await tasks(a.store, 'work');
  const completed = rows.map((key) => a.engine.completeUserTask(key, {}, { principal: ana }));
  for (const answer of await Promise.all(completed)) done(answer);
  await a.store.close();
  await until(async () => (await tasks(b.store, 'after')).length === keys.length, 'every call to return');
  await until(async () => (await tasks(b.store, 'rung')).length === 1, 'the timer to fire');
  expect(await count(b.store, 'cauce_process_instances', { process_id: 'child' })).toBe(keys.length);
  expect(await count(b.store, 'cauce_routed')).toBe(0);
  await until(async () => (await b.engine.nodes()).length === 1, 'the lost node to be taken off the list');
  void a.engine.close().catch(() => {});
  await expectSound({ ...nodes, both: [b, b] });
});

const work = drawing(
  'work',
  [start(), serviceTask('s', 'do'), userTask('after'), end()],
  ['start>s>after>end'],
);

test('what a node held that fell silent is freed long before its lease ends; when it wakes, its answer is refused', async () => {
  // The first says that it lives so rarely that the second takes it for dead, as a process that was stopped.
  const nodes = await openNodes({ nodeLease: 600_000 }, { nodeLease: 1_000 });
  const { a, b } = nodes;
  await deploy(a.engine, work);
  const key = await begin(a.engine, 'work');
  const mine = workerOf(a.engine.cluster.id);
  const hour = 3_600_000;
  const ask = { type: 'do', timeout: hour, maxJobsToActivate: 1 };
  const [held] = await a.engine.activateJobs({ ...ask, worker: mine });
  await a.store.write((db) =>
    db('cauce_mails').insert({
      tenant_id: a.store.tenant,
      job_key: held?.key,
      instance_key: key,
      root_key: key,
      message_id: 'm',
      content: '{}',
      state: 'QUEUED',
      attempts: 1,
      next_attempt_at: Date.now() + hour,
      claimed_by: a.engine.cluster.id,
      created_at: Date.now(),
    }),
  );
  // By now it may have been taken for dead once already.
  const { id } = a.engine.cluster;
  const silent = { id, host: 'h', release: '', event_format: 1, started_at: 0, heartbeat_at: 0 };
  await b.store.write((db) => db('cauce_nodes').insert(silent).onConflict('id').merge({ heartbeat_at: 0 }));
  const [taken] = await b.engine.activateJobs({ ...ask, worker: 'other', requestTimeout: 20_000 });
  expect(taken).toMatchObject({ key: held?.key, epoch: (held?.epoch ?? 0) + 1 });
  expect(await count(b.store, 'cauce_mails', { claimed_by: null, next_attempt_at: 0 })).toBe(1);
  const by = { principal: ana };
  expect(await a.engine.completeJob(held?.key ?? 0, {}, by, held?.epoch)).toMatchObject({
    rejection: { code: 'JOB_LEASE_LOST' },
  });
  done(await b.engine.completeJob(taken?.key ?? 0, {}, by, taken?.epoch));
  expect(await tasks(a.store, 'after')).toHaveLength(1);
  await expectSound(nodes);
});

test('a node that stands still in the middle of what it sends holds up nobody for longer than its lease', async () => {
  const nodes = await openNodes({ nodeLease: 600_000 }, { nodeLease: 1_000 });
  const { a, b } = nodes;
  await deploy(a.engine, work);
  const key = await begin(a.engine, 'work');
  const pool = a.store.reader.client.config;
  const driver = new pg.Client({
    ...((await pool.connection()) as pg.ClientConfig),
    application_name: `cauce ${a.store.session}`,
  });
  driver.on('error', () => {});
  await driver.connect();
  const ended = new Promise<void>((resolve) => driver.on('end', () => resolve()));
  await driver.query('BEGIN');
  await driver.query('SELECT 1 FROM cauce_process_instances WHERE key = $1 FOR UPDATE', [key]);
  await driver.query('SELECT 1 FROM cauce_jobs FOR UPDATE');
  // Waits for rows that never come, which is not idle to the server.
  const stuck = {
    submit: (protocol: { query(text: string): void }) =>
      protocol.query('COPY cauce_notes (case_key) FROM STDIN'),
    handleCopyInResponse() {},
    handleError() {},
    handleReadyForQuery() {},
    handleCommandComplete() {},
  };
  driver.query(stuck as never);
  const silent = {
    id: a.engine.cluster.id,
    host: 'h',
    release: '',
    event_format: 1,
    started_at: 0,
    heartbeat_at: 0,
  };
  await b.store.write((db) => db('cauce_nodes').insert(silent).onConflict('id').merge({ heartbeat_at: 0 }));
  await ended;
  const ask = { type: 'do', worker: 'other', timeout: 60_000, maxJobsToActivate: 1 };
  const [job] = await b.engine.activateJobs({ ...ask, requestTimeout: 20_000 });
  done(await b.engine.completeJob(job?.key ?? 0, {}, { principal: ana }, job?.epoch));
  expect(await tasks(b.store, 'after')).toHaveLength(1);
  // Who was taken for dead goes on with new connections.
  expect(await tasks(a.store, 'after')).toHaveLength(1);
  done(await a.engine.execute(key, [{ type: 'cancelInstance' }], { principal: ana }));
});
