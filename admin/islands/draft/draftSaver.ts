// Sends what is typed when somebody pauses, at the latest before two seconds are over, one request at a time; what no
// server hears is sent again, and what somebody else saved meanwhile stops it until a person has decided.
import type { Conflict, DraftState } from './draftFile.ts';
import { type DraftAddress, type Saved, saveDraftFile } from './draftServer.ts';
import type { LocalCopies } from './localCopy.ts';

const QUIET = 700;
const LATEST = 1_600;
const RETRY = 3_000;

interface Now {
  text: string;
  /** As the server has it; undefined where the file is gone there. */
  stored: string | undefined;
  revision: number;
  /** What `text` was made from; undefined where that is not known here. */
  base: string | undefined;
  state: DraftState;
  savedAt?: number;
  refusal?: { message: string; status: number };
  conflict?: Conflict;
}

export interface Saver {
  readonly now: Readonly<Now>;
  changed(text: string): void;
  flush(): Promise<DraftState>;
  settle(text: string): Promise<DraftState>;
  retry(): void;
  /** The page may be gone in a moment. */
  leave(): void;
}

export function createSaver(
  address: DraftAddress,
  from: Omit<Now, 'state'>,
  copies: LocalCopies,
  changed: () => void,
): Saver {
  let now: Now = { ...from, state: 'saved' };
  let sending: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirtySince: number | undefined;
  let merged = false;

  const become = (state: DraftState, more: Partial<Now> = {}): void => {
    now = { ...now, ...more, state };
    changed();
  };
  const keep = () => copies.keep({ text: now.text, revision: now.revision, at: Date.now() });

  function send(leaving = false): Promise<void> {
    clearTimeout(timer);
    sending ??= sendOnce(leaving).finally(() => {
      sending = undefined;
    });
    return sending;
  }

  async function sendOnce(leaving: boolean): Promise<void> {
    const { text, stored, revision, conflict } = now;
    if (conflict || text === stored) return;
    dirtySince = undefined;
    become('saving');
    heard(text, await saveDraftFile(address, { text, revision, merged, leaving }));
  }

  function heard(sent: string, answer: Saved): void {
    switch (answer.outcome) {
      case 'saved': {
        const { revision, savedAt } = answer;
        const { refusal: _, ...rest } = now;
        now = { ...rest, revision, savedAt, stored: sent, base: sent };
        merged = false;
        if (now.text === sent) {
          copies.forget();
          return become('saved');
        }
        keep();
        return schedule();
      }
      case 'conflict':
        return become('conflict', { conflict: { mine: now.text, theirs: answer.theirs, base: now.base } });
      case 'refused':
        return become('refused', { refusal: { message: answer.message, status: answer.status } });
      case 'offline':
        timer = setTimeout(() => void send(), RETRY);
        return become('offline');
    }
  }

  function schedule(): void {
    dirtySince ??= Date.now();
    const left = dirtySince + LATEST - Date.now();
    clearTimeout(timer);
    timer = setTimeout(() => void send(), Math.max(0, Math.min(QUIET, left)));
    if (now.state === 'saved') become('saving');
  }

  return {
    get now() {
      return now;
    },
    changed(text) {
      if (text === now.text) return;
      now = { ...now, text };
      keep();
      if (!now.conflict) schedule();
    },
    async flush() {
      while (now.text !== now.stored && !now.conflict) {
        await send();
        if (now.state === 'offline' || now.state === 'refused') break;
      }
      return now.state;
    },
    async settle(text) {
      const { conflict, ...rest } = now;
      if (conflict) {
        const { text: stored, revision, removed } = conflict.theirs;
        now = removed
          ? { ...rest, stored: undefined, base: '', revision: 0 }
          : { ...rest, stored, base: stored, revision };
        merged = true;
      }
      now = { ...now, text };
      keep();
      await send();
      if (now.text === now.stored) {
        copies.forget();
        become('saved');
      }
      return now.state;
    },
    retry: () => void send(),
    leave() {
      if (now.text !== now.stored) void send(true);
    },
  };
}
