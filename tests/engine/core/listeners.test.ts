// Listeners to the end of an element.
import { describe, expect, test } from 'vitest';
import { processModel } from '../../harness/model.ts';
import { NOW, play } from '../../harness/play.ts';
import { boundary, end, start, timer, user } from '../../harness/shapes.ts';

import { ask, listener } from './listening.ts';

describe('an end listener', () => {
  test('is a job that the task waits for before its flows are taken', () => {
    const run = play(ask([listener('mail', { template: 'a.hbs' })]));
    run.complete('ask', { answer: 'yes' });
    expect(run.waits()).toEqual(['ask']);
    expect(run.find('jobs', 'ask').found).toMatchObject({
      jobType: 'mail',
      headers: { template: 'a.hbs', 'cauce:listener': 'end 0' },
    });
    run.work('ask', { mailed: true });
    expect(run.waits()).toEqual(['next']);
    expect(run.variables()).toEqual({ answer: 'yes', mailed: true });
  });

  test('takes its turn after the one before it', () => {
    const run = play(ask([listener('one'), listener('two')]));
    run.complete('ask');
    expect(run.find('jobs', 'ask').found).toMatchObject({ jobType: 'one' });
    run.work('ask');
    expect(run.find('jobs', 'ask').found).toMatchObject({ jobType: 'two' });
    run.work('ask');
    expect(run.waits()).toEqual(['next']);
  });

  test('has a type that what was just answered may decide', () => {
    const model = ask([listener('=if by = "mail" then "post" else "none"')]);
    const run = play(model);
    run.complete('ask', { by: 'mail' });
    expect(run.find('jobs', 'ask').found).toMatchObject({ jobType: 'post' });
    const other = play(model);
    other.complete('ask', { by: 'hand' });
    expect(other.find('jobs', 'ask').found).toMatchObject({ jobType: 'none' });
  });

  test('comes after the outputs, which are computed once', () => {
    const outputs = [{ source: '=(if n = null then 0 else n) + 1', target: 'n' }];
    const run = play(ask([listener('mail')], { outputs }));
    run.complete('ask');
    expect(run.variables()).toEqual({ n: 1 });
    run.work('ask');
    expect(run.variables()).toEqual({ n: 1 });
  });

  test('leaves no boundary event that could take the task back', () => {
    const model = processModel(
      {
        s: start,
        ask: { ...user, config: { endListeners: [listener('mail')] } },
        late: boundary('ask', timer('PT1H')),
        e: end,
        l: end,
      },
      's>>ask>>e',
      'late>>l',
    );
    const run = play(model);
    expect(run.waits()).toEqual(['ask', 'late']);
    run.complete('ask');
    expect(run.waits()).toEqual(['ask']);
    run.work('ask');
    expect(run.status()).toBe('completed');
  });

  test('that fails for good is an incident; the task has then been done and stays so', () => {
    const run = play(ask([listener('mail')]));
    run.complete('ask', { answer: 'yes' });
    const { key } = run.find('jobs', 'ask').found;
    run.submit({ type: 'failJob', job: key, retries: 0, message: 'no server' });
    expect(run.incidents()).toEqual(['JOB_FAILED']);
    run.resolve('ask');
    run.work('ask');
    expect(run.waits()).toEqual(['next']);
    expect(run.incidents()).toEqual([]);
  });

  test('whose type is no text is an incident that a correction resolves', () => {
    const run = play(ask([listener('=kind')]));
    run.complete('ask');
    expect(run.incidents()).toEqual(['JOB_TYPE_NOT_TEXT']);
    run.set({ kind: 'mail' });
    run.resolve('ask');
    run.work('ask');
    expect(run.waits()).toEqual(['next']);
  });

  test('goes with the instance that is canceled', () => {
    const run = play(ask([listener('mail')]));
    run.complete('ask');
    run.submit({ type: 'cancelInstance' });
    expect(run.status()).toBe('terminated');
  });

  test('listens to every iteration of a repeated task', () => {
    const multiInstance = { sequential: false, inputCollection: '=[1, 2]', inputElement: 'n' };
    const run = play(ask([listener('mail')], { multiInstance }), {}, { now: NOW });
    run.complete('ask');
    run.complete('ask');
    expect(run.waits()).toEqual(['ask', 'ask']);
    run.work('ask');
    run.work('ask');
    expect(run.waits()).toEqual(['next']);
  });
});
