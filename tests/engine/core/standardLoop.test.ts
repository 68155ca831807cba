import { describe, expect, test } from 'vitest';
import type { StandardLoop } from '../../../engine/core/model.ts';
import { processModel } from '../../harness/model.ts';
import { HOUR, play } from '../../harness/play.ts';
import {
  boundary,
  call,
  definition,
  end,
  maps,
  script,
  service,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../../harness/shapes.ts';

const loop = (standardLoop: Partial<StandardLoop>): { standardLoop: StandardLoop } => ({
  standardLoop: { testBefore: false, ...standardLoop },
});
const counting = (standardLoop: Partial<StandardLoop>) =>
  processModel({ s: start, add: { ...script('n + 1', 'n'), ...loop(standardLoop) }, e: end }, 's>>add>>e');
const asked = (standardLoop: Partial<StandardLoop>) =>
  processModel({ s: start, ask: { ...user, ...loop(standardLoop) }, e: end }, 's>>ask>>e');

describe('a standard loop', () => {
  test('goes on while its condition holds, tested after each iteration', () => {
    const times = (n: number) => play(counting({ condition: '=n < 3' }), { n }).variables().n;
    expect([0, 1, 3, 7].map(times)).toEqual([3, 3, 4, 8]);
  });

  test('tested before may run no iteration at all', () => {
    const times = (n: number) =>
      play(counting({ testBefore: true, condition: '=n < 3' }), { n }).variables().n;
    expect([0, 2, 3, 7].map(times)).toEqual([3, 3, 3, 7]);
    expect(play(counting({ testBefore: true, condition: '=n < 3' }), { n: 9 }).status()).toBe('completed');
  });

  test('with a maximum alone runs exactly so often', () => {
    for (const testBefore of [false, true])
      for (const maximum of [0, 1, 5])
        expect(play(counting({ testBefore, maximum }), { n: 0 }).variables().n).toBe(maximum);
  });

  test('with condition and maximum ends with the first of both', () => {
    expect(play(counting({ condition: '=n < 3', maximum: 2 }), { n: 0 }).variables().n).toBe(2);
    expect(play(counting({ condition: '=n < 3', maximum: 9 }), { n: 0 }).variables().n).toBe(3);
  });

  test('counts iterations from 1; its condition sees how many were done', () => {
    const numbers = { ...script('append(seen, loopCounter)', 'seen') };
    for (const testBefore of [false, true]) {
      const model = {
        s: start,
        note: { ...numbers, ...loop({ testBefore, condition: '=loopCounter < 3' }) },
        e: end,
      };
      const run = play(processModel(model, 's>>note>>e'), { seen: [] });
      expect(run.variables()).toEqual({ seen: [1, 2, 3] });
    }
  });

  test('waits in each iteration, one at a time, and sees what people answered', () => {
    const run = play(asked({ condition: '=not(approved)' }));
    for (const approved of [false, false]) {
      expect(run.waits()).toEqual(['ask']);
      run.complete('ask', { approved });
    }
    run.complete('ask', { approved: true });
    expect(run.status()).toBe('completed');
    expect(run.log().filter((each) => each === 'ask')).toHaveLength(4);
  });

  test('sees what an iteration kept to itself', () => {
    const work = { ...service(), inputs: maps(['=0', 'tries']), ...loop({ condition: '=tries < 1' }) };
    const run = play(processModel({ s: start, work, e: end }, 's>>work>>e'));
    run.work('work', { tries: 0 });
    expect(run.waits()).toEqual(['work']);
    run.work('work', { tries: 1 });
    expect(run.status()).toBe('completed');
  });

  test('without a wait state stops with an incident before it hangs the process', () => {
    const run = play(counting({ condition: '=true' }), { n: 0 });
    expect(run.incidents()).toEqual(['LOOP_WITHOUT_WAIT']);
    expect(play(counting({ maximum: 12_000 }), { n: 0 }).variables().n).toBe(12_000);
  });

  test('that waits runs as often as it must', () => {
    const run = play(asked({ condition: '=true' }));
    for (let n = 0; n < 50; n++) run.complete('ask');
    expect(run.incidents()).toEqual([]);
    expect(run.waits()).toEqual(['ask']);
  });

  test('with a condition that is not true, false or null is an incident that a correction resolves', () => {
    const before = play(counting({ testBefore: true, condition: '=again' }), { n: 0, again: 'yes' });
    expect(before.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
    before.set({ again: false });
    before.resolve('add');
    expect(before.status()).toBe('completed');
    const after = play(counting({ condition: '=again' }), { n: 0, again: 'yes' });
    expect(after.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
    after.set({ again: null });
    after.resolve('add');
    expect(after.status()).toBe('completed');
    expect(after.variables().n).toBe(1);
  });

  test('around a subprocess runs its contents again, each time from its start', () => {
    const inside = within('sub', { is: start, add: script('n + 1', 'n'), ask: user, ie: end });
    const sub = { ...subProcess, ...loop({ condition: '=n < 2' }) };
    const run = play(processModel({ s: start, sub, ...inside, e: end }, 's>>sub>>e', 'is>>add>>ask>>ie'), {
      n: 0,
    });
    run.complete('ask');
    run.complete('ask');
    expect(run.status()).toBe('completed');
    expect(run.variables().n).toBe(2);
  });

  test('around a call activity calls again, one call at a time', () => {
    const child = { ...processModel({ cs: start, ask: user, ce: end }, 'cs>>ask>>ce'), id: 'child' };
    const caller = processModel(
      { s: start, sub: { ...call('child'), ...loop({ condition: '=more' }) }, e: end },
      's>>sub>>e',
    );
    const run = play([caller, child]);
    run.complete('ask', { more: true });
    expect(run.waits()).toEqual(['ask']);
    run.complete('ask', { more: false });
    expect(run.status()).toBe('completed');
    expect(run.runtime.instances()).toHaveLength(3);
  });

  test('has one boundary event for all iterations', () => {
    const elements = {
      s: start,
      ask: { ...user, ...loop({ condition: '=true' }) },
      late: boundary('ask', timer('PT1H')),
      e: end,
      away: user,
    };
    const run = play(processModel(elements, 's>>ask>>e', 'late>>away'));
    run.wait(HOUR / 2);
    run.complete('ask');
    run.wait(HOUR / 2);
    expect(run.waits()).toEqual(['away']);
  });

  test('ends with an error in an iteration, which its boundary catches', () => {
    const elements = {
      s: start,
      work: { ...service(), ...loop({ condition: '=true' }) },
      caught: boundary('work', definition('error', { code: 'E' })),
      e: end,
      away: user,
    };
    const run = play(processModel(elements, 's>>work>>e', 'caught>>away'));
    run.work('work');
    run.throwError('work', 'E');
    expect(run.waits()).toEqual(['away']);
  });

  test('inside another repeats with each iteration around it', () => {
    const inside = within('sub', {
      is: start,
      add: { ...script('n + 1', 'n'), ...loop({ maximum: 3 }) },
      ie: end,
    });
    const sub = { ...subProcess, ...loop({ maximum: 4 }) };
    const run = play(processModel({ s: start, sub, ...inside, e: end }, 's>>sub>>e', 'is>>add>>ie'), {
      n: 0,
    });
    expect(run.variables().n).toBe(12);
  });
});
