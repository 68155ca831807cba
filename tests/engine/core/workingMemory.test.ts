import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyQueue } from '../../../engine/core/keyQueue.ts';
import { Tally } from '../../../engine/core/tally.ts';

test('a queue of keys is a set that gives the oldest first, small or large', () => {
  const step = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant('take' as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new KeyQueue();
      const set = new Set<number>();
      for (const each of steps) {
        if (each === 'take') {
          const [oldest] = set;
          expect(queue.take()).toBe(oldest);
          if (oldest !== undefined) set.delete(oldest);
        } else {
          queue.add(each);
          set.add(each);
        }
      }
      for (const key of set) expect(queue.take()).toBe(key);
      expect(queue.take()).toBeUndefined();
    }),
  );
});

test('a tally counts as a map does, few names or many', () => {
  const name = fc.integer({ min: 1, max: 30 }).map(String);
  const given = fc.dictionary(name, fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(given, fc.array(name, { maxLength: 100 }), (carried, names) => {
      const tally = new Tally();
      const counts = new Map<string, number>();
      for (const each of Object.keys(carried)) {
        tally.set(each, carried[each] as number);
        counts.set(each, carried[each] as number);
      }
      for (const each of names) {
        counts.set(each, (counts.get(each) ?? 0) + 1);
        expect(tally.count(each)).toBe(counts.get(each));
      }
      expect(tally.all()).toEqual(Object.fromEntries(counts));
    }),
  );
});
