// Drafts of tasks as rows: what each holds now, and the states that it was saved in; the contents come and go sealed.
import type { Db } from './store.ts';

/** For each field, who wrote it last and when. */
export type FieldMarks = { [field: string]: { at: number; by: string } };

export interface StoredTaskDraft {
  revision: number;
  content: string;
  fields: FieldMarks;
  savedAt: number;
  savedBy: string;
}

export type TaskDraftKind = 'saved' | 'restored' | 'late';

export interface TaskDraftRevision {
  revision: number;
  kind: TaskDraftKind;
  content: string;
  changed: string[];
  beganAt: number;
  savedAt: number;
  savedBy: string;
}

export interface DraftedTask {
  tenant: string;
  taskKey: number;
  rootKey: number;
}

export interface TaskDraftSaving {
  /** The revision that it was made from; 0: there was none. */
  basis: number;
  kind: TaskDraftKind;
  content: string;
  fields: FieldMarks;
  changed: string[];
  at: number;
  by: string;
  /** A state of its own, whatever was saved just before. */
  apart: boolean;
}

/** What one person saves within this time is one state of the history. */
const ONE_STATE = 10 * 60_000;
const MOST_STATES = 50;

const drafts = (db: Db, tenant: string, taskKey: number) =>
  db('cauce_task_drafts').where({ tenant_id: tenant, task_key: taskKey });
const states = (db: Db, tenant: string, taskKey: number) =>
  db('cauce_task_draft_revisions').where({ tenant_id: tenant, task_key: taskKey });

export async function readTaskDraft(
  db: Db,
  { tenant, taskKey }: DraftedTask,
): Promise<StoredTaskDraft | undefined> {
  const row = await drafts(db, tenant, taskKey).first();
  return (
    row && {
      revision: Number(row.revision),
      content: String(row.content),
      fields: JSON.parse(String(row.fields)) as FieldMarks,
      savedAt: Number(row.saved_at),
      savedBy: String(row.saved_by),
    }
  );
}

/** The newest first. */
export async function readTaskDraftRevisions(
  db: Db,
  { tenant, taskKey }: DraftedTask,
): Promise<TaskDraftRevision[]> {
  const rows: { [column: string]: unknown }[] = await states(db, tenant, taskKey).orderBy('revision', 'desc');
  return rows.map((row) => ({
    revision: Number(row.revision),
    kind: String(row.kind) as TaskDraftKind,
    content: String(row.content),
    changed: JSON.parse(String(row.changed)) as string[],
    beganAt: Number(row.began_at),
    savedAt: Number(row.saved_at),
    savedBy: String(row.saved_by),
  }));
}

/** False where somebody saved since the revision that it was made from: read again. Inside a write. */
export async function writeTaskDraft(db: Db, task: DraftedTask, saving: TaskDraftSaving): Promise<boolean> {
  const { tenant, taskKey, rootKey } = task;
  const revision = saving.basis + 1;
  const row = {
    revision,
    content: saving.content,
    fields: JSON.stringify(saving.fields),
    saved_at: saving.at,
    saved_by: saving.by,
  };
  if (saving.basis === 0) {
    // Another node may write the first one in the same moment: one of them is.
    await db('cauce_task_drafts')
      .insert({ tenant_id: tenant, task_key: taskKey, root_key: rootKey, ...row })
      .onConflict(['tenant_id', 'task_key'])
      .ignore();
    const known = await readTaskDraft(db, task);
    if (known?.revision !== revision || known.content !== saving.content) return false;
  } else {
    const changed = await drafts(db, tenant, taskKey).where({ revision: saving.basis }).update(row);
    if (changed === 0) return false;
  }
  await writeState(db, task, saving);
  return true;
}

/** What came too late to be the draft stands in its history alone. */
export async function writeLateState(
  db: Db,
  task: DraftedTask,
  saving: Omit<TaskDraftSaving, 'basis' | 'kind' | 'fields' | 'apart'>,
): Promise<void> {
  const { tenant, taskKey } = task;
  const last = await states(db, tenant, taskKey).orderBy('revision', 'desc').first();
  // Sent again by a form that nobody changed: the same answers are sealed to the same text.
  if (last?.kind === 'late' && last.saved_by === saving.by && last.content === saving.content) return;
  await writeState(db, task, { ...saving, kind: 'late', apart: true });
}

async function writeState(
  db: Db,
  { tenant, taskKey, rootKey }: DraftedTask,
  saving: Omit<TaskDraftSaving, 'basis' | 'fields'>,
): Promise<void> {
  const { kind, content, at, by, apart } = saving;
  const last = await states(db, tenant, taskKey).orderBy('revision', 'desc').first();
  const isSame = last && !apart && kind === 'saved' && last.kind === 'saved' && last.saved_by === by;
  if (isSame && at - Number(last.began_at) < ONE_STATE) {
    const changed = [...new Set([...(JSON.parse(String(last.changed)) as string[]), ...saving.changed])];
    await states(db, tenant, taskKey)
      .where({ revision: last.revision })
      .update({ content, changed: JSON.stringify(changed), saved_at: at });
    return;
  }
  const revision = Number(last?.revision ?? 0) + 1;
  await db('cauce_task_draft_revisions').insert({
    tenant_id: tenant,
    task_key: taskKey,
    root_key: rootKey,
    revision,
    kind,
    content,
    changed: JSON.stringify(saving.changed),
    began_at: at,
    saved_at: at,
    saved_by: by,
  });
  await states(db, tenant, taskKey)
    .where('revision', '<=', revision - MOST_STATES)
    .delete();
}

/** Of the tasks of a case that are over; one whose completion is still being heard keeps its own. Inside a write. */
export async function forgetTaskDrafts(db: Db, { tenant, rootKey }: DraftedTask): Promise<void> {
  const over = () =>
    db('cauce_user_tasks')
      .where({ root_key: rootKey })
      .whereIn('state', ['COMPLETED', 'CANCELED'])
      .select('key');
  for (const table of ['cauce_task_drafts', 'cauce_task_draft_revisions']) {
    await db(table).where({ tenant_id: tenant }).whereIn('task_key', over()).delete();
  }
}

export interface OwnDraft {
  taskKey: number;
  savedAt: number;
}

/** Drafts of the open tasks that somebody holds, the newest first. */
export async function readDraftsOf(
  db: Db,
  tenant: string,
  username: string,
  most: number,
): Promise<OwnDraft[]> {
  const rows: { task_key: unknown; saved_at: unknown }[] = await db('cauce_task_drafts as d')
    .join('cauce_user_tasks as t', 't.key', 'd.task_key')
    .where({ 'd.tenant_id': tenant, 't.assignee': username, 't.state': 'CREATED' })
    .orderBy('d.saved_at', 'desc')
    .limit(most)
    .select({ task_key: 'd.task_key', saved_at: 'd.saved_at' });
  return rows.map((row) => ({ taskKey: Number(row.task_key), savedAt: Number(row.saved_at) }));
}
