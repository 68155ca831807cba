import { expect, test } from 'vitest';
import { MOST_ITERATIONS } from '../../../engine/core/limits.ts';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import { end, script, service, start } from '../../harness/shapes.ts';

test('more iterations than the limit are an incident before any of them begins, and a correction resolves it', () => {
  for (const sequential of [false, true]) {
    const work = { ...service(), multiInstance: { sequential, cardinality: '=n' } };
    const run = play(processModel({ s: start, work, e: end }, 's>>work>>e'), { n: MOST_ITERATIONS + 1 });
    expect(run.incidents()).toEqual(['TOO_MANY_ITERATIONS']);
    expect(run.events().filter(({ type }) => type === 'loopStarted')).toEqual([]);
    run.set({ n: 2 });
    run.resolve('work');
    expect(run.incidents()).toEqual([]);
    expect(run.find('jobs', 'work')).toBeDefined();
  }
});

test('a list that is too long is an incident like a count that is too high', () => {
  const items = Array.from({ length: MOST_ITERATIONS + 1 }, () => 1);
  const each = { ...script('item'), multiInstance: { sequential: true, inputCollection: '=items' } };
  const run = play(processModel({ s: start, each, e: end }, 's>>each>>e'), { items });
  expect(run.incidents()).toEqual(['TOO_MANY_ITERATIONS']);
});
