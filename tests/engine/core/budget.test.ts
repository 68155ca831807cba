import { describe, expect, test } from 'vitest';
import {
  emptyState,
  execute,
  type InstanceState,
  type ProcessModel,
  stateFromJson,
  stateToJson,
  type Variables,
} from '../../../engine/core/index.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { processModel } from '../../harness/model.ts';
import { NOW, play } from '../../harness/play.ts';
import {
  and,
  condition,
  end,
  eventSubprocess,
  onEvent,
  script,
  start,
  subProcess,
  user,
  within,
  xor,
} from '../../harness/shapes.ts';

const KEY = 4096 * 2 ** 20;
const context = { at: NOW, actor: 'a', inputs: {} };
const ports = createPorts();

function step(
  model: ProcessModel,
  state: InstanceState,
  command: Parameters<typeof execute>[2],
  budget?: number,
) {
  const outcome = execute(model, state, command, context, ports, budget);
  if (!('state' in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}

const create = (variables: Variables = {}) => ({
  type: 'createInstance' as const,
  key: KEY,
  processId: 'process',
  variables,
});

describe('the budget of a step', () => {
  const loop = processModel(
    { s: start, m: xor, n: script('n + 1', 'n'), x: xor, e: end },
    's>>m>>n>>x[=n < limit]>>m',
    'x[default]>>e',
  );

  test('yields a long step, and continue goes on to the same end', () => {
    const first = step(loop, emptyState(), create({ n: 0, limit: 500 }));
    expect(first.events.at(-1)).toMatchObject({ type: 'stepYielded' });
    expect(first.events.length).toBeLessThan(1_100);
    const run = play(loop, { n: 0, limit: 500 });
    expect(run.status()).toBe('completed');
    expect(run.variables().n).toBe(500);
    expect(run.events().filter(({ type }) => type === 'stepYielded').length).toBeGreaterThan(0);
  });

  test('loses no change that a condition has to be asked about, however small it is', () => {
    const model = processModel(
      {
        s: start,
        m: xor,
        n: script('n + 1', 'n'),
        x: xor,
        e: end,
        h: eventSubprocess,
        ...within('h', {
          hs: onEvent(condition('=even(n)'), false),
          up: script('seen + 1', 'seen'),
          he: end,
        }),
      },
      's>>m>>n>>x[=n < 10]>>m',
      'x[default]>>e',
      'hs>>up>>he',
    );
    const seenWith = (budget?: number) => {
      let outcome = step(model, emptyState(), create({ n: 1, seen: 0 }), budget);
      const events = [...outcome.events];
      while (outcome.events.at(-1)?.type === 'stepYielded') {
        outcome = step(model, outcome.state, { type: 'continue' }, budget);
        events.push(...outcome.events);
      }
      expect(outcome.state.status).toBe('completed');
      return events.filter((event) => event.type === 'elementActivated' && event.element === 'up').length;
    };
    expect(seenWith()).toBe(5);
    for (const budget of [1, 2, 3, 5, 8]) expect(seenWith(budget)).toBe(5);
  });

  test('continue is refused when nothing was left', () => {
    const run = play(processModel({ s: start, a: user }, 's>>a'));
    expect(run.submit({ type: 'continue' })).toMatchObject({ ok: false, code: 'NOTHING_TO_CONTINUE' });
  });

  test('a command that comes between yield and continue finds no token stuck', () => {
    const elements = {
      s: start,
      f: and,
      a: user,
      b: script('1', 'b'),
      c: script('1', 'c'),
      join: and,
      e: end,
    };
    const model = processModel(elements, 's>>f>>a>>join>>e', 'f>>b>>c>>join');
    for (let budget = 1; budget < 20; budget++) {
      let state = step(model, emptyState(), create(), budget).state;
      if (state.userTasks.size === 0) continue;
      const between = step(
        model,
        state,
        { type: 'completeUserTask', userTask: { elementId: 'a' }, variables: {} },
        budget,
      );
      state = between.state;
      expect(between.events.some(({ type }) => type === 'incidentRaised')).toBe(false);
      for (let turn = 0; turn < 50 && state.status === 'active'; turn++)
        state = step(model, state, { type: 'continue' }, budget).state;
      expect(state.status).toBe('completed');
    }
  });

  test('goes on from a snapshot at whatever event it stopped', () => {
    const inside = within('sub', {
      is: start,
      f2: and,
      a: script('1', 'a'),
      b: script('1', 'b'),
      j2: and,
      ie: end,
    });
    const many = { ...script('loopCounter', 'r'), multiInstance: { sequential: true, cardinality: '=3' } };
    const elements = {
      s: start,
      f: and,
      sub: subProcess,
      ...inside,
      empty: subProcess,
      many,
      join: and,
      e: end,
    };
    const model = processModel(
      elements,
      's>>f>>sub>>join>>e',
      'f>>empty>>join',
      'f>>many>>join',
      'is>>f2>>a>>j2>>ie',
      'f2>>b>>j2',
    );
    for (let budget = 1; budget < 60; budget++) {
      let state = step(model, emptyState(), create(), budget).state;
      for (let turn = 0; turn < 100 && state.status === 'active'; turn++)
        state = step(model, stateFromJson(stateToJson(state)), { type: 'continue' }, budget).state;
      expect([budget, state.status]).toEqual([budget, 'completed']);
    }
  });

  test('yields inside sequential iterations too', () => {
    const many = { ...script('loopCounter', 'r'), multiInstance: { sequential: true, cardinality: '=5000' } };
    const model = processModel({ s: start, many, e: end }, 's>>many>>e');
    const first = step(model, emptyState(), create());
    expect(first.events.length).toBeLessThan(1_100);
    expect(play(model).status()).toBe('completed');
  });
});

describe('a loop without a wait state', () => {
  const endless = processModel({ s: start, m: xor, a: script('1', 'a') }, 's>>m>>a>>m');

  test('is an incident after ten thousand turns instead of hanging', () => {
    const run = play(endless);
    expect(run.incidents()).toEqual(['LOOP_WITHOUT_WAIT']);
    expect(run.times('m')).toBe(10_001);
    expect(run.status()).toBe('active');
  });

  test('through a parallel join is one too', () => {
    const elements = { s: start, m: xor, f: and, a: script('1', 'a'), b: script('1', 'b'), j: and };
    const run = play(processModel(elements, 's>>m>>f>>a>>j>>m', 'f>>b>>j'));
    expect(run.incidents()).toEqual(['LOOP_WITHOUT_WAIT']);
  });

  test('that forks at each turn comes to rest too', () => {
    const run = play(processModel({ s: start, m: xor, f: and }, 's>>m>>f>>m', 'f>>m'));
    expect(new Set(run.incidents())).toEqual(new Set(['LOOP_WITHOUT_WAIT', 'TOO_MANY_TOKENS']));
    expect(run.status()).toBe('active');
  });

  test('inside iterations is found as well', () => {
    const sub = { ...subProcess, multiInstance: { sequential: false, cardinality: '=2' } };
    const inside = within('sub', { is: start, m: xor, a: script('1', 'a') });
    const run = play(processModel({ s: start, sub, ...inside }, 's>>sub', 'is>>m>>a>>m'));
    expect(run.incidents()).toContain('LOOP_WITHOUT_WAIT');
  });

  test('of nine thousand turns is none', () => {
    const model = processModel(
      { s: start, m: xor, n: script('n + 1', 'n'), x: xor, e: end },
      's>>m>>n>>x[=n < 9000]>>m',
      'x[default]>>e',
    );
    const run = play(model, { n: 0 });
    expect([run.status(), run.incidents()]).toEqual(['completed', []]);
  });

  test('begins to count anew at every wait state', () => {
    const elements = { s: start, m: xor, n: script('n + 1', 'n'), x: xor, ask: user };
    const run = play(processModel(elements, 's>>m>>n>>x[=modulo(n, 6000) > 0]>>m', 'x[default]>>ask>>m'), {
      n: 0,
    });
    run.complete('ask');
    run.complete('ask');
    expect(run.incidents()).toEqual([]);
    expect(run.variables().n).toBe(18_000);
  });
});
