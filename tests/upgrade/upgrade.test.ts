// Databases that earlier releases left, as `fill.ts` wrote them: opened by this one, verified, and carried on to the end.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { audit } from '../../engine/cli/verification.ts';
import { type Cauce, createCauce } from '../../engine/index.ts';
import { migrations } from '../../engine/store/migrate.ts';
import { openStore } from '../../engine/store/openStore.ts';
import { temporaryFolder } from '../engine/store/openTestStore.ts';
import { type Dumped, load } from './dump.ts';
import { ana, BEGUN, MASTER } from './facts.ts';

const folder = fileURLToPath(new URL('stored/', import.meta.url));
const names = readdirSync(folder).sort();
const HOUR = 3_600_000;

async function restored(name: string): Promise<string> {
  const database = join(temporaryFolder(), 'cauce.db');
  const stored = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { database: Dumped; keys: Dumped };
  await load(stored.database, database);
  await load(stored.keys, `${database}.keys`);
  return database;
}

async function open(database: string, now: () => number): Promise<Cauce> {
  const cauce = await createCauce({ database, masterKey: MASTER, now, log: () => {} });
  onTestFinished(() => cauce.close());
  return cauce;
}

async function audited(filename: string) {
  const store = await openStore({ filename, masterKey: MASTER, readOnly: true });
  try {
    const { problems, chainOnly, reexecuted } = await audit(store, { at: () => {} });
    return { problems, chainOnly, reexecuted };
  } finally {
    await store.close();
  }
}

/** Element ids of what waits for a person, sorted. */
async function openTasks({ engine }: Cauce): Promise<{ key: number; element_id: string }[]> {
  return engine.store
    .reader('cauce_user_tasks')
    .where({ state: 'CREATED' })
    .orderBy(['element_id', 'key'])
    .select('key', 'element_id');
}

/** Does whatever can be done, until nothing is left but what waits for a clock or a message. */
async function doAll(cauce: Cauce): Promise<string[]> {
  const { engine } = cauce;
  const done: string[] = [];
  for (;;) {
    await engine.settle(20_000);
    const tasks = await openTasks(cauce);
    const jobs = await engine.activateJobs({
      type: 'work',
      worker: 'w',
      timeout: HOUR,
      maxJobsToActivate: 10,
    });
    if (tasks.length + jobs.length === 0) return done.sort();
    for (const { key, element_id } of tasks) {
      const outcome = await engine.completeUserTask(key, { opinion: 'fine' }, { principal: ana });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome));
      done.push(element_id);
    }
    for (const { key, epoch } of jobs) {
      const outcome = await engine.completeJob(key, {}, { principal: ana }, epoch);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome));
      done.push('work');
    }
  }
}

async function states({ engine }: Cauce) {
  const rows = (await engine.store.reader('cauce_process_instances').select('process_id', 'state')) as {
    process_id: string;
    state: string;
  }[];
  const counts: { [name: string]: number } = {};
  for (const { process_id, state } of rows) {
    const name = `${process_id} ${state}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

test('there is a database of every schema that was released', () => {
  const stored = names.map((name) => Number(/^schema(\d+)\.json$/.exec(name)?.[1])).sort((a, b) => a - b);
  expect(stored).toEqual(stored.map((_, at) => at + 1));
  expect(stored.length).toBeGreaterThanOrEqual(3);
  expect(stored.length).toBeLessThanOrEqual(migrations.length);
});

describe.each(names)('%s', (name) => {
  test('is migrated and verified: chain, anchors, and every projection as this release writes it', async () => {
    const database = await restored(name);
    const cauce = await open(database, () => BEGUN + 2 * HOUR);
    const [row] = await cauce.engine.store.reader.raw('SELECT max(number) AS number FROM cauce_schema');
    expect(row.number).toBe(migrations.at(-1)?.number);
    await cauce.close();
    expect(await audited(database)).toMatchObject({ problems: [] });
  });

  test('carries on to the end of every case, with the values that were sealed', async () => {
    const database = await restored(name);
    const clock = { now: BEGUN + 2 * HOUR };
    const cauce = await open(database, () => clock.now);
    const { engine } = cauce;
    const office = await engine.store.reader('cauce_process_instances').where({ process_id: 'office' });
    expect(await engine.visibleVariables(office[0].key)).toMatchObject({
      number: 'received',
      secret: 'secret of received',
    });
    for (const correlationKey of ['received', 'forked', 'failed'])
      await engine.publishMessage({
        name: 'answer',
        correlationKey,
        timeToLive: 30 * 24 * HOUR,
        variables: {},
        principal: ana,
      });
    const { rows } = await engine.store.search('incidents', {});
    for (const { key, state } of rows)
      if (state === 'ACTIVE') await engine.resolveIncident(Number(key), { principal: ana });
    const failed = await engine.store.reader('cauce_jobs').where({ retries: 0 }).first('key');
    if (failed) await engine.updateJob(failed.key, { retries: 1 }, { principal: ana });
    await engine.fireDueTimers();
    const done = await doAll(cauce);
    expect(done).toContain('receive');
    clock.now += 24 * HOUR;
    await engine.fireDueTimers();
    await doAll(cauce);
    await engine.broadcastSignal({ name: 'alarm', variables: {}, principal: ana });
    await engine.publishMessage({ name: 'letter', correlationKey: '', variables: {}, principal: ana });
    expect(await doAll(cauce)).toEqual(['open_letter', 'run']);
    expect(await states(cauce)).toEqual({
      'office COMPLETED': 6,
      'office TERMINATED': 1,
      'reviews COMPLETED': 6,
      'nightly COMPLETED': 1,
      'letters COMPLETED': 1,
      'alarms COMPLETED': 1,
    });
    await cauce.close();
    expect(await audited(database)).toMatchObject({ problems: [] });
  });
});
