import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { boundary, definition, end, service, start, user } from '../../../harness/shapes.ts';

describe('serviceTask', () => {
  const model = processModel({ s: start, work: service(), e: end }, 's>>work>>e');

  test('creates a job with its type, retries and headers and takes what it gave', () => {
    const work = {
      type: 'serviceTask' as const,
      config: { jobType: '="do " + what', retries: '5', headers: { to: 'x' } },
    };
    const run = play(processModel({ s: start, work, e: end }, 's>>work>>e'), { what: 'it' });
    expect(run.find('jobs', 'work').found).toMatchObject({
      jobType: 'do it',
      retries: 5,
      headers: { to: 'x' },
    });
    run.work('work', { ok: true });
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ what: 'it', ok: true });
  });

  test('without an implementation is work for its lane', () => {
    const run = play(
      processModel({ s: start, work: { type: 'serviceTask', lane: 'Desk' }, e: end }, 's>>work>>e'),
    );
    expect(run.find('userTasks', 'work').found).toMatchObject({
      because: 'noImplementation',
      candidateGroups: ['Desk'],
    });
  });

  test('without an implementation has the form that the drawing names', () => {
    const work = { type: 'serviceTask' as const, config: { formId: 'close' } };
    const run = play(processModel({ s: start, work, e: end }, 's>>work>>e'));
    expect(run.find('userTasks', 'work').found).toMatchObject({ formId: 'close' });
  });

  test('of a connector that is not configured is work for its lane', () => {
    const connector = processModel({ s: start, work: service('cauce:export'), e: end }, 's>>work>>e');
    expect(play(connector).find('userTasks', 'work').found).toMatchObject({
      because: 'connectorNotConfigured',
    });
    const configured = play(connector, {}, { resolve: (lookup) => lookup.kind === 'connector' });
    expect(configured.find('jobs', 'work').found).toMatchObject({ jobType: 'cauce:export' });
  });

  test('with a job type that is no text is an incident', () => {
    const run = play(processModel({ s: start, work: service('=type'), e: end }, 's>>work>>e'));
    expect(run.incidents()).toEqual(['JOB_TYPE_NOT_TEXT']);
    run.set({ type: 'work' });
    run.resolve('work');
    expect(run.waits()).toEqual(['work']);
  });

  test('that fails technically is retried and is no BPMN error', () => {
    const elements = {
      s: start,
      work: service(),
      bad: boundary('work', definition('error')),
      away: user,
      e: end,
    };
    const run = play(processModel(elements, 's>>work>>e', 'bad>>away'));
    const job = run.find('jobs', 'work').found.key;
    run.submit({ type: 'failJob', job, retries: 1, message: 'down' });
    expect(run.incidents()).toEqual([]);
    run.submit({ type: 'failJob', job, retries: 0, message: 'down' });
    expect(run.incidents()).toEqual(['JOB_FAILED']);
    run.submit({ type: 'failJob', job, retries: 0, message: 'still down' });
    expect(run.incidents()).toEqual(['JOB_FAILED']);
    run.resolve('work');
    expect(run.incidents()).toEqual([]);
    expect(run.find('jobs', 'work').found).toMatchObject({ key: job, retries: 1 });
    run.work('work');
    expect(run.status()).toBe('completed');
  });

  test('whose worker finishes after all closes the incident', () => {
    const run = play(model);
    run.submit({ type: 'failJob', job: run.find('jobs', 'work').found.key, retries: 0, message: 'late' });
    run.work('work');
    expect(run.status()).toBe('completed');
  });

  test('takes only retries of one or more', () => {
    const run = play(model);
    const job = run.find('jobs', 'work').found.key;
    expect(run.submit({ type: 'updateJob', job, retries: 0 })).toMatchObject({
      code: 'RETRIES_NOT_POSITIVE',
    });
    expect(run.submit({ type: 'updateJob', job, retries: Number.NaN })).toMatchObject({
      code: 'RETRIES_NOT_POSITIVE',
    });
    expect(run.submit({ type: 'updateJob', job, retries: 7 }).ok).toBe(true);
    expect(run.find('jobs', 'work').found).toMatchObject({ retries: 7 });
  });
});
