// A map that forgets the entry longest unused when it grows over its size.

export interface Lru<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): void;
  delete(key: K): void;
}

export function lru<K, V>(size: number): Lru<K, V> {
  const entries = new Map<K, V>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    has: (key) => entries.has(key),
    delete: (key) => void entries.delete(key),
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > size) entries.delete(entries.keys().next().value as K);
    },
  };
}

/** Read once. What failed, or is not there yet, is asked for again. */
export function remembered<K, T>(known: Lru<K, Promise<T>>, key: K, read: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before) return before;
  const value = read();
  known.set(key, value);
  const forget = () => {
    if (known.get(key) === value) known.delete(key);
  };
  value.then((found) => found === undefined && forget(), forget);
  return value;
}
