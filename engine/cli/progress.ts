// Tells on standard error how far a command is, once it takes longer than a second; a short one stays silent.
import type { Terminal } from './command.ts';

const EACH_MS = 1000;

export interface Progress {
  /** Says where the work is; written at most once a second, and not before the first second is over. */
  at(es: string, en: string): void;
}

export function createProgress({ complain, locale }: Terminal): Progress {
  let last = Date.now();
  return {
    at(es, en) {
      const now = Date.now();
      if (now - last < EACH_MS) return;
      last = now;
      complain(`… ${locale === 'es' ? es : en}`);
    },
  };
}

/** The same for work that tells nothing of itself: repeats its name each second until it ends. */
export async function whileWorking<T>(
  terminal: Terminal,
  es: string,
  en: string,
  work: Promise<T>,
): Promise<T> {
  let seconds = 0;
  const clock = setInterval(() => {
    seconds += 1;
    terminal.complain(`… ${terminal.locale === 'es' ? es : en} (${seconds} s)`);
  }, EACH_MS);
  try {
    return await work;
  } finally {
    clearInterval(clock);
  }
}
