// What a person has typed into a task's form and not sent yet: one draft a person and task, sealed with the case.
import type { Variables } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { openStoreOf } from './openStore.ts';
import type { Task } from './rows.ts';

export interface Draft {
  values: Variables;
  savedAt: number;
}

const mine = (visit: Visit, task: Task) => ({
  tenant_id: visit.engine.store.tenant,
  task_key: task.key,
  username: visit.principal.username,
});

export async function findDraft(visit: Visit, task: Task): Promise<Draft | undefined> {
  const store = openStoreOf(visit);
  const row: { content: string; saved_at: number } | undefined = await store
    .reader('cauce_drafts')
    .where(mine(visit, task))
    .first();
  const text = row && (await store.open(task.rootKey, 'draft', row.content));
  return row && text !== undefined
    ? { values: JSON.parse(text) as Variables, savedAt: Number(row.saved_at) }
    : undefined;
}

export async function saveDraft(visit: Visit, task: Task, values: Variables): Promise<void> {
  const store = openStoreOf(visit);
  const content = await store.seal(task.rootKey, 'draft', JSON.stringify(values));
  await store.write((db) =>
    db('cauce_drafts')
      .insert({ ...mine(visit, task), content, saved_at: visit.engine.now() })
      .onConflict(['tenant_id', 'task_key', 'username'])
      .merge(['content', 'saved_at']),
  );
}

/** Everybody's: the task is done, and nobody needs them any more. */
export async function forgetDrafts(visit: Visit, task: Task): Promise<void> {
  const { store } = visit.engine;
  await store.write((db) =>
    db('cauce_drafts').where({ tenant_id: store.tenant, task_key: task.key }).delete(),
  );
}
