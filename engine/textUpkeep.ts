// Keeps the full text of cases up beside other work: a little while commands come, more while nothing happens.
import type { Texts } from './store/texts/openTexts.ts';

export interface TextUpkeep {
  /** Something was committed. */
  touched(): void;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

const EVERY = 1000;
/** Milliseconds of each second: while others wait for this process, and while nobody does. */
const BUSY = 100;
const IDLE = 600;

export function createTextUpkeep(texts: Texts | undefined, log: (error: unknown) => void): TextUpkeep {
  let isClosed = false;
  let isTouched = true;
  let hasMore = true;
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(run).catch(log);
  }, EVERY);
  timer.unref();
  return {
    touched() {
      isTouched = true;
    },
    close() {
      isClosed = true;
      clearInterval(timer);
      return running;
    },
  };

  async function run(): Promise<void> {
    if (!texts || isClosed || !(isTouched || hasMore)) return;
    const until = performance.now() + (isTouched ? BUSY : IDLE);
    isTouched = false;
    do hasMore = await texts.advance();
    while (hasMore && !isClosed && performance.now() < until);
  }
}
