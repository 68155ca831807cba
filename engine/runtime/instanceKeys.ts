// Keys of new process instances: numbers reserved in blocks, so that a start costs no transaction of its own.
import type { OpenStore } from '../store/openStore.ts';
import { FIRST_INSTANCE_NUMBER, KEYS_PER_INSTANCE } from './memoryRuntime.ts';

export interface InstanceKeys {
  /** Makes sure that `count` keys can be taken. Not inside a transaction. */
  ensure(count: number): Promise<void>;
  take(): number;
  /** Gives a function that takes back what was taken since: for a transaction that is tried again. */
  mark(): () => void;
}

const BLOCK = 1_000;

export function createInstanceKeys(store: OpenStore): InstanceKeys {
  let next = 0;
  let left = 0;
  return {
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
    mark() {
      const [markedNext, markedLeft] = [next, left];
      return () => {
        next = markedNext;
        left = markedLeft;
      };
    },
  };
}

/** Everything inside an instance has a key that counts up from the instance's own. */
export function instanceKeyOf(key: number): number {
  return key - (key % KEYS_PER_INSTANCE);
}
