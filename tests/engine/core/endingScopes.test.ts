// A scope that has come to its end and is kept by an incident or a listener: nothing begins in it any more.
import { expect, test } from 'vitest';
import { values } from '../../../engine/core/index.ts';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import {
  condition,
  end,
  eventSubprocess,
  maps,
  message,
  onEvent,
  start,
  subProcess,
  user,
  within,
} from '../../harness/shapes.ts';

const scope = (handles: ReturnType<typeof message>, more = {}) => ({
  s: start,
  sub: { ...subProcess, ...more },
  ...within('sub', {
    i: start,
    w: user,
    h: eventSubprocess,
    ...within('h', { hs: onEvent(handles, false), hw: user }),
  }),
  a: end,
  b: end,
});
const paths = ['s>>sub', 'i>>w', 'hs>>hw'];

test('no event subprocess begins in a scope that could not choose its flows', () => {
  const played = play(processModel(scope(message('m')), ...paths, 'sub[=x]>>a', 'sub[=y]>>b'));
  played.complete('w');
  expect(played.incidents()).toEqual(['NO_FLOW_CHOSEN']);
  expect([played.publish('m'), played.waits()]).toEqual([false, []]);
  played.set({ x: true });
  played.resolve('sub');
  expect([played.status(), played.times('h')]).toEqual(['completed', 0]);
});

test('what a scope gives out makes no condition inside it true', () => {
  const more = { outputs: maps(['=5', 'x'], ['=assert(y, y != null)', 'y']) };
  const played = play(processModel(scope(condition('=x > 1'), more), ...paths, 'sub>>a'), { x: 0 });
  played.complete('w');
  played.set({ x: 3 });
  expect([played.incidents(), played.times('h')]).toEqual([['FEEL_ASSERTION_FAILED'], 0]);
  played.set({ y: 1 });
  played.resolve('sub');
  expect([played.status(), played.times('h')]).toEqual(['completed', 0]);
});

test('no activity begins in an ad-hoc subprocess while who listens to its end has not heard', () => {
  const a = {
    type: 'adHocSubProcess' as const,
    adHoc: { sequential: false, cancelRemaining: true },
    listeners: { end: [{ jobType: 'mail', retries: '3', headers: {} }] },
  };
  const played = play(processModel({ s: start, a, t: { ...user, parent: 'a' }, e: end }, 's>>a>>e'));
  const key = values(played.state().elements).find(({ element }) => element === 'a')?.key ?? 0;
  played.complete('t');
  const elements = [{ element: 't' }];
  expect(played.submit({ type: 'activateAdHoc', elementInstance: key, elements })).toMatchObject({
    code: 'AD_HOC_ENDING',
  });
  played.work('a');
  expect(played.status()).toBe('completed');
});
