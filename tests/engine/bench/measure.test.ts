// Measuring side by side: rounds in turn, medians with their spread, ratios round by round. No figure is judged here.
import { expect, it } from 'vitest';
import {
  type Contestant,
  measure,
  spread,
  timesFaster,
  timesLessCpu,
} from '../../../engine/bench/measure.ts';

function contestant(name: string, count: number, done: string[]): Contestant {
  let cpu = 0;
  return {
    name,
    unit: 'thing',
    count,
    warmUp: 1,
    settings: { colour: 'blue' },
    prepare: async () => void done.push(`prepare ${name}`),
    run: (units) => {
      cpu += units * (name === 'slow' ? 6 : 2);
      done.push(`${name} ${units}`);
    },
    after: async () => void done.push(`after ${name}`),
    cpu: async () => cpu,
  };
}

it('gives each contestant its turn in every round, after all are warm', async () => {
  const done: string[] = [];
  const told: string[] = [];
  await measure([contestant('fast', 3, done), contestant('slow', 2, done)], 2, ({ names, round, rounds }) =>
    told.push(`${round}/${rounds} ${names.join()}`),
  );
  const turn = (name: string, units: number) => [`prepare ${name}`, `${name} ${units}`, `after ${name}`];
  const round = [...turn('fast', 3), ...turn('slow', 2)];
  expect(done).toEqual([...turn('fast', 1), ...turn('slow', 1), ...round, ...round]);
  expect(told).toEqual(['0/2 fast', '0/2 slow', '1/2 fast,slow', '2/2 fast,slow']);
});

it('keeps the settings beside the figures, and compares round by round', async () => {
  const measured = await measure([contestant('fast', 3, []), contestant('slow', 2, [])], 5, () => {});
  expect(measured.figures.fast).toMatchObject({ unit: 'thing', rounds: 5, units: 3, colour: 'blue' });
  expect(measured.figures.slow?.cpuMs).toEqual({ median: 6, min: 6, max: 6 });
  expect(timesLessCpu(measured, 'fast', 'slow')).toEqual({ median: 3, min: 3, max: 3 });
  expect(timesFaster(measured, 'fast', 'slow').median).toBeGreaterThan(0);
  expect(timesFaster(measured, 'fast', 'absent').median).toBeNaN();
});

it('takes the middle one of an odd number as the median', () => {
  expect(spread([5, 1, 9, 3, 7])).toEqual({ median: 5, min: 1, max: 9 });
});
