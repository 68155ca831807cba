import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { NOW, play } from '../../../harness/play.ts';
import { and, boundary, definition, end, start, user, xor } from '../../../harness/shapes.ts';

const ask = (config: { [name: string]: string }, lane?: string) =>
  processModel(
    { s: start, ask: { ...user, config, ...(lane !== undefined && { lane }) }, e: end },
    's>>ask>>e',
  );

describe('userTask', () => {
  test('waits for a person and takes what the form gave', () => {
    const run = play(ask({}));
    expect(run.complete('ask', { approved: true }).ok).toBe(true);
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ approved: true });
  });

  test('has the assignment, dates, priority and form of the drawing', () => {
    const run = play(
      ask({
        assignee: '=boss',
        candidateGroups: '=["a", "b"]',
        candidateUsers: 'u1, u2',
        dueDate: '=now() + duration("P1D")',
        followUpDate: '2026-02-01T00:00:00Z',
        priority: '=20 + 60',
        formId: 'f1',
      }),
      { boss: 'ana' },
    );
    expect(run.find('userTasks', 'ask').found).toMatchObject({
      assignee: 'ana',
      candidateGroups: ['a', 'b'],
      candidateUsers: ['u1', 'u2'],
      dueAt: NOW + 86_400_000,
      followUpAt: Date.UTC(2026, 1, 1),
      priority: 80,
      formId: 'f1',
    });
  });

  test('belongs to its lane when nobody is assigned', () => {
    expect(play(ask({}, 'Sales')).find('userTasks', 'ask').found).toMatchObject({
      candidateGroups: ['Sales'],
      priority: 50,
    });
    expect(play(ask({ assignee: 'ana' }, 'Sales')).find('userTasks', 'ask').found).toMatchObject({
      candidateGroups: [],
    });
  });

  test('with a date that is none is an incident that a correction resolves', () => {
    const run = play(ask({ dueDate: '=when' }), { when: 'soon' });
    expect(run.incidents()).toEqual(['DATE_NOT_VALID']);
    run.set({ when: '2026-03-01' });
    run.resolve('ask');
    // Midnight in the process's zone, which is five hours behind UTC.
    expect(run.find('userTasks', 'ask').found).toMatchObject({ dueAt: Date.UTC(2026, 2, 1, 5) });
  });

  test('is claimed once, and taken over only when allowed', () => {
    const run = play(ask({}));
    const assign = (assignee: string | null, allowOverride: boolean) =>
      run.submit({ type: 'assignUserTask', userTask: { elementId: 'ask' }, assignee, allowOverride });
    expect(assign('ana', false).ok).toBe(true);
    expect(assign('ana', false).ok).toBe(true);
    expect(assign('luis', false)).toMatchObject({ ok: false, code: 'USER_TASK_ASSIGNED' });
    expect(assign('luis', true).ok).toBe(true);
    expect(run.find('userTasks', 'ask').found).toMatchObject({ assignee: 'luis' });
    expect(assign(null, true).ok).toBe(true);
    expect(run.find('userTasks', 'ask').found).not.toHaveProperty('assignee');
  });

  test('changes its dates and priority on request', () => {
    const run = play(ask({ dueDate: '2026-02-01' }));
    const update = (changes: { dueAt?: number | null; priority?: number }) =>
      run.submit({ type: 'updateUserTask', userTask: { elementId: 'ask' }, changes });
    update({ dueAt: NOW, priority: 90 });
    expect(run.find('userTasks', 'ask').found).toMatchObject({ dueAt: NOW, priority: 90 });
    update({ dueAt: null });
    expect(run.find('userTasks', 'ask').found).not.toHaveProperty('dueAt');
  });

  test('is completed once', () => {
    const run = play(ask({}));
    const userTask = { key: run.find('userTasks', 'ask').found.key };
    run.complete('ask');
    expect(run.submit({ type: 'completeUserTask', userTask, variables: {} })).toMatchObject({
      ok: false,
      code: 'INSTANCE_NOT_ACTIVE',
    });
  });

  test('may report a BPMN error instead', () => {
    const elements = { s: start, ask: user, bad: boundary('ask', definition('error')), away: user };
    const run = play(processModel(elements, 's>>ask', 'bad>>away'));
    run.submit({
      type: 'throwUserTaskError',
      userTask: { elementId: 'ask' },
      code: 'E',
      variables: { why: 1 },
    });
    expect(run.waits()).toEqual(['away']);
    expect(run.variables()).toEqual({ why: 1 });
  });

  test('that reports an error which nobody catches is offered again after the incident', () => {
    const run = play(ask({}));
    run.submit({ type: 'throwUserTaskError', userTask: { elementId: 'ask' }, code: 'E', variables: {} });
    expect(run.incidents()).toEqual(['ERROR_NOT_CAUGHT']);
    expect(run.waits()).toEqual([]);
    run.resolve('ask');
    expect(run.waits()).toEqual(['ask']);
  });

  test('runs once per token when several flows lead to it', () => {
    const run = play(processModel({ s: start, f: and, ask: user, e: end }, 's>>f>>ask>>e', 'f>>ask'));
    expect(run.waits()).toEqual(['ask', 'ask']);
  });

  test('with several outgoing flows splits without a gateway', () => {
    const elements = { s: start, ask: user, a: user, b: user, c: user, d: user };
    const model = processModel(elements, 's>>ask>>a', 'ask[=n > 0]>>b', 'ask[=n > 1]>>c', 'ask[default]>>d');
    const run = play(model);
    run.complete('ask', { n: 1 });
    expect(run.waits()).toEqual(['a', 'b']);
  });

  test('takes its default flow when no condition holds', () => {
    const run = play(
      processModel({ s: start, ask: user, a: user, b: user }, 's>>ask[=n > 0]>>a', 'ask[default]>>b'),
    );
    run.complete('ask', { n: 0 });
    expect(run.waits()).toEqual(['b']);
  });

  test('without outgoing flow ends its path', () => {
    const run = play(processModel({ s: start, ask: user }, 's>>ask'));
    run.complete('ask');
    expect(run.status()).toBe('completed');
  });

  test('with mapped outputs lets nothing else out', () => {
    const mapped = {
      ...user,
      outputs: [
        { source: '=answer', target: 'result.value' },
        { source: '=result.value + 1', target: 'next' },
      ],
    };
    const run = play(processModel({ s: start, ask: mapped, m: xor, e: end }, 's>>ask>>m>>e'));
    run.complete('ask', { answer: 1, other: 2 });
    expect(run.variables()).toEqual({ result: { value: 1 }, next: 2 });
  });
});
