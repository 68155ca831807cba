import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { end, start } from '../../../harness/shapes.ts';

describe('manualTask', () => {
  test('waits until its lane says that it is done', () => {
    const run = play(processModel({ s: start, t: { type: 'manualTask', lane: 'Desk' }, e: end }, 's>>t>>e'));
    expect(run.find('userTasks', 't').found).toMatchObject({
      because: 'manualTask',
      candidateGroups: ['Desk'],
    });
    run.complete('t');
    expect(run.status()).toBe('completed');
  });
});
