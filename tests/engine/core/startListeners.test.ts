// Listeners to the start of an element, and to a whole process.
import { describe, expect, test } from 'vitest';
import { values } from '../../../engine/core/index.ts';
import { processModel } from '../../harness/model.ts';
import { HOUR, NOW, play } from '../../harness/play.ts';
import {
  boundary,
  call,
  end,
  script,
  start,
  subProcess,
  timer,
  user,
  within,
  xor,
} from '../../harness/shapes.ts';

import { heard, hears } from './listening.ts';

describe('a start listener', () => {
  const at = (shape: Parameters<typeof processModel>[0][string], more: typeof shape | object = {}) =>
    processModel(
      { s: start, x: { ...shape, listeners: { start: hears('first', 'second') }, ...more }, e: end },
      's>>x>>e',
    );

  test('comes before the work of an element, which sees what it set; nobody else does', () => {
    const run = play(at(script('n + 1', 'm')), { n: 0 });
    expect(heard(run, { n: 5 })).toBe('x first');
    expect(heard(run)).toBe('x second');
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ n: 0, m: 6 });
  });

  test('sees the inputs, and comes before boundary events are open', () => {
    const model = processModel(
      {
        s: start,
        x: { ...user, inputs: [{ source: '="a"', target: 'kind' }], listeners: { start: hears('=kind') } },
        late: boundary('x', timer('=after')),
        e: end,
      },
      's>>x>>e',
      'late>>e',
    );
    const run = play(model);
    expect(run.waits()).toEqual(['x']);
    expect(heard(run, { after: 'PT1H' })).toBe('x a');
    expect(run.waits()).toEqual(['late', 'x']);
    expect(run.find('subscriptions', 'late').found).toMatchObject({ dueAt: NOW + HOUR });
  });

  test('decides for a gateway, prepares a subprocess, and hears each iteration', () => {
    const gateway = processModel(
      { s: start, x: { ...xor, listeners: { start: hears('ask') } }, a: user, b: user },
      's>>x',
      'x[=yes]>>a',
      'x[default]>>b',
    );
    const run = play(gateway);
    heard(run, { yes: true });
    expect(run.waits()).toEqual(['a']);
    const sub = play(
      processModel(
        {
          s: start,
          x: { ...subProcess, listeners: { start: hears('a'), end: hears('z') } },
          ...within('x', { i: user }),
          e: end,
        },
        's>>x>>e',
      ),
    );
    expect(heard(sub, { inside: 1 })).toBe('x a');
    sub.complete('i');
    expect(heard(sub, { outside: 2 })).toBe('x z');
    expect([sub.status(), sub.variables()]).toEqual(['completed', { outside: 2 }]);
    const many = play(
      processModel(
        {
          s: start,
          x: {
            ...user,
            multiInstance: { sequential: false, cardinality: '=3' },
            listeners: { start: hears('each') },
          },
        },
        's>>x',
      ),
    );
    expect(values(many.state().jobs)).toHaveLength(3);
  });

  test('whose type cannot be told is an incident, and who has heard does not hear again when it is retried', () => {
    const run = play(
      processModel({ s: start, x: { ...user, listeners: { start: hears('one', '=kind') } } }, 's>>x'),
    );
    heard(run);
    expect(run.incidents()).toEqual(['JOB_TYPE_NOT_TEXT']);
    run.set({ kind: 'two' });
    run.resolve('x');
    expect([heard(run), run.waits()]).toEqual(['x two', ['x']]);
  });

  test('that throws an error has failed: no event of the drawing catches it', () => {
    const run = play(at(user, { listeners: { start: hears('first') } }));
    run.throwError('x', 'E1');
    expect(run.incidents()).toEqual(['JOB_FAILED']);
    run.resolve('x');
    heard(run);
    expect(run.find('userTasks', 'x')).toBeDefined();
  });

  test('is withdrawn with its element', () => {
    const sub = { ...subProcess };
    const model = processModel(
      {
        s: start,
        sub,
        late: boundary('sub', timer('PT1H')),
        ...within('sub', { x: { ...user, listeners: { start: hears('a') } } }),
        away: user,
      },
      's>>sub',
      'late>>away',
    );
    const run = play(model);
    run.wait(HOUR);
    expect(run.waits()).toEqual(['away']);
  });
});

describe('who listens to a process', () => {
  const model = {
    ...processModel({ s: start, other: start, x: user, y: user, e: end }, 's>>x>>e', 'other>>y>>e'),
    listeners: { start: hears('open', 'fetch'), end: hears('close', 'archive') },
  };

  test('hears before anything begins and after everything has ended', () => {
    const run = play(model);
    expect(run.log('elementActivated')).toEqual([]);
    expect([heard(run, { case: 1 }), heard(run)]).toEqual(['process open', 'process fetch']);
    expect([run.waits(), run.variables()]).toEqual([['x'], { case: 1 }]);
    run.complete('x');
    expect(run.status()).toBe('active');
    expect([heard(run), heard(run, { kept: true })]).toEqual(['process close', 'process archive']);
    expect([run.status(), run.variables()]).toEqual(['completed', { case: 1, kept: true }]);
  });

  test('does not forget which start was chosen', () => {
    const run = play(model, {}, { startElement: 'other' });
    heard(run);
    heard(run);
    expect(run.waits()).toEqual(['y']);
  });

  test('gives what it set to the caller of the process', () => {
    const child = { ...model, id: 'child' };
    const run = play([processModel({ s: start, c: call('child'), e: end }, 's>>c>>e'), child]);
    for (const expected of ['child open', 'child fetch']) expect(heard(run)).toBe(expected);
    run.complete('x');
    heard(run);
    heard(run, { kept: true });
    expect([run.status(), run.variables()]).toEqual(['completed', { kept: true }]);
  });

  test('is an incident of the process where its type cannot be told', () => {
    const bad = { ...model, listeners: { start: hears('=kind'), end: hears('=kind') } };
    const run = play(bad);
    expect(run.incidents()).toEqual(['JOB_TYPE_NOT_TEXT']);
    run.set({ kind: 'a' });
    run.resolve('process');
    expect(heard(run)).toBe('process a');
    run.set({ kind: null });
    run.complete('x');
    expect(run.incidents()).toEqual(['JOB_TYPE_NOT_TEXT']);
    run.set({ kind: 'b' });
    run.resolve('process');
    expect(heard(run)).toBe('process b');
    expect(run.status()).toBe('completed');
  });

  test('leaves nothing behind when the instance is canceled', () => {
    const run = play(model);
    run.submit({ type: 'cancelInstance' });
    expect([run.status(), run.waits()]).toEqual(['terminated', []]);
  });
});
