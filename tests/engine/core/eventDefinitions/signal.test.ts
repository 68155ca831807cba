import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  catching,
  definition,
  end,
  ending,
  start,
  subProcess,
  user,
  within,
} from '../../../harness/shapes.ts';

const signal = definition('signal', { name: 'alarm' });
const throwing = { type: 'intermediateThrowEvent' as const, eventDefinitions: signal as never };

describe('signal', () => {
  test('is heard by everybody who waits, in every instance, once', () => {
    const listens = {
      ...processModel({ s: start, heard: catching(signal), after: user }, 's>>heard>>after'),
      id: 'listens',
    };
    const elements = {
      s: start,
      c: { type: 'callActivity' as const, config: { processId: 'listens' } },
      f: and,
      own: catching(signal),
      go: user,
      tells: throwing,
      e: end,
    };
    const run = play([processModel(elements, 's>>f>>c>>e', 'f>>own>>e', 'f>>go>>tells>>e'), listens]);
    run.complete('go');
    expect(run.waits()).toEqual(['after']);
    expect(run.times('after')).toBe(1);
  });

  test('thrown inside a subprocess fires its boundary event before the subprocess goes on', () => {
    const inside = within('sub', { is: start, tells: throwing, next: user });
    const model = (interrupting: boolean) =>
      processModel(
        { s: start, sub: subProcess, ...inside, heard: boundary('sub', signal, interrupting), away: user },
        's>>sub',
        'is>>tells>>next',
        'heard>>away',
      );
    const interrupted = play(model(true));
    expect(interrupted.waits()).toEqual(['away']);
    const beside = play(model(false));
    expect(beside.waits().filter((element) => element !== 'heard')).toEqual(['away', 'next']);
    expect(beside.times('away')).toBe(1);
  });

  test('starts each process that waits for it', () => {
    const starts = {
      ...processModel({ s: { ...start, eventDefinitions: signal as never }, u: user }, 's>>u'),
      id: 'starts',
    };
    const run = play([
      processModel({ s: start, tells: ending('signal', { name: 'alarm' }) }, 's>>tells'),
      starts,
    ]);
    expect(run.status()).toBe('completed');
    expect(run.waits()).toEqual(['u']);
  });

  test('thrown beside a branch that has yet to listen is heard there: branches have no order', () => {
    const elements = { s: start, f: and, tells: throwing, heard: catching(signal), after: user, e: end };
    for (const paths of [
      ['s>>f>>tells>>e', 'f>>heard>>after'],
      ['s>>f>>heard>>after', 'f>>tells>>e'],
    ])
      expect(play(processModel(elements, ...paths)).waits()).toEqual(['after']);
  });
});
