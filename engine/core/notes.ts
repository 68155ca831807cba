// Notes that people write about a case: they move no token, and are taken after its end, too.
import type { Handlers } from './commandHandlers.ts';
import { emit, nextKey, reject, type Step } from './step.ts';

/** Characters of one note; what is longer is a document. */
const MOST = 10_000;
const KIND = /^[A-Za-z][\w.-]{0,63}$/;

export const noteCommands = {
  annotate(step, { type: _, ...note }) {
    const { status } = step.draft;
    if (status === 'none') reject('INSTANCE_NOT_ACTIVE', { status });
    if (!KIND.test(note.kind)) reject('NOTE_KIND_NOT_VALID', { kind: note.kind });
    if (note.text.trim() === '' && !note.documents?.length) reject('NOTE_TEXT_MISSING');
    if (note.text.length > MOST) reject('NOTE_TEXT_TOO_LONG', { length: note.text.length, most: MOST });
    if (note.about !== undefined && !isOwn(step, note.about))
      reject('NOTE_TARGET_NOT_FOUND', { key: note.about });
    emit(step, { type: 'annotated', key: nextKey(step), ...note });
  },
} satisfies Partial<Handlers>;

/** A key that this instance has given out; what it names may have ended since. */
function isOwn({ draft }: Step, key: number): boolean {
  return key >= draft.key && key <= draft.key + draft.counter;
}
