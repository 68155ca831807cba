import { expect, it } from 'vitest';
import { torture } from './twoNodes.ts';

it('two nodes on one PostgreSQL lose nothing and do nothing twice while one is killed and one stands still', async () => {
  const report = await torture.run({ minutes: 0.3, clients: 4, lease: 3_000 }, () => {});
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [] });
  expect(report.figures.acknowledged).toBeGreaterThan(10);
}, 300_000);
