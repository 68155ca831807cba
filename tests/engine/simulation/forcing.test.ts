// A trial can be told what to take for granted: the flows that are chosen, what expressions give, and what happens first.
import { describe, expect, test } from 'vitest';
import { createPorts } from '../../../engine/expressions/index.ts';
import { runTrial, type TrialRequest } from '../../../engine/simulation/trial.ts';
import { processModel } from '../../harness/model.ts';
import { NOW } from '../../harness/play.ts';
import * as shapes from '../../harness/shapes.ts';

const { boundary, call, catching, definition, end, message, or, script, start, timer, user, xor } = shapes;

function trial(model: TrialRequest['models'][number], more: Partial<TrialRequest>) {
  const outcome = runTrial({ models: [model], ports: createPorts(), now: NOW, ...more });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return {
    ...outcome,
    done: outcome.trace.filter(({ event }) => event === 'completed').map(({ element }) => element),
  };
}

describe('what is chosen', () => {
  const loop = processModel(
    { s: start, a: user, x: xor, b: user, e: end },
    's>>a>>x[=never]>>a',
    'x[=nor this]>>b>>e',
  );

  test('is taken whatever the conditions say: one choice a visit, the last one ever after', () => {
    const choose = { x: ['f2_x_a', 'f2_x_a', 'f3_x_b'] };
    expect(trial(loop, { choose, answers: { a: {}, b: {} } }).done).toEqual(
      ['s', 'a', 'x', 'a', 'x', 'a', 'x', 'b', 'e', 'process'].slice(0, 9),
    );
    expect(trial(loop, { choose: { x: 'f3_x_b' }, auto: true }).state).toBe('completed');
  });

  test('may be several flows of an inclusive gateway, or its default', () => {
    const model = processModel(
      { s: start, x: or, a: user, b: user, c: user },
      's>>x[=a]>>a',
      'x[=b]>>b',
      'x[default]>>c',
    );
    const waiting = (choose: TrialRequest['choose']) =>
      trial(model, { ...(choose && { choose }) }).waiting.map(({ element }) => element);
    expect(waiting({ x: [['f1_x_a', 'f2_x_b']] })).toEqual(['a', 'b']);
    expect(waiting({ x: 'f3_x_c' })).toEqual(['c']);
    expect(waiting(undefined)).toEqual(['c']);
  });
});

test('what is assumed of an expression or a decision is not computed', () => {
  const rule = { type: 'businessRuleTask' as const, config: { decisionId: 'd1', resultVariable: 'judged' } };
  const model = processModel(
    { s: start, n: script('missing.thing + 1', 'n'), d: rule, e: end },
    's>>n>>d>>e',
  );
  const run = trial(model, { assume: { 'missing.thing + 1': 7, 'decision:d1': 'yes' } });
  expect([run.state, run.variables]).toEqual(['completed', { n: 7, judged: 'yes' }]);
});

test('an order says what moves first, and the rest follows as ever', () => {
  const model = processModel(
    {
      s: start,
      a: user,
      late: boundary('a', timer('PT2H'), false),
      b: user,
      m: catching(message('m')),
      e: end,
    },
    's>>a>>m>>e',
    'late>>b>>e',
  );
  const run = trial(model, { order: ['late', 'b', 'a', 'm'], timers: false });
  expect(run.done).toEqual(['s', 'late', 'b', 'e', 'a', 'm', 'e']);
  expect(trial(model, { order: ['b', 'a'], timers: false }).waiting.map(({ element }) => element)).toEqual([
    'a',
    'late',
  ]);
});

test('a signal is given as soon as somebody waits for it', () => {
  const model = processModel(
    { s: start, g: catching(definition('signal', { name: 'all' })), e: end },
    's>>g>>e',
  );
  expect(trial(model, { messages: [{ signal: 'other' }] }).state).toBe('waiting');
  expect(trial(model, { messages: [{ signal: 'all', variables: { n: 1 } }] })).toMatchObject({
    state: 'completed',
    variables: { n: 1 },
  });
});

test('a call with an answer calls nobody, and may fail with an error', () => {
  const model = processModel(
    { s: start, c: call('nowhere'), bad: boundary('c', definition('error')), e: end, f: end },
    's>>c>>e',
    'bad>>f',
  );
  const run = trial(model, { answers: { c: { n: 3 } } });
  expect([run.state, run.variables, run.done]).toEqual(['completed', { n: 3 }, ['s', 'c', 'e']]);
  expect(trial(model, { answers: { c: { $error: 'E' } } }).done).toEqual(['s', 'bad', 'f']);
  expect(trial(model, {}).incidents[0]?.code).toBe('CALLED_PROCESS_NOT_FOUND');
});
