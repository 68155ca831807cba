// Notes as lines of what happened in a case, among its steps.
import type { Note } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { actorWords } from '../names.ts';
import { noteStepKey } from '../noteKinds.ts';
import type { Task } from '../rows.ts';
import { excerptOf } from './excerpt.ts';
import { isFromRequester } from './noteViews.ts';

export function timelineRows(
  visit: Visit,
  notes: readonly Note[],
  { tasks, names }: { tasks: readonly Task[]; names: Map<string, string> },
) {
  const subjects = new Map(tasks.map(({ key, name }) => [key, name]));
  return notes.map((note) => ({
    at: note.at,
    name: `${visit.t(noteStepKey(note.kind))} ${subjects.get(note.about ?? 0) ?? visit.t('conversation.theCase')}`,
    note: excerptOf(note.text),
    who: isFromRequester(note) ? visit.t('conversation.requester') : actorWords(visit, note.author, names),
    took: '',
  }));
}
