// Who has a task open: each page tells so now and then, and is forgotten when nothing more is heard of it.
import type { Db } from './store.ts';

/** Milliseconds after which somebody who says nothing more is gone. */
const GONE_AFTER = 60_000;

export interface TaskVisitor {
  tenant: string;
  taskKey: number;
  username: string;
}

/** Inside a write. */
export async function tellTaskPresence(
  db: Db,
  { tenant, taskKey, username }: TaskVisitor,
  at: number,
): Promise<void> {
  await db('cauce_task_presence')
    .where({ tenant_id: tenant, task_key: taskKey })
    .where('seen_at', '<', at - GONE_AFTER)
    .delete();
  await db('cauce_task_presence')
    .insert({ tenant_id: tenant, task_key: taskKey, username, since: at, seen_at: at })
    .onConflict(['tenant_id', 'task_key', 'username'])
    .merge({ seen_at: at });
}

/** Inside a write. */
export async function leaveTask(db: Db, { tenant, taskKey, username }: TaskVisitor): Promise<void> {
  await db('cauce_task_presence').where({ tenant_id: tenant, task_key: taskKey, username }).delete();
}

/** The others, who came first is first. */
export async function readTaskPresence(
  db: Db,
  { tenant, taskKey, username }: TaskVisitor,
  at: number,
): Promise<string[]> {
  const rows: { username: string }[] = await db('cauce_task_presence')
    .where({ tenant_id: tenant, task_key: taskKey })
    .whereNot({ username })
    .where('seen_at', '>=', at - GONE_AFTER)
    .orderBy(['since', 'username'])
    .select('username');
  return rows.map((row) => row.username);
}
