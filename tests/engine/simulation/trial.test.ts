import { describe, expect, test } from 'vitest';
import { createPorts } from '../../../engine/expressions/index.ts';
import { runTrial, type TrialRequest } from '../../../engine/simulation/trial.ts';
import { processModel } from '../../harness/model.ts';
import { DAY, NOW } from '../../harness/play.ts';
import {
  boundary,
  catching,
  definition,
  end,
  message,
  script,
  service,
  start,
  timer,
  user,
  xor,
} from '../../harness/shapes.ts';

function trial(models: TrialRequest['models'], more: Partial<TrialRequest> = {}) {
  const outcome = runTrial({ models, ports: createPorts(), now: NOW, ...more });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome;
}

describe('a trial', () => {
  const elements = { s: start, ask: user, x: xor, yes: user, wait: catching(timer('P30D')), e: end };
  const model = processModel(elements, 's>>ask>>x[=ok]>>yes>>e', 'x[default]>>wait>>e');

  test('completes with its answers and says where it went', () => {
    const run = trial([model], { answers: { ask: { ok: true }, yes: {} } });
    expect(run.state).toBe('completed');
    expect(run.variables).toEqual({ ok: true });
    expect(run.trace.filter(({ event }) => event === 'completed').map(({ element }) => element)).toEqual([
      's',
      'ask',
      'x',
      'yes',
      'e',
    ]);
    expect(run.trace[0]).toEqual({
      element: 's',
      type: 'startEvent',
      event: 'activated',
      at: '2026-01-31T12:00:00.000Z',
    });
  });

  test('waits for an answer that is missing', () => {
    const run = trial([model], { answers: { ask: { ok: true } } });
    expect([run.state, run.waiting]).toEqual(['waiting', [{ element: 'yes', kind: 'userTask' }]]);
  });

  test('fires timers when nothing else can move, up to its end', () => {
    const answers = { ask: { ok: false } };
    const run = trial([model], { answers });
    expect([run.state, run.at]).toEqual(['completed', NOW + 30 * DAY]);
    const cut = trial([model], { answers, until: NOW + DAY });
    expect(cut.waiting).toEqual([{ element: 'wait', kind: 'timer' }]);
    expect(trial([model], { answers, timers: false }).state).toBe('waiting');
  });

  test('stops at a thousand firings', () => {
    const ticking = processModel(
      {
        s: start,
        a: user,
        tick: boundary('a', timer('R/PT1M', 'timeCycle'), false),
        n: script('n + 1', 'n'),
      },
      's>>a',
      'tick>>n',
    );
    const run = trial([ticking], { variables: { n: 0 } });
    expect(run.variables.n).toBe(1_000);
  });

  test('answers several completions from a list, and an error by its code', () => {
    const loop = processModel({ s: start, a: user, x: xor, e: end }, 's>>a>>x[=n < 3]>>a', 'x[default]>>e');
    expect(trial([loop], { answers: { a: [{ n: 1 }, { n: 2 }, { n: 3 }] } }).state).toBe('completed');
    const failing = processModel(
      { s: start, w: service(), bad: boundary('w', definition('error')), e: end },
      's>>w',
      'bad>>e',
    );
    const run = trial([failing], { answers: { w: { $error: 'E1' } } });
    expect(run.state).toBe('completed');
    expect(run.trace.map(({ element }) => element)).toContain('bad');
  });

  test('publishes messages in order, each as soon as somebody waits for it', () => {
    const heard = processModel(
      { s: start, one: catching(message('m', '=k')), two: catching(message('m', '=k')), e: end },
      's>>one>>two>>e',
    );
    const messages = [1, 2].map((n) => ({ name: 'm', correlationKey: 'K', variables: { n } }));
    const run = trial([heard], { variables: { k: 'K' }, messages });
    expect([run.state, run.variables.n]).toEqual(['completed', 2]);
  });

  test('says what is wrong with an incident, and with a join that starves', () => {
    const run = trial([processModel({ s: start, x: xor, a: user }, 's>>x[=1]>>a', 'x[=2]>>a')]);
    expect([run.state, run.incidents[0]?.code]).toEqual(['incident', 'CONDITION_NOT_BOOLEAN']);
    const starving = { s: start, x: xor, j: { type: 'parallelGateway' as const }, e: end };
    const stuck = trial([processModel(starving, 's>>x[=true]>>j>>e', 'x[default]>>j')]);
    expect(stuck.incidents).toEqual([{ element: 'process', code: 'JOIN_STARVED', values: { joins: ['j'] } }]);
    expect(stuck.waiting).toEqual([{ element: 'j', kind: 'join' }]);
  });

  test('of a process that is not there is refused', () => {
    const outcome = runTrial({ models: [model], ports: createPorts(), now: NOW, processId: 'nobody' });
    expect(outcome).toMatchObject({ ok: false, code: 'PROCESS_NOT_FOUND' });
  });

  test('completes everything by itself when asked to', () => {
    expect(trial([model], { auto: true }).state).toBe('completed');
  });

  test('takes the next option where it comes by again, so that loops end', () => {
    const asked = {
      text: 'x',
      options: ['back', 'on'].map((label, at) => ({ flow: `f${at + 2}_x_${['t', 'e'][at]}`, label })),
      multiple: false,
      askedBy: ['t'],
    };
    const loop = { s: start, t: user, x: { ...xor, question: asked }, e: end };
    const run = trial([processModel(loop, 's>>t>>x>>t', 'x>>e')], { auto: true });
    expect(run.trace.filter(({ element, event }) => element === 't' && event === 'completed')).toHaveLength(
      2,
    );
    const decided = trial([processModel({ ...loop, x: xor }, 's>>t>>x[=again]>>t', 'x[=not(again)]>>e')], {
      auto: true,
    });
    expect([run.state, decided.state, decided.variables]).toEqual([
      'completed',
      'completed',
      { again: false },
    ]);
  });

  test('fills in by itself what the conditions behind a task need, unless it is known', () => {
    const decided = { s: start, t: user, x: xor, a: end, b: end };
    const flows = ['s>>t>>x[=ok and kind = "p"]>>a', 'x[=not(ok)]>>b'] as const;
    const done = (more: Partial<TrialRequest>) => {
      const { variables, state } = trial([processModel(decided, ...flows)], { auto: true, ...more });
      return [state, variables];
    };
    expect(done({})).toEqual(['completed', { ok: true, kind: 'p' }]);
    expect(done({ variables: { ok: false } })).toEqual(['completed', { ok: false, kind: 'p' }]);
    expect(trial([processModel(decided, ...flows)], { answers: { t: {} } }).state).toBe('incident');
  });
});
