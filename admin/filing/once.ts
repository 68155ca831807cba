// What a form's request did: sent twice, at once or later, it does the same once.
import { sentBefore } from '../desk/requestId.ts';
import type { Visit } from '../visit.ts';

const sending = new Map<string, Promise<unknown>>();

/** The second click of a double click waits for the first, and then finds what it did. */
export async function oneAtATime<T>(request: string, work: () => Promise<T>): Promise<T> {
  const before = sending.get(request)?.catch(() => undefined) ?? Promise.resolve();
  const mine = before.then(work);
  sending.set(request, mine);
  try {
    return await mine;
  } finally {
    if (sending.get(request) === mine) sending.delete(request);
  }
}

export async function filedBefore(visit: Visit, request: string): Promise<number | undefined> {
  const key = /^instance:(\d+)$/.exec((await sentBefore(visit, request)) ?? '')?.[1];
  return key === undefined ? undefined : Number(key);
}
