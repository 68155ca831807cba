import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { end, start } from '../../../harness/shapes.ts';

describe('task', () => {
  test('that is undefined is work for its lane, and says why', () => {
    const run = play(processModel({ s: start, t: { type: 'task', lane: 'Desk' }, e: end }, 's>>t>>e'));
    expect(run.find('userTasks', 't').found).toMatchObject({
      because: 'undefinedTask',
      candidateGroups: ['Desk'],
    });
    run.complete('t', { done: true });
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ done: true });
  });
});
