import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { boundary, definition, ending, start, subProcess, user, within } from '../../../harness/shapes.ts';

const code = { code: 'X' };

describe('escalation', () => {
  const throwing = {
    type: 'intermediateThrowEvent' as const,
    eventDefinitions: definition('escalation', code) as never,
  };
  const inside = within('sub', { is: start, tells: throwing, next: user });
  const model = (interrupting: boolean) =>
    processModel(
      {
        s: start,
        sub: subProcess,
        ...inside,
        told: boundary('sub', definition('escalation', code), interrupting),
        away: user,
      },
      's>>sub',
      'is>>tells>>next',
      'told>>away',
    );

  test('keeps both paths when its handler does not interrupt', () => {
    expect(play(model(false)).waits()).toEqual(['away', 'next']);
  });

  test('ends what its handler interrupts', () => {
    expect(play(model(true)).waits()).toEqual(['away']);
  });

  test('that nobody catches goes on', () => {
    const run = play(processModel({ s: start, told: ending('escalation', code) }, 's>>told'));
    expect(run.status()).toBe('completed');
    expect(run.incidents()).toEqual([]);
  });
});
