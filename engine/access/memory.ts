// What requests ask of the database again and again, kept for as long as nothing can have changed it.
import type { Store } from '../store/store.ts';

/** Where other nodes write too, what they changed is seen after so many milliseconds at the latest. */
const SHARED_AGE = 1_000;
const MOST = 10_000;

export interface Memory<T> {
  /** As `read` gives it, or gave it to who asked before. Nothing found is not remembered. */
  get(key: string, read: () => PromiseLike<T | undefined>): Promise<T | undefined>;
}

interface Entry<T> {
  generation: number;
  readAt: number;
  value: Promise<T | undefined>;
}

/** For tables that only `store.write` changes: every transaction of that kind makes all of it forgotten. */
export function createMemory<T>(store: Store): Memory<T> {
  const entries = new Map<string, Entry<T>>();

  function isFresh({ generation, readAt }: Entry<T>): boolean {
    if (generation !== store.generation()) return false;
    return !store.shared || performance.now() - readAt < SHARED_AGE;
  }

  return {
    get(key, read) {
      const known = entries.get(key);
      if (known && isFresh(known)) return known.value;
      // Before the reading begins: what is written meanwhile makes its answer old at once.
      const entry = { generation: store.generation(), readAt: performance.now(), value: once(read) };
      if (entries.size >= MOST) entries.clear();
      entries.set(key, entry);
      const forget = () => entries.get(key) === entry && entries.delete(key);
      entry.value.then((value) => value === undefined && forget(), forget);
      return entry.value;
    },
  };
}

/** A query is asked again by each who awaits it; what it gave is not. */
async function once<T>(read: () => PromiseLike<T>): Promise<T> {
  return await read();
}
