import { expect, it } from 'vitest';
import { torture } from './diskFull.ts';

it('is read-only while the disk is full, and resumes by itself without having lost anything', async () => {
  const report = await torture.run({ cycles: 2, megabytes: 8, clients: 2 }, () => {});
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [] });
  expect(report.figures.acknowledged).toBeGreaterThan(0);
}, 180_000);
