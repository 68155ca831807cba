import { expect, test } from 'vitest';
import { MOST_TIMERS_IN_A_ROW } from '../../../engine/core/limits.ts';
import { processModel } from '../../harness/model.ts';
import { HOUR, play } from '../../harness/play.ts';
import { boundary, catching, end, script, start, timer, user, xor } from '../../harness/shapes.ts';

test('a loop whose timer is due at once is an incident as if it had no wait state', () => {
  for (const soon of ['PT0S', '-PT1H', 'PT0.001S', '2020-01-01T00:00:00Z']) {
    const kind = soon.startsWith('2') ? 'timeDate' : 'timeDuration';
    const run = play(processModel({ s: start, g: xor, t: catching(timer(soon, kind)) }, 's>>g>>t>>g'));
    run.wait(HOUR);
    expect(run.incidents(), soon).toEqual(['LOOP_WITHOUT_WAIT']);
    expect(run.times('t')).toBe(MOST_TIMERS_IN_A_ROW + 1);
  }
});

test('a loop whose timer waits goes on, and so do iterations with timers due at once', () => {
  const turns = MOST_TIMERS_IN_A_ROW + 100;
  const elements = { s: start, m: xor, n: script('n + 1', 'n'), t: catching(timer('PT1S')), x: xor, e: end };
  const run = play(processModel(elements, 's>>m>>n>>t>>x[=n < limit]>>m', 'x[default]>>e'), {
    n: 0,
    limit: turns,
  });
  run.wait(HOUR);
  expect(run.status()).toBe('completed');
  const each = {
    ...catching(timer('PT0S')),
    multiInstance: { sequential: true, cardinality: String(turns) },
  };
  const repeated = play(processModel({ s: start, each, e: end }, 's>>each>>e'));
  repeated.wait(0);
  expect(repeated.status()).toBe('completed');
});

test('a cycle shorter than a second is an incident that a correction resolves', () => {
  const reminder = boundary('ask', timer('=cycle', 'timeCycle'), false);
  const model = processModel({ s: start, ask: user, reminder, e: end }, 's>>ask>>e');
  for (const cycle of ['R/PT0.5S', 'R/PT0S', 'R/-PT5S']) {
    const run = play(model, { cycle });
    expect(run.incidents()).toEqual(['TIMER_TOO_FREQUENT']);
    run.set({ cycle: 'R/PT1S' });
    run.resolve('ask');
    expect(run.waits()).toEqual(['ask', 'reminder']);
  }
});
