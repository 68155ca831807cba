// A wait that can be cut short: loops sleep on a bell, and whoever has news rings it.

export interface Bell {
  ring(): void;
  /** Resolves after `ms`, or at once when the bell rang since the last wait. */
  wait(ms: number): Promise<void>;
}

/** Node's timers overflow beyond 24.8 days; nobody needs to sleep that long. */
const LONGEST_MS = 3_600_000;

export function createBell(): Bell {
  let rang = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rang = true;
      wake?.();
    },
    wait(ms) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          wake = undefined;
          rang = false;
          resolve();
        };
        const timer = setTimeout(done, Math.min(Math.max(ms, 0), LONGEST_MS));
        // A sleeping loop keeps no process alive.
        timer.unref();
        wake = done;
        if (rang) done();
      });
    },
  };
}
