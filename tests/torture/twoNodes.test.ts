import { expect, it } from 'vitest';
import { torture } from './twoNodes.ts';

it('two nodes on one PostgreSQL lose nothing and do nothing twice while one is killed and one stands still', async () => {
  // How soon is measured by the long run: here other tests take the machine's time.
  const report = await torture.run({ minutes: 0.3, clients: 4, lease: 3_000, leases: 10 }, () => {});
  const { lost, doubled, wrong } = report;
  expect([...lost, ...doubled, ...wrong]).toEqual([]);
  expect(report.figures.acknowledged).toBeGreaterThan(10);
}, 300_000);
