// What a note about a case says; commands ask for it and events keep it, word for word.
import type { Json } from './json.ts';

export interface NoteFacts {
  /** A name that says what it is for: `comment`, `question`, `answer`, `delegated`. */
  kind: string;
  text: string;
  /** A key of the instance: the element instance, task or incident that it is about. Absent: the case. */
  about?: number;
  /** The note of the same case that it answers. */
  replyTo?: number;
  /** Usernames of whom it addresses. */
  mentions?: string[];
  /** Ids of documents that belong to it. */
  documents?: string[];
  /** Whoever filed the case may read it, too. */
  shared?: true;
  detail?: Json;
}

/** Somebody wrote a note; nothing else changed. */
export type NoteEvent = { type: 'annotated'; key: number } & NoteFacts;
