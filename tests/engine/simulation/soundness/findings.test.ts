// Each kind of unsound drawing is found, and the run that comes with it shows it.
import { describe, expect, test } from 'vitest';
import type { ProcessModel } from '../../../../engine/core/index.ts';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { replayed, type SoundnessProblem, soundness } from '../../../../engine/simulation/soundness/index.ts';
import { processModel } from '../../../harness/model.ts';
import { NOW } from '../../../harness/play.ts';
import * as shapes from '../../../harness/shapes.ts';

const { and, boundary, catching, end, script, start, subProcess, timer, user, within, xor } = shapes;
const around = { ports: createPorts(), now: NOW };

function judge(model: ProcessModel): SoundnessProblem[] {
  const judging = soundness([model], model, around);
  for (let step = judging.next(); ; step = judging.next()) if (step.done) return step.value.problems;
}

/** The code and element of each finding. */
function told(model: ProcessModel): string[] {
  return judge(model).map(({ code, elementId }) => `${code.replace('SOUNDNESS_', '')} ${elementId}`);
}

/** Runs the counter-example of the one finding, as `cauce run` does. */
function run(model: ProcessModel) {
  const [problem] = judge(model);
  const example = problem?.counterExample;
  if (!example) throw new Error(`Expected a counter-example, but found ${JSON.stringify(problem)}`);
  const result = replayed([model], example.replay, around);
  if (!result) throw new Error('Expected a run, but it was refused');
  expect(result.trace.slice(0, 500)).toEqual(example.trace);
  return { ...result, replay: example.replay, count: (element: string) => countOf(result.trace, element) };
}

function countOf(trace: { element: string; event: string }[], element: string): number {
  return trace.filter((each) => each.element === element && each.event === 'activated').length;
}

describe('a deadlock', () => {
  const elements = { s: start, a: user, x: xor, b: user, c: user, j: and, e: end };

  test('behind an exclusive choice that a parallel gateway joins', () => {
    const model = processModel(elements, 's>>a>>x[=yes]>>b>>j>>e', 'x[default]>>c>>j');
    expect(told(model)).toEqual(['DEADLOCK j']);
    const { state, incidents, replay } = run(model);
    expect([state, incidents[0]?.code]).toEqual(['incident', 'JOIN_STARVED']);
    expect(replay.choose).toEqual({ x: 'f5_x_c' });
  });

  test('behind a gateway that asks', () => {
    const question = {
      ...xor,
      question: {
        text: '?',
        options: [
          { flow: 'f2_x_b', label: 'b' },
          { flow: 'f5_x_c', label: 'c' },
        ],
        multiple: false,
        askedBy: null,
      },
    };
    const model = processModel({ ...elements, x: question }, 's>>a>>x>>b>>j>>e', 'x>>c>>j');
    expect(told(model)[0]).toEqual('DEADLOCK j');
    expect(run(model).incidents[0]?.code).toBe('JOIN_STARVED');
  });
});

describe('a lack of synchronization', () => {
  test('is an activity that runs once for each branch', () => {
    const elements = { s: start, p: and, a: user, b: user, x: xor, c: user, e: end };
    const model = processModel(elements, 's>>p>>a>>x>>c>>e', 'p>>b>>x');
    expect(told(model)).toEqual(['NOT_SYNCHRONIZED c']);
    expect(run(model).count('c')).toBe(2);
  });

  test('also where nothing waits in between', () => {
    const elements = { s: start, p: and, a: user, b: script('1'), c: script('2'), d: user, e: end };
    const model = processModel(elements, 's>>p>>a>>c>>d>>e', 'p>>b>>c');
    expect(told(model)).toEqual(['NOT_SYNCHRONIZED c']);
    expect(run(model).count('c')).toBe(2);
  });

  test('is what a reminder does that comes back into the main path', () => {
    const elements = {
      s: start,
      a: user,
      r: boundary('a', timer('PT1H'), false),
      x: xor,
      c: user,
      e: end,
    };
    const model = processModel(elements, 's>>a>>x>>c>>e', 'r>>x');
    expect(told(model)).toEqual(['NOT_SYNCHRONIZED c']);
    expect(run(model).count('c')).toBe(2);
  });

  test('is not two branches that end', () => {
    const elements = { s: start, p: and, a: user, b: user, x: xor, e: end };
    expect(told(processModel(elements, 's>>p>>a>>x>>e', 'p>>b>>x'))).toEqual([]);
  });
});

describe('no way to an end', () => {
  test('is a ring of work that nobody can leave', () => {
    const elements = { s: start, a: user, x: xor, b: user, m: xor, c: user, e: end };
    const model = processModel(elements, 's>>a>>x[=ok]>>e', 'x[default]>>m>>b>>c>>m');
    expect(told(model)).toEqual(['NO_WAY_TO_END b']);
    const { state, count } = run(model);
    expect(state).toBe('waiting');
    expect(count('b')).toBeGreaterThan(1);
  });
});

describe('a loop without a wait state', () => {
  test('runs until the engine stops it', () => {
    const elements = { s: start, m: xor, a: script('n + 1', 'n'), x: xor, e: end };
    const model = processModel(elements, 's>>m>>a>>x[=again]>>m', 'x[default]>>e');
    expect(told(model)).toEqual(['LOOP_WITHOUT_WAIT a']);
    expect(run(model).incidents[0]?.code).toBe('LOOP_WITHOUT_WAIT');
  });

  test('also without any choice', () => {
    const elements = { s: start, m: xor, a: script('1'), b: script('2') };
    const model = processModel(elements, 's>>m>>a>>b>>m');
    expect(told(model)).toEqual(['LOOP_WITHOUT_WAIT a']);
    expect(run(model).incidents[0]?.code).toBe('LOOP_WITHOUT_WAIT');
  });

  test('is not a loop through work or through time', () => {
    const elements = { s: start, m: xor, a: user, w: catching(timer('PT1H')), x: xor, e: end };
    expect(told(processModel(elements, 's>>m>>a>>x[=again]>>w>>m', 'x[default]>>e'))).toEqual([]);
  });
});

describe('a dead node', () => {
  test('is what no flow leads to, and only the first of them', () => {
    const elements = { s: start, a: user, e: end, m: xor, lost: user, more: user };
    const model = processModel(elements, 's>>a>>e', 'm>>lost>>more>>m');
    expect(told(model)).toEqual(['DEAD_NODE m']);
    const { count } = run(model);
    expect([count('a'), count('m')]).toEqual([1, 0]);
  });
});

describe('a timer that can never fire', () => {
  test('repeats zero times', () => {
    const elements = { s: start, a: user, t: boundary('a', timer('R0/PT1H', 'timeCycle'), false), b: user };
    const model = processModel(elements, 's>>a', 't>>b');
    expect(told(model)).toEqual(['TIMER_ZERO_TIMES t']);
    expect([run(model).count('a'), run(model).count('t')]).toEqual([1, 0]);
  });

  test('sits on what never waits', () => {
    const elements = { s: start, a: script('1'), t: boundary('a', timer('PT1H')), e: end, f: end };
    const model = processModel(elements, 's>>a>>e', 't>>f');
    expect(told(model)).toEqual(['TIMER_HOST_NEVER_WAITS t']);
    expect(run(model).count('t')).toBe(0);
  });

  test('comes after another one that takes its place', () => {
    const late = boundary('a', timer('PT2H'));
    const elements = { s: start, a: user, t: boundary('a', timer('PT1H')), late, e: end, f: end };
    const model = processModel(elements, 's>>a>>e', 't>>f', 'late>>f');
    expect(told(model)).toEqual(['TIMER_NEVER_FIRES late']);
    expect(run(model).count('late')).toBe(0);
  });

  test('lies on a dead node', () => {
    const elements = { s: start, a: user, e: end, d: user, t: catching(timer('PT1H')) };
    expect(told(processModel(elements, 's>>a>>e', 'd>>t>>d'))).toEqual([
      'DEAD_NODE d',
      'TIMER_NEVER_FIRES t',
    ]);
  });

  test('or whose date is past fires at once', () => {
    const elements = { s: start, t: catching(timer('2020-01-01T00:00:00Z', 'timeDate')), e: end };
    const model = processModel(elements, 's>>t>>e');
    expect(told(model)).toEqual(['TIMER_IN_PAST t']);
    expect(run(model).at).toBe(NOW);
  });
});

test('an inner scope is judged like the outer one', () => {
  const inside = within('sub', { is: start, x: xor, a: user, b: user, j: and, ie: end });
  const model = processModel(
    { s: start, sub: subProcess, e: end, ...inside },
    's>>sub>>e',
    'is>>x[=a]>>a>>j>>ie',
    'x[default]>>b>>j',
  );
  expect(told(model)).toEqual(['DEADLOCK j']);
});
