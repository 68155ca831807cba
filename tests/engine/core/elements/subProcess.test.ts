import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  end,
  ending,
  maps,
  script,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../../../harness/shapes.ts';

describe('subProcess', () => {
  test('ends when its last token is gone', () => {
    const inside = within('sub', { is: start, f: and, a: user, b: user, e1: end, e2: end });
    const run = play(
      processModel(
        { s: start, sub: subProcess, ...inside, after: user },
        's>>sub>>after',
        'is>>f>>a>>e1',
        'f>>b>>e2',
      ),
    );
    run.complete('a');
    expect(run.waits()).toEqual(['b']);
    run.complete('b');
    expect(run.waits()).toEqual(['after']);
    expect(run.times('sub')).toBe(1);
  });

  test('without anything inside completes at once', () => {
    const run = play(processModel({ s: start, sub: subProcess, after: user }, 's>>sub>>after'));
    expect(run.waits()).toEqual(['after']);
  });

  test('without a start event begins at every node without incoming flow', () => {
    const inside = within('sub', { a: user, b: user });
    const run = play(processModel({ s: start, sub: subProcess, ...inside }, 's>>sub'));
    expect(run.waits()).toEqual(['a', 'b']);
  });

  test('that a terminate end leaves goes on normally', () => {
    const inside = within('sub', { is: start, f: and, a: user, b: user, stop: ending('terminate') });
    const run = play(
      processModel(
        { s: start, sub: subProcess, ...inside, after: user },
        's>>sub>>after',
        'is>>f>>a',
        'f>>b>>stop',
      ),
    );
    run.complete('b');
    expect(run.waits()).toEqual(['after']);
    expect(run.log('elementTerminated')).toEqual(['a']);
    expect(run.log()).toContain('sub');
  });

  test('keeps variables of its input mappings to itself and lets only mapped outputs leave', () => {
    const sub = { ...subProcess, inputs: maps(['=x', 'y']), outputs: maps(['=z', 'out']) };
    const inside = within('sub', { is: start, calc: script('y * 2', 'z'), ie: end });
    const run = play(processModel({ s: start, sub, ...inside, e: end }, 's>>sub>>e', 'is>>calc>>ie'), {
      x: 3,
    });
    // z has no holder in the subprocess, so the script writes it to the root, as Zeebe does.
    expect(run.variables()).toEqual({ x: 3, z: 6, out: 6 });
  });

  test('writes a variable that its scope holds there and not outside', () => {
    const sub = { ...subProcess, inputs: maps(['=0', 'n']) };
    const inside = within('sub', { is: start, calc: script('n + 1', 'n'), ie: end });
    const run = play(processModel({ s: start, sub, ...inside, e: end }, 's>>sub>>e', 'is>>calc>>ie'), {
      n: 5,
    });
    expect(run.variables()).toEqual({ n: 5 });
  });

  test('is withdrawn with everything inside by an interrupting boundary event', () => {
    const inside = within('sub', { is: start, f: and, a: user, b: user, join: and, ie: end });
    const elements = {
      s: start,
      sub: subProcess,
      ...inside,
      late: boundary('sub', timer('PT1H')),
      after: user,
      away: user,
    };
    const run = play(
      processModel(elements, 's>>sub>>after', 'is>>f>>a>>join>>ie', 'f>>b>>join', 'late>>away'),
    );
    run.complete('a');
    run.wait(HOUR);
    expect(run.waits()).toEqual(['away']);
    expect(run.log('elementTerminated')).toEqual(['b', 'sub']);
    run.complete('away');
    expect(run.status()).toBe('completed');
  });

  test('nests', () => {
    const inner = within('two', { is2: start, a: user, ie2: end });
    const outer = within('one', { is1: start, two: subProcess, ie1: end });
    const run = play(
      processModel(
        { s: start, one: subProcess, ...outer, ...inner, e: end },
        's>>one>>e',
        'is1>>two>>ie1',
        'is2>>a>>ie2',
      ),
    );
    run.complete('a');
    expect(run.status()).toBe('completed');
    expect(run.log()).toEqual(['s', 'is1', 'is2', 'a', 'ie2', 'two', 'ie1', 'one', 'e']);
  });
});
