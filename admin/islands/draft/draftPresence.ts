// Tells the server every few seconds that this file is open here, and hears who else has it, or another of the draft.
import { type DraftAddress, type Present, tellPresence } from './draftServer.ts';

const EVERY = 12_000;

export interface Presence {
  readonly present: readonly Present[];
  close(): void;
}

export function openPresence(address: DraftAddress, heard: () => void): Presence {
  let present: Present[] = [];
  const beat = async (): Promise<void> => {
    // Nobody looks at a page that is hidden.
    if (document.visibilityState === 'hidden') return;
    const answer = await tellPresence(address);
    if (!answer) return;
    present = answer;
    heard();
  };
  const gone = (): void => void tellPresence(address, true);
  const timer = setInterval(() => void beat(), EVERY);
  const seen = () => void beat();
  document.addEventListener('visibilitychange', seen);
  addEventListener('pagehide', gone);
  void beat();
  return {
    get present() {
      return present;
    },
    close() {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('pagehide', gone);
      gone();
    },
  };
}
