// Fills a database as a release of the product left it: cases that wait in many ways, one that ended, one that failed.
// `node --import ./tests/typescriptSources.mjs tests/upgrade/fill.ts SOURCES NUMBER` writes `stored/schemaNUMBER.json`
// with the product whose sources are in SOURCES. A file that is there stays as it is: its release is out.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Cauce, createCauce } from '../../engine/index.ts';
import { dump } from './dump.ts';
import { ana, BEGUN, MASTER } from './facts.ts';

const [sources, number] = process.argv.slice(2);
if (sources !== undefined && number !== undefined) await write(sources, number);

async function write(sources: string, number: string): Promise<void> {
  const file = fileURLToPath(new URL(`stored/schema${number}.json`, import.meta.url));
  if (existsSync(file)) throw new Error(`Expected no ${file} yet, but it is there: that release is out.`);
  const index = (await import(pathToFileURL(resolve(sources, 'engine/index.ts')).href)) as {
    createCauce: typeof createCauce;
  };
  const folder = mkdtempSync(join(tmpdir(), 'cauce-upgrade-'));
  const database = join(folder, 'cauce.db');
  const clock = { now: BEGUN };
  const cauce = await index.createCauce({ database, masterKey: MASTER, now: () => clock.now });
  await fill(cauce, clock);
  await cauce.close();
  const stored = { database: await dump(database), keys: await dump(`${database}.keys`) };
  writeFileSync(file, `${JSON.stringify(stored, null, 1)}\n`);
  rmSync(folder, { recursive: true });
}

async function fill({ engine, deployFolder }: Cauce, clock: { now: number }): Promise<void> {
  const folder = fileURLToPath(new URL('process', import.meta.url));
  const deployed = await deployFolder(folder, ana);
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems, null, 1));
  for (const number of ['received', 'forked', 'heard', 'failed', 'reviewed', 'ended', 'canceled']) {
    const variables = {
      number,
      secret: `secret of ${number}`,
      points: 4,
      reviewers: ['one', 'two', 'three'],
    };
    const begun = await engine.start({ processId: 'office', variables, principal: ana });
    if (!begun.ok) throw new Error(JSON.stringify(begun));
    clock.now += 1_000;
    if (number === 'canceled') await engine.cancelInstance(begun.instanceKey, { principal: ana });
    else if (number !== 'received') await task(begun.instanceKey, 'receive');
  }
  for (const number of ['heard', 'reviewed', 'ended']) await publish(number);
  await publish('early', 7 * 24 * 3_600_000);
  // One for each case that has forked: two remain, one is leased and one fails.
  for (const job of await jobs()) {
    const { number } = job.variables;
    if (number === 'failed')
      await engine.failJob(job.key, { retries: 0, message: 'no' }, { principal: ana }, job.epoch);
    else if (number !== 'forked' && number !== 'heard')
      await engine.completeJob(job.key, { made: true }, { principal: ana }, job.epoch);
  }
  clock.now += 3_600_000;
  await engine.fireDueTimers();
  await engine.settle(5_000);
  const reviews = await engine.store
    .reader('cauce_user_tasks')
    .where({ state: 'CREATED', element_id: 'read' })
    .orderBy('key')
    .select('key');
  // The first review of one case, all of the other.
  for (const [at, { key }] of reviews.entries())
    if (at === 0 || at > 2) await complete(key, { opinion: `opinion ${at}` });
  await engine.settle(5_000);

  async function task(instance: number, element: string): Promise<void> {
    const row = await engine.store
      .reader('cauce_user_tasks')
      .where({ instance_key: instance, element_id: element, state: 'CREATED' })
      .first('key');
    await complete(row.key, { [element]: true });
  }

  async function complete(key: number, variables: { [name: string]: string | boolean }): Promise<void> {
    const done = await engine.completeUserTask(key, variables, { principal: ana });
    if (!done.ok) throw new Error(JSON.stringify(done));
    clock.now += 1_000;
  }

  async function publish(correlationKey: string, timeToLive = 60_000): Promise<void> {
    await engine.publishMessage({
      name: 'answer',
      correlationKey,
      timeToLive,
      variables: { answer: `to ${correlationKey}` },
      principal: ana,
    } as never);
  }

  async function jobs() {
    return engine.activateJobs({ type: 'work', worker: 'w', timeout: 300_000, maxJobsToActivate: 10 });
  }
}
