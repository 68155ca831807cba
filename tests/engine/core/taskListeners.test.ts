// Who listens to what happens to a user task: jobs that it waits for, which may correct the task or deny what was asked.
import { describe, expect, test } from 'vitest';
import type { TaskVerdict } from '../../../engine/core/commands.ts';
import type { TaskListeners } from '../../../engine/core/listenerModel.ts';
import { processModel } from '../../harness/model.ts';
import { HOUR, type Play, play } from '../../harness/play.ts';
import { boundary, end, start, timer, user, xor } from '../../harness/shapes.ts';

const hears = (...jobTypes: string[]) =>
  jobTypes.map((jobType) => ({ jobType, retries: '3', headers: { own: jobType } }));

const asked = (taskListeners: TaskListeners, config: { [name: string]: string } = {}, more = {}) =>
  processModel(
    { s: start, x: { ...user, config, taskListeners, ...more }, next: user, e: end },
    's>>x>>next>>e',
  );

const task = (run: Play, id = 'x') =>
  run.find<{ element: string }>('userTasks', id).found as never as {
    key: number;
    assignee?: string;
    priority: number;
    dueAt?: number;
    candidateGroups: string[];
    transition?: { event: string };
  };

function heard(run: Play, verdict?: TaskVerdict, variables = {}): { [name: string]: string } {
  const { instance, found } = run.find('jobs', 'x');
  const done = run.submit(
    { type: 'completeJob', job: found.key, variables, ...(verdict && { verdict }) },
    instance,
  );
  if (!done.ok) throw new Error(done.code);
  return (found as never as { headers: { [name: string]: string } }).headers;
}

const assign = (run: Play, assignee: string | null) =>
  run.submit({ type: 'assignUserTask', userTask: { key: task(run).key }, assignee, allowOverride: true });

const update = (run: Play, priority: number) =>
  run.submit({ type: 'updateUserTask', userTask: { key: task(run).key }, changes: { priority } });

describe('a completion', () => {
  test('waits for all that listen, one after another, and then is as it was asked', () => {
    const run = play(asked({ completing: hears('first', 'second') }));
    run.complete('x', { n: 1 });
    expect([task(run).transition?.event, run.variables()]).toEqual(['completing', {}]);
    expect(heard(run)).toMatchObject({
      own: 'first',
      'io.camunda.zeebe:action': 'completing',
      'io.camunda.zeebe:priority': '50',
      'io.camunda.zeebe:userTaskKey': String(task(run).key),
    });
    expect(heard(run)).toMatchObject({ own: 'second' });
    expect([run.waits(), run.variables()]).toEqual([['next'], { n: 1 }]);
  });

  test('that is denied leaves the task as it was, without what others corrected', () => {
    const run = play(asked({ completing: hears('first', 'second') }));
    run.complete('x', { n: 1 });
    heard(run, { corrections: { priority: 90 } });
    heard(run, { denied: true, reason: 'incomplete' });
    expect([run.waits(), run.variables(), task(run).priority]).toEqual([['x'], {}, 50]);
    run.complete('x', { n: 2 });
    heard(run);
    heard(run);
    expect([run.waits(), run.variables()]).toEqual([['next'], { n: 2 }]);
  });

  test('that is denied leaves no answer for the gateway behind the task', () => {
    const question = { text: 'Which?', multiple: false, options: [], askedBy: ['x'] };
    const options = [
      { flow: 'f2_g_a', label: 'a' },
      { flow: 'f3_g_b', label: 'b' },
    ];
    const elements = {
      s: start,
      x: { ...user, taskListeners: { completing: hears('first') } },
      g: { ...xor, question: { ...question, options } },
      a: user,
      b: user,
    };
    const run = play(processModel(elements, 's>>x>>g', 'g>>a', 'g>>b'));
    run.complete('x', { g: 'f2_g_a' });
    heard(run, { denied: true });
    expect(run.complete('x', { g: 'elsewhere' })).toMatchObject({ code: 'ANSWER_NOT_AN_OPTION' });
    run.complete('x');
    heard(run);
    expect(run.waits()).toEqual(['g']);
    run.complete('g', { g: 'f3_g_b' });
    expect(run.waits()).toEqual(['b']);
  });

  test('takes no other request meanwhile', () => {
    const run = play(asked({ completing: hears('first') }));
    run.complete('x');
    const refused = { ok: false, code: 'USER_TASK_IN_TRANSITION', values: { event: 'completing' } };
    expect(run.complete('x')).toEqual(refused);
    expect(assign(run, 'ana')).toEqual(refused);
  });

  test('is withdrawn with its task', () => {
    const model = processModel(
      {
        s: start,
        x: { ...user, taskListeners: { completing: hears('first') } },
        late: boundary('x', timer('PT1H')),
        away: user,
      },
      's>>x',
      'late>>away',
    );
    const run = play(model);
    run.complete('x');
    run.wait(HOUR);
    expect(run.waits()).toEqual(['away']);
  });

  test('waits for a listener that fails until somebody has looked', () => {
    const run = play(asked({ completing: hears('first', '=kind') }));
    run.complete('x', { n: 1 });
    heard(run);
    expect(run.incidents()).toEqual(['JOB_TYPE_NOT_TEXT']);
    run.set({ kind: 'known' });
    run.resolve('x');
    expect(heard(run)).toMatchObject({ own: 'first' });
    heard(run);
    expect([run.waits(), run.incidents(), run.variables()]).toEqual([['next'], [], { kind: 'known', n: 1 }]);
    const { found } = play(asked({ completing: hears('a') })).find('userTasks', 'x');
    expect(found).toBeDefined();
  });
});

describe('a new task', () => {
  test('is heard of before it is assigned, and corrected', () => {
    const run = play(asked({ creating: hears('c'), assigning: hears('a') }, { assignee: 'ana' }));
    expect([task(run).transition?.event, task(run).assignee]).toEqual(['creating', undefined]);
    heard(run, { corrections: { priority: 80, candidateGroups: ['law'], dueAt: 0 } });
    expect(task(run)).toMatchObject({ priority: 80, candidateGroups: ['law'], dueAt: 0 });
    expect(heard(run)).toMatchObject({
      'io.camunda.zeebe:action': 'assigning',
      'io.camunda.zeebe:assignee': 'ana',
      'io.camunda.zeebe:dueDate': '1970-01-01T00:00:00.000Z',
      'io.camunda.zeebe:changedAttributes': '["assignee"]',
    });
    expect(task(run)).toMatchObject({ assignee: 'ana' });
    expect(task(run).transition).toBeUndefined();
  });

  test('whose assignment is denied is there, free', () => {
    const run = play(asked({ assigning: hears('a') }, { assignee: 'ana' }));
    heard(run, { denied: true });
    expect(task(run).assignee).toBeUndefined();
    run.complete('x');
    expect(run.waits()).toEqual(['next']);
  });

  test('cannot be denied itself', () => {
    const run = play(asked({ creating: hears('c') }));
    expect(() => heard(run, { denied: true })).toThrow('CREATION_NOT_DENIED');
    heard(run);
    expect(task(run).transition).toBeUndefined();
  });
});

describe('an assignment and an update', () => {
  test('are heard of, corrected and denied', () => {
    const run = play(asked({ assigning: hears('a'), updating: hears('u') }));
    assign(run, 'ana');
    heard(run, { corrections: { assignee: 'luis' } });
    expect(task(run).assignee).toBe('luis');
    assign(run, null);
    heard(run, { denied: true });
    expect(task(run).assignee).toBe('luis');
    update(run, 10);
    expect(heard(run)).toMatchObject({ 'io.camunda.zeebe:changedAttributes': '["priority"]' });
    expect(task(run).priority).toBe(10);
    update(run, 20);
    heard(run, { corrections: { priority: 30 } });
    expect(task(run).priority).toBe(30);
  });

  test('of a task that nobody listens to are done at once', () => {
    const run = play(asked({ completing: hears('c') }));
    assign(run, 'ana');
    update(run, 10);
    expect(task(run)).toMatchObject({ assignee: 'ana', priority: 10 });
  });
});
