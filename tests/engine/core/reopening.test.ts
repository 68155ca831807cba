// An ended instance goes on under its key: where, with what it knew, with its handlers, and what is refused.
import { expect, test } from 'vitest';
import { processModel } from '../../harness/model.ts';
import { type Play, play } from '../../harness/play.ts';
import {
  end,
  eventSubprocess,
  message,
  onEvent,
  start,
  subProcess,
  user,
  within,
} from '../../harness/shapes.ts';

const reopen = (played: Play, elements: string[], variables = {}) =>
  played.submit({ type: 'reopenInstance', elements, variables, reason: 'the answer was wrong' });
const code = (done: ReturnType<typeof reopen>) => (done.ok ? 'ok' : done.code);

const line = processModel({ s: start, a: user, b: user, e: end }, 's>>a>>b>>e');

test('a completed one goes on at the step that somebody chose, and knows what it knew', () => {
  const played = play(line, { n: 1 });
  played.complete('a');
  played.complete('b');
  expect(code(reopen(played, ['b'], { n: 1, extra: true }))).toBe('ok');
  expect([played.status(), played.waits(), played.variables()]).toEqual([
    'active',
    ['b'],
    { n: 1, extra: true },
  ]);
  played.complete('b');
  expect(played.status()).toBe('completed');
});

test('a canceled one goes on, too, inside a subprocess and with what its event subprocesses wait for', () => {
  const model = processModel(
    {
      s: start,
      sub: subProcess,
      e: end,
      ...within('sub', { i: start, x: user, y: user, z: end }),
      h: eventSubprocess,
      ...within('h', { hs: onEvent(message('again')), hu: user, he: end }),
    },
    's>>sub>>e',
    'i>>x>>y>>z',
    'hs>>hu>>he',
  );
  const played = play(model);
  played.submit({ type: 'cancelInstance' });
  expect(code(reopen(played, ['y']))).toBe('ok');
  expect([played.waits(), played.times('i')]).toEqual([['hs', 'y'], 1]);
  played.hear('hs');
  expect(played.waits()).toEqual(['hu']);
});

test('what still runs, what was called, and an element that cannot begin by itself are refused', () => {
  const played = play(line);
  expect(code(reopen(played, ['a']))).toBe('REOPENING_NOT_ENDED');
  played.submit({ type: 'cancelInstance' });
  expect([code(reopen(played, [])), code(reopen(played, ['s'])), code(reopen(played, ['gone']))]).toEqual([
    'REOPENING_NOWHERE',
    'MODIFICATION_ELEMENT_NOT_ACTIVATABLE',
    'MODIFICATION_ELEMENT_UNKNOWN',
  ]);
  expect(played.status()).toBe('terminated');
});
