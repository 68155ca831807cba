// Who else looks at a task now, by their names.
import { type Db, leaveTask, readTaskPresence, tellTaskPresence } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { namesOf } from './names.ts';
import type { Task } from './rows.ts';

const visitorOf = (visit: Visit, task: Task) => ({
  tenant: visit.engine.store.tenant,
  taskKey: task.key,
  username: visit.principal.username,
});

/** Nothing that is remembered of people and sessions depends on it, so nothing of that is forgotten. */
function quietly(visit: Visit, work: (db: Db) => Promise<void>): Promise<void> {
  return visit.engine.store.writeGroup({ instances: [], routed: [] }, work);
}

/** Says that this person is here, and gives who else is. Nobody waits for one who looks at what is over. */
export async function lookingAt(visit: Visit, task: Task): Promise<string[]> {
  if (task.state !== 'CREATED') return [];
  const { store, now } = visit.engine;
  const at = now();
  await quietly(visit, (db) => tellTaskPresence(db, visitorOf(visit, task), at));
  const others = await readTaskPresence(store.reader, visitorOf(visit, task), at);
  const names = await namesOf(store, others);
  return others.map((username) => names.get(username) ?? username);
}

export async function leaves(visit: Visit, task: Task): Promise<void> {
  await quietly(visit, (db) => leaveTask(db, visitorOf(visit, task)));
}

/** Empty where nobody else is. */
export function othersWords(visit: Visit, others: readonly string[]): string {
  return others.length === 0 ? '' : visit.t('taskDraft.others', { names: others.join(', ') });
}
