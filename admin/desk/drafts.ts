// What was typed into a task's form and not sent yet: one draft a task, sealed with the case, with every state it was in.
// It stays when the task changes hands, and when the form or the process gets a new version.
import {
  type Db,
  type DraftedTask,
  forgetTaskDrafts,
  readDraftsOf,
  readTaskDraft,
  readTaskDraftRevisions,
  type TaskDraftKind,
  type TaskDraftRevision,
  type Variables,
  writeLateState,
  writeTaskDraft,
} from '../engine.ts';
import type { Visit } from '../visit.ts';
import { type Merged, mergeDraft, type Seen } from './draftMerge.ts';
import { casesOf } from './names.ts';
import { openStoreOf } from './openStore.ts';
import { numberOf, plainNumber, type Task, taskOf } from './rows.ts';

export interface Draft {
  /** The answers that differ from the case's values. */
  values: Variables;
  revision: number;
  savedAt: number;
  savedBy: string;
  fields: { [field: string]: { at: number; by: string } };
}

/** Under this name a draft keeps which stored row each row of a list comes from. */
const ROWS = '_rows';

const placeOf = (visit: Visit, task: Task): DraftedTask => ({
  tenant: visit.engine.store.tenant,
  taskKey: task.key,
  rootKey: task.rootKey,
});

/** Nothing that is remembered of people and sessions depends on it, so nothing of that is forgotten. */
function inGroup<T>(visit: Visit, work: (db: Db) => Promise<T>): Promise<T> {
  return visit.engine.store.writeGroup({ instances: [], routed: [] }, work);
}

async function opened(visit: Visit, task: Task, content: string): Promise<Variables | undefined> {
  const text = await openStoreOf(visit).open(task.rootKey, 'draft', content);
  return text === undefined ? undefined : (JSON.parse(text) as Variables);
}

const sealed = (visit: Visit, task: Task, values: Variables): Promise<string> =>
  openStoreOf(visit).seal(task.rootKey, 'draft', JSON.stringify(values));

export async function findDraft(visit: Visit, task: Task): Promise<Draft | undefined> {
  const row = await readTaskDraft(visit.engine.store.reader, placeOf(visit, task));
  const values = row && (await opened(visit, task, row.content));
  if (!row || !values) return undefined;
  const { revision, savedAt, savedBy, fields } = row;
  return { values, revision, savedAt, savedBy, fields };
}

export interface Typed {
  fields: readonly string[];
  seen: Seen | undefined;
  values: Variables;
  /** The case's values. */
  stored: Variables;
}

export interface SavedDraft extends Merged {
  savedAt: number;
}

/** Merged with what others saved meanwhile; what conflicts is not written. */
export async function saveDraft(visit: Visit, task: Task, typed: Typed): Promise<SavedDraft> {
  const { fields, seen, values, stored } = typed;
  for (let round = 0; ; round += 1) {
    const known = await findDraft(visit, task);
    const merged = mergeDraft({ fields, seen, typed: values, draft: known?.values ?? {}, stored });
    if (known && merged.changed.length === 0) return { ...merged, savedAt: known.savedAt };
    if (merged.changed.length > 0 && values[ROWS] !== undefined) merged.values[ROWS] = values[ROWS];
    const at = visit.engine.now();
    // Somebody saves on top of what they had seen of another: that other state stays in the history.
    const apart = merged.changed.some((field) => isOthers(visit, known, field));
    const isWritten = await write(visit, task, known, { ...merged, kind: 'saved', apart, at });
    if (isWritten) return { ...merged, savedAt: at };
    if (round === 20) throw new Error('Expected a draft to be saved but others save it all the time');
  }
}

const isOthers = (visit: Visit, known: Draft | undefined, field: string): boolean =>
  (known?.fields[field]?.by ?? visit.principal.username) !== visit.principal.username;

interface Writing {
  values: Variables;
  changed: string[];
  kind: TaskDraftKind;
  apart: boolean;
  at: number;
}

async function write(visit: Visit, task: Task, known: Draft | undefined, writing: Writing): Promise<boolean> {
  const { values, changed, kind, apart, at } = writing;
  const by = visit.principal.username;
  const content = await sealed(visit, task, values);
  const marks = Object.fromEntries(changed.map((field) => [field, { at, by }]));
  const fields = { ...known?.fields, ...marks };
  return inGroup(visit, (db) =>
    writeTaskDraft(db, placeOf(visit, task), {
      basis: known?.revision ?? 0,
      ...{ kind, content, fields, changed, at, by, apart },
    }),
  );
}

/** What somebody sent who no longer holds the task: nobody's draft, but in the history, for who holds it now. */
export async function keepLate(visit: Visit, task: Task, typed: Typed): Promise<void> {
  const draft = (await findDraft(visit, task))?.values ?? {};
  const { fields, seen, values: answers, stored } = typed;
  const merged = mergeDraft({ fields, seen, typed: answers, draft, stored });
  const values = { ...merged.values };
  for (const { field, mine } of merged.conflicts) values[field] = mine;
  const changed = [...merged.changed, ...merged.conflicts.map(({ field }) => field)];
  if (changed.length === 0) return;
  const content = await sealed(visit, task, values);
  const late = { content, changed, at: visit.engine.now(), by: visit.principal.username };
  await inGroup(visit, (db) => writeLateState(db, placeOf(visit, task), late));
}

export function draftHistory(visit: Visit, task: Task): Promise<TaskDraftRevision[]> {
  return readTaskDraftRevisions(visit.engine.store.reader, placeOf(visit, task));
}

/** What the draft held in one of its states; undefined where there is none, or its case was erased. */
export async function draftState(visit: Visit, task: Task, revision: number) {
  const found = (await draftHistory(visit, task)).find((each) => each.revision === revision);
  const values = found && (await opened(visit, task, found.content));
  return found && values && { ...found, values };
}

/** The state that it replaces stays in the history. */
export async function restoreDraft(visit: Visit, task: Task, revision: number): Promise<boolean> {
  for (;;) {
    const state = await draftState(visit, task, revision);
    if (!state) return false;
    const known = await findDraft(visit, task);
    const { values } = state;
    const at = visit.engine.now();
    const changed = Object.keys({ ...known?.values, ...values });
    if (await write(visit, task, known, { values, changed, kind: 'restored', apart: true, at })) return true;
  }
}

/** Once the task is over nobody needs them any more. */
export async function forgetDrafts(visit: Visit, task: Task): Promise<void> {
  await inGroup(visit, (db) => forgetTaskDrafts(db, placeOf(visit, task)));
}

export interface DraftView {
  key: number;
  name: string;
  number: string;
  process: string;
  href: string;
  savedAt: number;
}

const most = 20;

/** The drafts of the open tasks that this person holds, the newest first. */
export async function draftsOf(visit: Visit): Promise<DraftView[]> {
  const { store } = visit.engine;
  const found = await readDraftsOf(store.reader, store.tenant, visit.principal.username, most);
  if (found.length === 0) return [];
  const keys = found.map(({ taskKey }) => taskKey);
  const { rows } = await store.search('user_tasks', { where: [{ column: 'key', op: 'in', value: keys }] });
  const tasks = new Map(rows.map((row) => [numberOf(row.key), taskOf(row)]));
  const cases = await casesOf(
    store,
    [...tasks.values()].map(({ rootKey }) => rootKey),
  );
  return found.flatMap(({ taskKey, savedAt }) => {
    const task = tasks.get(taskKey);
    if (!task) return [];
    const number = cases.get(task.rootKey)?.number ?? plainNumber(task.rootKey);
    const href = `${visit.base}/tareas/${taskKey}`;
    return [{ key: taskKey, name: task.name, number, process: task.processName, href, savedAt }];
  });
}
