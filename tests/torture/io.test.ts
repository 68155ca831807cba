import { expect, it } from 'vitest';
import { scenarios } from './io/scenarios.ts';
import { torture } from './io.ts';

it('survives EIO and SIGKILL at every sync, and at some writes, of a start', async () => {
  const number = Object.keys(scenarios).indexOf('start') + 1;
  const options = { first: number, last: number, every: 25, lanes: 2 };
  const report = await torture.run(options, () => {});
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [] });
  expect(report.figures.faults).toBeGreaterThan(20);
  // Of the keys alone there are seven; a process that is killed would not miss those of the commits, a power cut would.
  expect(report.figures.syncs).toBeGreaterThan(9);
}, 180_000);
