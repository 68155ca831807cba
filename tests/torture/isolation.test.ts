// The short forms of the tortures poison, hang and loop: others' work is done, and an incident names who kept it waiting.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCauce } from '../../engine/index.ts';
import { temporaryFolder } from '../engine/store/openTestStore.ts';
import { badWork } from './badWork.ts';
import { besides, calm, deployAll, worker } from './besides.ts';
import { culprits } from './culprits.ts';

test('bad jobs of every kind become incidents at their element, and the jobs and cases of others are done', async () => {
  const report = await badWork(['throws', 'refused', 'unfit', 'hangs'], {
    seconds: 0.1,
    jobs: 4,
    walkers: 2,
  });
  expect(report.wrong).toEqual([]);
  expect(report.figures).toMatchObject({ incidents: 16 });
  expect(report.beside.cases).toBeGreaterThan(0);
}, 120_000);

test.each(culprits)(
  '$id: cases of others end while it runs, and an incident names the element',
  async ({ id, culprit }) => {
    const cauce = await createCauce({ database: join(temporaryFolder(), 'cauce.db'), log: () => {} });
    onTestFinished(() => cauce.close());
    const drawing = culprits.find((each) => each.id === id)?.drawing ?? '';
    await deployAll(cauce, [calm, drawing]);
    const { engine } = cauce;
    const sizes: number[] = [];
    engine.onCommitted((batches) => sizes.push(...batches.map(({ events }) => events.length)));
    const items = Array.from({ length: 2_000 }, (_, at) => at);
    let over = false;
    let endedMeanwhile = 0;
    const beside = besides(cauce, { ms: 100, walkers: 2, pause: 1 }, async () => {
      const before = await completed();
      await engine.start({ processId: id, variables: { items }, principal: worker });
      await engine.settle(60_000);
      endedMeanwhile = (await completed()) - before;
      over = true;
    });
    expect((await beside).cases).toBeGreaterThan(0);
    expect(over).toBe(true);
    // A single expression is a single step, and short: its budget ends it.
    if (id !== 'spinning') expect(endedMeanwhile).toBeGreaterThan(0);
    // One commit of it holds others up for no longer than these events take.
    expect(Math.max(...sizes)).toBeLessThan(300);
    const rows = await engine.store.reader('cauce_incidents').select('element_id');
    expect(new Set(rows.map(({ element_id }) => element_id))).toEqual(new Set(culprit ? [culprit] : []));

    async function completed(): Promise<number> {
      const where = { process_id: 'calm', state: 'COMPLETED' };
      return (await engine.store.reader('cauce_process_instances').where(where).select('key')).length;
    }
  },
  120_000,
);
