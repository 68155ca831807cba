// The draft of a task in words: who saved it, its states, and what somebody else wrote in it meanwhile.

import type { TaskDraftRevision } from '../engine.ts';
import { clockWords } from '../render/words.ts';
import type { Visit } from '../visit.ts';
import { type DraftConflict, markOf } from './draftMerge.ts';
import { type Draft, draftHistory, findDraft, type SavedDraft } from './drafts.ts';
import { formKeys } from './formKeys.ts';
import type { TaskForm } from './forms.ts';
import { type Labels, labelOf, labelsOf } from './labels.ts';
import { namesOf } from './names.ts';
import type { Task } from './rows.ts';
import { valueViews, valueWords } from './values.ts';

export async function draftLine(visit: Visit, draft: Draft) {
  const { savedBy, savedAt } = draft;
  if (savedBy === visit.principal.username) return { words: visit.t('taskDraft.saved'), at: savedAt };
  const name = (await namesOf(visit.engine.store, [savedBy])).get(savedBy) ?? savedBy;
  return { words: visit.t('taskDraft.savedBy', { name }), at: savedAt };
}

/** What was typed for a version of the form that asked for more than this one. */
export async function leftovers(visit: Visit, task: Task, draft: Draft | undefined, { schema }: TaskForm) {
  const asked = new Set(formKeys(schema));
  const left = Object.entries(draft?.values ?? {}).filter(
    ([name]) => !name.startsWith('_') && !asked.has(name),
  );
  if (left.length === 0) return [];
  return valueViews(visit, await labelsOf(visit, task.definitionKey), Object.fromEntries(left));
}

const most = 3;

function fieldList(visit: Visit, labels: Labels, fields: readonly string[]): string {
  const named = fields
    .filter((field) => !field.startsWith('_'))
    .map((field) => labelOf(visit, labels, field));
  const words = named.slice(0, most).join(', ');
  return named.length > most
    ? visit.t('taskDraft.more', { fields: words, count: named.length - most })
    : words;
}

function stateWordsOf(visit: Visit, labels: Labels, { kind, changed }: TaskDraftRevision): string {
  return visit.t(`taskDraft.state.${kind}`, { fields: fieldList(visit, labels, changed) });
}

/** One state alone is what the form shows. */
export async function historyViews(visit: Visit, task: Task, draft: Draft | undefined) {
  const states = await draftHistory(visit, task);
  if (states.length === 0 || (states.length === 1 && states[0]?.kind === 'saved')) return [];
  const names = await namesOf(
    visit.engine.store,
    states.map(({ savedBy }) => savedBy),
  );
  const labels = await labelsOf(visit, task.definitionKey);
  const newest = states.find(({ kind }) => kind !== 'late');
  return states.map((state) => ({
    what: stateWordsOf(visit, labels, state),
    who: names.get(state.savedBy) ?? state.savedBy,
    at: state.savedAt,
    current: draft !== undefined && state === newest,
    href:
      state === newest ? undefined : `${visit.base}/tareas/${task.key}/borrador?version=${state.revision}`,
  }));
}

/** Each conflict for the page's own script: what the other says, and the mark with which mine may be written over it. */
export async function conflictViews(visit: Visit, task: Task, saved: SavedDraft) {
  if (saved.conflicts.length === 0 && saved.news.length === 0) return { conflicts: [], news: '' };
  const labels = await labelsOf(visit, task.definitionKey);
  const marks = (await findDraft(visit, task))?.fields ?? {};
  const names = await namesOf(
    visit.engine.store,
    Object.values(marks).map(({ by }) => by),
  );
  return {
    news: fieldList(visit, labels, saved.news),
    conflicts: saved.conflicts.map((conflict) => ({
      field: conflict.field,
      mark: markOf(conflict.theirs),
      words: conflictLine(visit, labels, names, marks, conflict),
    })),
  };
}

function conflictLine(
  visit: Visit,
  labels: Labels,
  names: Map<string, string>,
  marks: Draft['fields'],
  { field, theirs }: DraftConflict,
): string {
  const mark = marks[field];
  return visit.t('taskDraft.conflictField', {
    label: labelOf(visit, labels, field),
    theirs: valueWords(visit, labels, field, theirs),
    name: names.get(mark?.by ?? '') ?? mark?.by ?? '',
    time: mark ? clockWords(visit.lang, mark.at, visit.options.timeZone) : '',
  });
}

/** What a form that is shown again says of what was written elsewhere. */
export async function conflictWords(visit: Visit, task: Task, saved: SavedDraft): Promise<string> {
  const labels = await labelsOf(visit, task.definitionKey);
  const marks = (await findDraft(visit, task))?.fields ?? {};
  const writers = Object.values(marks).map(({ by }) => by);
  const names = await namesOf(visit.engine.store, writers);
  const said = saved.conflicts.map((conflict) => conflictLine(visit, labels, names, marks, conflict));
  const news =
    saved.news.length > 0 && visit.t('taskDraft.news', { fields: fieldList(visit, labels, saved.news) });
  return [
    visit.t('taskDraft.conflict'),
    ...said,
    ...(said.length > 0 ? [visit.t('taskDraft.conflictKeep')] : []),
    ...(news ? [news] : []),
  ].join(' ');
}
