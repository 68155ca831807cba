import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { catching, end, maps, message, start } from '../../../harness/shapes.ts';

describe('intermediateCatchEvent', () => {
  test('takes what its message carries, mapped when it maps', () => {
    const caught = { ...catching(message('m', 'K')), outputs: maps(['=text', 'note']) };
    const run = play(processModel({ s: start, caught, e: end }, 's>>caught>>e'));
    run.publish('m', 'K', { text: 'hi', other: 1 });
    expect(run.variables()).toEqual({ note: 'hi' });
    expect(run.status()).toBe('completed');
  });

  test('without a definition waits for somebody to say that it happened', () => {
    const run = play(
      processModel({ s: start, caught: { ...catching(undefined), lane: 'Desk' }, e: end }, 's>>caught>>e'),
    );
    expect(run.find('userTasks', 'caught').found).toMatchObject({
      because: 'occurrence',
      candidateGroups: ['Desk'],
    });
    run.complete('caught');
    expect(run.status()).toBe('completed');
  });
});
