import { expect, it } from 'vitest';
import { killCycles } from './killCycles.ts';

it('loses nothing acknowledged and does nothing twice when the server is killed under load', async () => {
  const report = await killCycles({ cycles: 4, concurrent: 20, life: [400, 1_500] });
  expect(report).toMatchObject({ lost: [], doubled: [], refused: [], unclean: 0 });
  expect(report.acknowledged).toBeGreaterThan(20);
}, 180_000);
