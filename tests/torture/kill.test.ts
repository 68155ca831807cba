import { expect, it } from 'vitest';
import { torture } from './kill.ts';

it('loses nothing acknowledged and does nothing twice when the server is killed under load', async () => {
  const report = await torture.run({ cycles: 5, lanes: 1, round: 5, clients: 8 }, () => {});
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [] });
  expect(report.figures.acknowledged).toBeGreaterThan(10);
}, 180_000);
