import { expect, test } from 'vitest';
import { LONGEST_CHAIN } from '../../../engine/core/limits.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { runTrial } from '../../../engine/simulation/trial.ts';
import { processModel } from '../../harness/model.ts';
import { HOUR, NOW, play } from '../../harness/play.ts';
import {
  and,
  call,
  catching,
  end,
  ending,
  message,
  signal,
  start,
  timer,
  user,
  xor,
} from '../../harness/shapes.ts';

const again = { ...catching(signal('again')), type: 'startEvent' as const };
const asked = { ...catching(message('again')), type: 'startEvent' as const };

test.each([
  ['signal', { s: start, again, e: ending('signal', { name: 'again' }) }],
  ['message', { s: start, again: asked, e: ending('message', { name: 'again', correlationKey: 'key' }) }],
])(
  'a process that starts itself by a %s stops with an incident where it would throw once more',
  (_, elements) => {
    const run = play(processModel(elements, 's>>e', 'again>>e'));
    expect(run.runtime.instances()).toHaveLength(LONGEST_CHAIN);
    expect(run.incidents()).toEqual(['CHAIN_TOO_LONG']);
    // Whoever has looked may let it go on: a person came between.
    run.resolve('e');
    expect(run.runtime.instances()).toHaveLength(2 * LONGEST_CHAIN - 1);
  },
);

test('a process that waits for a person or a time before it starts itself again goes on', () => {
  const own = { s: start, again, ask: user, e: ending('signal', { name: 'again' }) };
  const manual = play(processModel(own, 's>>ask>>e', 'again>>ask'));
  for (let turn = 0; turn < 2 * LONGEST_CHAIN; turn++) manual.complete('ask');
  expect(manual.incidents()).toEqual([]);
  const timed = { ...own, ask: catching(timer('PT1H')) };
  const daily = play(processModel(timed, 's>>ask>>e', 'again>>ask'));
  daily.wait(2 * LONGEST_CHAIN * HOUR);
  expect(daily.incidents()).toEqual([]);
  expect(daily.runtime.instances()).toHaveLength(2 * LONGEST_CHAIN + 1);
});

test('calls deeper than the limit fail in memory as they do in a file', () => {
  const run = play(processModel({ s: start, c: call('process'), e: end }, 's>>c>>e'));
  expect(run.runtime.instances()).toHaveLength(LONGEST_CHAIN);
  expect(run.incidents()).toEqual(['CALL_TOO_DEEP']);
});

test('a trial without end stops after its most events with an incident that names an element', () => {
  const twice = { s: start, f: and, c: call('process'), d: call('process') };
  const models = [processModel(twice, 's>>f>>c', 'f>>d')];
  const run = runTrial({ models, ports: createPorts(), now: NOW, mostEvents: 5_000 });
  if (!run.ok) throw new Error(run.code);
  expect(run.state).toBe('incident');
  expect(run.incidents.at(-1)).toMatchObject({ code: 'TRIAL_WITHOUT_END' });
  expect(['c', 'd', 'f', 's']).toContain(run.incidents.at(-1)?.element);
});

test('a trial says that a timer due at once never ends, and one that set off an incident elsewhere is no success', () => {
  const looping = processModel({ s: start, g: xor, t: catching(timer('PT0S')) }, 's>>g>>t>>g');
  const selfish = processModel(
    { s: start, again, e: ending('signal', { name: 'again' }) },
    's>>e',
    'again>>e',
  );
  for (const [model, code] of [
    [looping, 'LOOP_WITHOUT_WAIT'],
    [selfish, 'CHAIN_TOO_LONG'],
  ] as const)
    expect(runTrial({ models: [model], ports: createPorts(), now: NOW })).toMatchObject({
      state: 'incident',
      incidents: [{ code }],
    });
});
