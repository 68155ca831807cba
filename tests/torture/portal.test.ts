import { expect, it } from 'vitest';
import { torture } from './portal.ts';

it('gives every citizen who files at once a case of their own, and numbers without holes', async () => {
  // On a disk as slow as a crowded one, so that groups are executed while others are being written.
  const report = await torture.run({ submissions: 100, clients: 20, syncDelay: 20 }, () => {});
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [] });
  expect(report.figures.cases).toBe(100);
}, 300_000);
