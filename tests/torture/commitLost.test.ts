import { expect, it } from 'vitest';
import { torture } from './commitLost.ts';

it('finds out how a commit ended whose answer was lost', async () => {
  const report = await torture.run({ cuts: 9, clients: 4 }, () => {});
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [] });
  expect(report.figures.cutAfter).toBeGreaterThan(3);
}, 180_000);
