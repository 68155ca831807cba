import { describe, expect, test } from 'vitest';
import type { Command } from '../../../engine/core/commands.ts';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import { and, catching, end, message, script, service, start, user } from '../../harness/shapes.ts';

describe('a command', () => {
  const model = processModel(
    {
      s: start,
      f: and,
      ask: user,
      work: service(),
      heard: catching(message('m')),
      broken: script('10 ** 400'),
    },
    's>>f>>ask',
    'f>>work',
    'f>>heard',
    'f>>broken',
  );

  test('whose target is not there is rejected with a code, and nothing happened', () => {
    const run = play(model);
    const expected: [Command, string][] = [
      [{ type: 'completeUserTask', userTask: { key: 1 }, variables: {} }, 'USER_TASK_NOT_FOUND'],
      [{ type: 'completeUserTask', userTask: { elementId: 'nobody' }, variables: {} }, 'USER_TASK_NOT_FOUND'],
      [{ type: 'throwUserTaskError', userTask: { key: 1 }, code: 'E', variables: {} }, 'USER_TASK_NOT_FOUND'],
      [
        { type: 'assignUserTask', userTask: { key: 1 }, assignee: 'a', allowOverride: true },
        'USER_TASK_NOT_FOUND',
      ],
      [{ type: 'updateUserTask', userTask: { key: 1 }, changes: {} }, 'USER_TASK_NOT_FOUND'],
      [{ type: 'completeJob', job: 1, variables: {} }, 'JOB_NOT_FOUND'],
      [{ type: 'failJob', job: 1, retries: 1, message: '' }, 'JOB_NOT_FOUND'],
      [{ type: 'throwJobError', job: 1, code: 'E', variables: {} }, 'JOB_NOT_FOUND'],
      [{ type: 'updateJob', job: 1, retries: 1 }, 'JOB_NOT_FOUND'],
      [{ type: 'triggerTimer', subscription: 1 }, 'SUBSCRIPTION_NOT_FOUND'],
      [{ type: 'correlateMessage', subscription: 1, messageKey: 1, variables: {} }, 'SUBSCRIPTION_NOT_FOUND'],
      [{ type: 'broadcastSignal', subscription: 1, variables: {} }, 'SUBSCRIPTION_NOT_FOUND'],
      [{ type: 'completeChild', elementInstance: 1, variables: {} }, 'ELEMENT_INSTANCE_NOT_FOUND'],
      [{ type: 'failChild', elementInstance: 1, code: 'E', variables: {} }, 'ELEMENT_INSTANCE_NOT_FOUND'],
      [
        { type: 'setVariables', elementInstance: 1, variables: {}, local: true },
        'ELEMENT_INSTANCE_NOT_FOUND',
      ],
      [{ type: 'resolveIncident', incident: 1 }, 'INCIDENT_NOT_FOUND'],
      [{ type: 'continue' }, 'NOTHING_TO_CONTINUE'],
      [{ type: 'createInstance', key: run.key, processId: 'process', variables: {} }, 'INSTANCE_EXISTS'],
    ];
    for (const [command, code] of expected)
      expect([command.type, run.submit(command)]).toMatchObject([command.type, { ok: false, code }]);
  });

  test('to an instance that is over is rejected', () => {
    const run = play(processModel({ s: start, e: end }, 's>>e'));
    for (const type of ['cancelInstance', 'continue'] as const) expect(run.submit({ type }).ok).toBe(false);
    expect(run.set({ a: 1 })).toMatchObject({ code: 'INSTANCE_NOT_ACTIVE' });
  });

  test('to cancel withdraws everything', () => {
    const run = play(model);
    expect(run.incidents()).toHaveLength(1);
    expect(run.submit({ type: 'cancelInstance' }).ok).toBe(true);
    expect(run.status()).toBe('terminated');
    expect(run.waits()).toEqual([]);
  });

  test('on a state that came out of a snapshot does the same', () => {
    const run = play(model);
    run.complete('ask', { a: 1 });
    run.work('work', { b: 2 });
    expect(run.waits()).toEqual(['heard']);
    expect(run.variables()).toEqual({ a: 1, b: 2 });
  });
});
