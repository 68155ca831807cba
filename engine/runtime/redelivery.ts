// When what could not be delivered is tried again: later each time, until it is over.
export interface Redelivery {
  later(id: string, deliver: () => void): void;
  /** Delivered, or nobody is there any more. */
  over(id: string): void;
  close(): void;
}

/** Milliseconds before what failed is tried again; doubled each time, to a minute. */
const FIRST = 1_000;
const LONGEST = 60_000;

export function createRedelivery(): Redelivery {
  const retries = new Map<string, { timer: NodeJS.Timeout; delay: number }>();
  return {
    later(id, deliver) {
      const delay = Math.min((retries.get(id)?.delay ?? FIRST / 2) * 2, LONGEST);
      const timer = setTimeout(deliver, delay);
      timer.unref();
      retries.set(id, { timer, delay });
    },
    over: (id) => void retries.delete(id),
    close() {
      for (const { timer } of retries.values()) clearTimeout(timer);
    },
  };
}
