// What a person watches: cases and tasks, for the work list and the home page.
import { isWatching, readWatches, unwatch, type Watched, watch } from '../engine.ts';
import type { Visit } from '../visit.ts';

const personOf = ({ engine, principal }: Visit) => ({
  tenant: engine.store.tenant,
  username: principal.username,
});

/** Keys of watched cases (all their tasks are watched) and of single tasks. */
export async function watchedBy(visit: Visit): Promise<{ cases: number[]; tasks: number[] }> {
  const all = await readWatches(visit.engine.store.reader, personOf(visit));
  const keysOf = (kind: Watched) => all.filter((each) => each.kind === kind).map(({ key }) => key);
  return { cases: keysOf('case'), tasks: keysOf('task') };
}

export function isWatched(visit: Visit, kind: Watched, key: number): Promise<boolean> {
  return isWatching(visit.engine.store.reader, personOf(visit), kind, key);
}

/** Once or ten times is the same. */
export async function setWatched(
  visit: Visit,
  watched: { kind: Watched; key: number; caseKey: number },
  on: boolean,
): Promise<void> {
  const person = personOf(visit);
  const at = visit.engine.now();
  await visit.engine.store.write((db) =>
    on ? watch(db, person, watched, at) : unwatch(db, person, watched.kind, watched.key),
  );
}
