// The store with what only an open store has: documents, and sealing under a case's key.
import type { OpenStore } from '../engine.ts';
import type { Visit } from '../visit.ts';

export function openStoreOf(visit: Visit): OpenStore {
  const { store } = visit.engine;
  if (!('documents' in store && 'seal' in store)) {
    throw new Error('Expected an open store, with documents and keys, but the engine has another.');
  }
  return store as OpenStore;
}
