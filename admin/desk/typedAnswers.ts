// What somebody typed into a task's form, read once for whatever is done with it: kept as the draft, or sent.
import type { SubmissionResult } from '../../forms/index.ts';
import type { Json, Variables } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { type Accepted, acceptFiles } from './documents.ts';
import { readSeen, type Seen, seenOf } from './draftMerge.ts';
import { type Draft, findDraft, type Typed } from './drafts.ts';
import { formKeys } from './formKeys.ts';
import { readForm, type TaskForm } from './forms.ts';
import { openStoreOf } from './openStore.ts';
import { formFor } from './openTask.ts';
import type { Task } from './rows.ts';

/** The hidden field that says what the form held when it was shown. */
export const SEEN = '_seen';

/** The case's values with the draft's answers over them. */
export const shownValues = (stored: Variables, draft: Draft | undefined): Variables => ({
  ...stored,
  ...draft?.values,
});

export function seenText({ schema }: TaskForm, shown: Variables): string {
  return JSON.stringify(seenOf(formKeys(schema), shown) satisfies Seen);
}

export interface Answers {
  form: TaskForm;
  stored: Variables;
  result: SubmissionResult;
  typed: Typed;
}

export async function answersIn(visit: Visit, task: Task): Promise<Answers> {
  const stored = await visit.engine.visibleVariables(task.instanceKey, task.elementInstanceKey);
  const form = await formFor(visit, task, stored);
  const accepted = await acceptFiles(visit, visit.principal.username);
  const draft = await findDraft(visit, task);
  const result = await readForm(visit, form, stored, await withDraftFiles(visit, accepted, draft));
  const fields = formKeys(form.schema);
  const typed = { fields, seen: readSeen(visit.field(SEEN)), values: result.values, stored };
  return { form, stored, result, typed };
}

/** Files that an earlier holder of the task put into its draft stay in the form. */
async function withDraftFiles(visit: Visit, accepted: Accepted, draft: Draft | undefined): Promise<Accepted> {
  if (!draft) return accepted;
  const known = new Set(accepted.earlier.map(({ id }) => id));
  const named = [...new Set(documentIds(draft.values))].filter((id) => !known.has(id));
  const { documents } = openStoreOf(visit);
  const found = await Promise.all(named.slice(0, 100).map((id) => documents.find(id)));
  const others = found.filter((document) => document !== undefined);
  return { ...accepted, earlier: [...accepted.earlier, ...others] };
}

function documentIds(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(documentIds);
  const { documentId } = value;
  if (typeof documentId === 'string') return [documentId];
  return Object.values(value).flatMap(documentIds);
}
