// Numbers of group commits that follow each other without a pause.
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createCounters } from '../../../engine/runtime/lookups.ts';
import { openRuntime } from './openRuntime.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('a group goes on from the one before it, and holds none of those before that', async () => {
  const { store } = await openRuntime();
  const groups: WeakRef<object>[] = [];
  let last = createCounters(store);
  for (let n = 1; n <= 20; n++) {
    const next = createCounters(store, undefined, last);
    const before = await next.read('series:x');
    expect(before).toBe(n - 1);
    next.set('series:x', before + 1);
    next.accept();
    groups.push(new WeakRef(last));
    last = next;
  }
  await turn();
  collectGarbage();
  // All but the one before the last may go.
  expect(groups.slice(0, -1).filter((group) => group.deref() !== undefined)).toEqual([]);
  expect(last.changed()).toEqual([{ name: 'series:x', value: 20 }]);
});
