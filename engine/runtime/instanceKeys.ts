// Keys of new process instances: numbers reserved in blocks, so that a start costs no transaction of its own.

import { KEYS_PER_INSTANCE } from '../core/limits.ts';
import type { OpenStore } from '../store/openStore.ts';
import { FIRST_INSTANCE_NUMBER } from './memoryRuntime.ts';

export interface InstanceKeys {
  /** Makes sure that `count` keys can be taken. Not inside a transaction. */
  ensure(count: number): Promise<void>;
  take(): number;
  /** So many for one group alone, not inside a transaction; what it does not take is never given out. */
  allot(count: number): Promise<AllottedKeys>;
}

export interface AllottedKeys {
  take(): number;
  /** For a transaction that is tried again. */
  restart(): void;
}

const BLOCK = 1_000;

export function createInstanceKeys(store: OpenStore): InstanceKeys {
  let next = 0;
  let left = 0;
  const keys: InstanceKeys = {
    async ensure(count) {
      if (left >= count) return;
      next = (await store.reserve('instance', BLOCK)) - 1 + FIRST_INSTANCE_NUMBER;
      left = BLOCK;
    },
    take() {
      if (left === 0) throw new Error('Expected reserved instance numbers, but none are left');
      left -= 1;
      return next++ * KEYS_PER_INSTANCE;
    },
    async allot(count) {
      // Another group may take them while this one waits.
      while (left < count) await keys.ensure(count);
      const first = next;
      next += count;
      left -= count;
      let taken = 0;
      return {
        take() {
          if (taken >= count) throw new Error('Expected a number allotted to the group, but none are left');
          return (first + taken++) * KEYS_PER_INSTANCE;
        },
        restart() {
          taken = 0;
        },
      };
    },
  };
  return keys;
}

/** Everything inside an instance has a key that counts up from the instance's own. */
export function instanceKeyOf(key: number): number {
  return key - (key % KEYS_PER_INSTANCE);
}
