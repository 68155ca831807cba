// The short form of `npm run mutations`.
import { expect, test } from 'vitest';
import { mutantOf } from './mutant.ts';
import { mutate } from './mutate.ts';
import { readSeeds } from './seeds.ts';

test('damaged and hostile models are refused by a code or run to an end, in little time and memory', async () => {
  const figures = await mutate({ count: 150, seed: 3 });
  expect(figures.violations).toEqual([]);
  expect(figures.mutants).toBe(150);
  expect(figures.refused).toBeGreaterThan(50);
  expect(figures.completed + figures.waiting + figures.incident).toBeGreaterThan(30);
}, 600_000);

test('a mutant can be made again from its number', () => {
  const seeds = readSeeds();
  const [one, two] = [mutantOf(17, 1, seeds), mutantOf(17, 1, seeds)];
  expect(one.content.equals(two.content)).toBe(true);
  expect(one.name).toBe(two.name);
});
