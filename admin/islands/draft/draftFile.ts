// One open file of a draft: what is typed is kept here at once and on the server a moment later, and never saved over
// what somebody else saved meanwhile.

import { openPresence } from './draftPresence.ts';
import { createSaver } from './draftSaver.ts';
import { type DraftAddress, type Present, readDraftFile, type Theirs } from './draftServer.ts';
import { localCopies } from './localCopy.ts';

export type { DraftAddress, Present, Theirs };

/** `refused`: trying again does not help (too large, not signed in any more); `refusal` says why. */
export type DraftState = 'saved' | 'saving' | 'offline' | 'conflict' | 'refused';

/** Mine as it stands, theirs as the server has it, and what both began from. */
export interface Conflict {
  mine: string;
  theirs: Theirs;
  /** Undefined where what it was is not known here any more. */
  base: string | undefined;
}

export interface DraftFile {
  readonly fileName: string;
  /** As it was opened: the server's, or what this browser had typed and not sent. */
  readonly text: string;
  /** What was opened had been typed here before and never reached the server. */
  readonly isRecovered: boolean;
  readonly revision: number;
  readonly state: DraftState;
  readonly savedAt: number | undefined;
  /** An empty message: sign in again. */
  readonly refusal: { message: string; status: number } | undefined;
  readonly conflict: Conflict | undefined;
  readonly present: readonly Present[];
  /** What it holds now. */
  changed(text: string): void;
  /** Resolves when the server has it, or cannot have it now. */
  flush(): Promise<DraftState>;
  /** Ends a conflict: this text holds from now on, and is saved over theirs, which was seen. */
  settle(text: string): Promise<DraftState>;
  /** The function ends it. */
  on(event: 'state' | 'present', listener: () => void): () => void;
  close(): void;
}

/** `initial`: what the file holds where there is none of that name yet. */
export async function openDraftFile(address: DraftAddress, initial = ''): Promise<DraftFile> {
  const server = (await readDraftFile(address)) ?? { text: initial, revision: 0 };
  const copies = localCopies(address.draftKey, address.fileName);
  const kept = copies.read();
  const copy = kept?.text === server.text ? undefined : kept;
  if (!copy) copies.forget();
  const opened = copy?.text ?? server.text;

  const listeners = { state: new Set<() => void>(), present: new Set<() => void>() };
  const tell = (event: 'state' | 'present') => () => {
    for (const listener of listeners[event]) listener();
  };
  // A copy made from an older state goes on from that one: the server says so where somebody saved since.
  const from = { stored: server.text, text: opened, revision: copy?.revision ?? server.revision };
  const base = from.revision === server.revision ? server.text : undefined;
  const saver = createSaver(address, { ...from, base }, copies, tell('state'));
  const presence = openPresence(address, tell('present'));

  const leave = () => saver.leave();
  const online = () => saver.retry();
  const hidden = () => document.visibilityState === 'hidden' && saver.leave();
  addEventListener('pagehide', leave);
  addEventListener('online', online);
  document.addEventListener('visibilitychange', hidden);
  if (copy) saver.retry();

  return {
    fileName: address.fileName,
    text: opened,
    isRecovered: copy !== undefined,
    get revision() {
      return saver.now.revision;
    },
    get state() {
      return saver.now.state;
    },
    get savedAt() {
      return saver.now.savedAt;
    },
    get refusal() {
      return saver.now.refusal;
    },
    get conflict() {
      const { conflict, text } = saver.now;
      return conflict && { ...conflict, mine: text };
    },
    get present() {
      return presence.present;
    },
    changed: saver.changed,
    flush: saver.flush,
    settle: saver.settle,
    on(event, listener) {
      listeners[event].add(listener);
      return () => listeners[event].delete(listener);
    },
    close() {
      saver.leave();
      presence.close();
      removeEventListener('pagehide', leave);
      removeEventListener('online', online);
      document.removeEventListener('visibilitychange', hidden);
    },
  };
}
