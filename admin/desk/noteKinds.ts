// Which kinds of notes have words of their own; any other is a note.
import { isCaseAct, RECEIVED } from '../engine.ts';

export const noteKinds = [
  'comment',
  'question',
  'answer',
  'withdrawal',
  'delegated',
  'returned',
  'substituted',
  'requester',
  'answerUsed',
] as const;

export type NoteKind = (typeof noteKinds)[number];

export function isNoteKind(kind: string): kind is NoteKind {
  return (noteKinds as readonly string[]).includes(kind);
}

/** The key of what a step of a replay says before the element's name. */
export function noteStepKey(kind: string): string {
  if (isCaseAct(kind) || kind === RECEIVED) return `caseFile.step.${kind}`;
  return `conversation.step.${isNoteKind(kind) ? kind : 'note'}`;
}
