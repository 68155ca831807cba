import { expect, test } from 'vitest';
import { executableOf, type Node } from '../../../engine/core/executable.ts';
import { lookUp } from '../../../engine/core/index.ts';
import { MOST_ITERATIONS, MOST_TOKENS } from '../../../engine/core/limits.ts';
import type { ElementInstance } from '../../../engine/core/state.ts';
import type { Step } from '../../../engine/core/step.ts';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import { and, end, script, service, start, user, xor } from '../../harness/shapes.ts';

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

test('a drawing that doubles its tokens stops with one incident that names the next element', () => {
  const run = play(doubling(25));
  expect(run.incidents()).toEqual(['TOO_MANY_TOKENS']);
  const [raised] = run.events().filter(({ type }) => type === 'incidentRaised');
  expect(raised).toMatchObject({ element: 'process', values: { limit: MOST_TOKENS, next: 'x13' } });
  const tokens = lookUp(run.state().elements, run.key)?.tokens ?? [];
  expect(tokens.length).toBe(MOST_TOKENS + 1);
  run.resolve('process');
  expect(run.incidents()).toEqual(['TOO_MANY_TOKENS']);
  run.submit({ type: 'cancelInstance' });
  expect(run.status()).toBe('terminated');
});

test('two thousand branches run and join', () => {
  const elements: Elements = { s: start, fork: and, join: and, e: end };
  const paths = ['s>>fork', 'join>>e'];
  for (let at = 0; at < 2_000; at++) {
    elements[`m${at}`] = xor;
    paths.push(`fork>>m${at}>>join`);
  }
  expect(play(processModel(elements, ...paths)).status()).toBe('completed');
});

test('a parallel join with fewer tokens than flows reads none of them', () => {
  const join = executableOf(
    processModel(
      { s: start, fork: and, a: user, b: user, join: and, e: end },
      's>>fork>>a>>join>>e',
      'fork>>b>>join',
    ),
  ).nodes.get('join') as Node;
  let read = 0;
  const waiting = new Proxy(['f2_a_join'], {
    get(list, name, receiver) {
      if (name !== 'length') read += 1;
      return Reflect.get(list, name, receiver);
    },
  });
  expect(join.inner.join?.({} as Step, join, {} as ElementInstance, waiting)).toBeUndefined();
  expect(read).toBe(0);
});

type Elements = Parameters<typeof processModel>[0];

function doubling(levels: number) {
  const elements: Elements = { s: start };
  const paths = ['s>>p0'];
  for (let at = 0; at < levels; at++) {
    elements[`p${at}`] = and;
    elements[`x${at}`] = xor;
    paths.push(`p${at}>>x${at}`, `p${at}>>x${at}`);
    if (at > 0) paths.push(`x${at - 1}>>p${at}`);
  }
  return processModel(elements, ...paths);
}
