import { expect, it } from 'vitest';
import { torture } from './portal.ts';

it('gives every citizen who files at once a case of their own, and numbers without holes', async () => {
  const report = await torture.run({ submissions: 100, clients: 20 }, () => {});
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [] });
  expect(report.figures.cases).toBe(100);
}, 120_000);
