// What deployments say never changes: read once for each store, by the key of the definition or the deployment.
import { type Lru, lru, remembered, type Store } from '../engine.ts';

const MOST = 1_000;

export function createUnchanging<T>(): (store: Store, key: number, read: () => Promise<T>) => Promise<T> {
  const stores = new WeakMap<Store, Lru<number, Promise<T>>>();
  return (store, key, read) => {
    const known = stores.get(store) ?? lru<number, Promise<T>>(MOST);
    stores.set(store, known);
    return remembered(known, key, read);
  };
}
