// A few of the petitions that `npm run petitions` sends through the shipped process by the hundred thousand.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readDrawing } from './drawing.ts';
import { simulate } from './simulate.ts';

it('every clock of a petition says what the second computation says, over ten years of petitions', async () => {
  const path = fileURLToPath(new URL('../../../processes/pqrs/to-be.bpmn', import.meta.url));
  const asked = { count: 150, years: 10, firstDay: '2024-01-01', seed: 7 };
  const { mismatches, ...figures } = simulate(await readDrawing(path), asked);
  expect(mismatches).toEqual([]);
  expect(figures).toMatchObject({ petitions: 150, completed: 150, incidents: 0 });
  expect(figures.dueDates).toBeGreaterThan(400);
  for (const name of ['warnings', 'breaches', 'pauses', 'extensions'] as const)
    expect(figures[name], name).toBeGreaterThan(5);
});
