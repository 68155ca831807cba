// The system's clock, watched: it can be set, by a person or a time server, while durations go on as they were.

export interface WatchedClock {
  now(): number;
  /** Told by how many milliseconds the clock was set forward (or back, below 0), and what it would read had it not been. */
  onSet(listener: (by: number, otherwise: number) => void): void;
  close(): void;
}

export interface ClockSource {
  /** Epoch milliseconds. */
  read?(): number;
  /** Milliseconds that nobody can set. */
  steady?(): number;
  /** Milliseconds between two looks. */
  every?: number;
}

/** Less is what time servers do all day. */
const SMALLEST = 500;
/** The thread was held between two readings: they say nothing of each other. */
const APART = 50;

export function watchClock({
  read = Date.now,
  steady = readSteady,
  every = 1_000,
}: ClockSource = {}): WatchedClock {
  const listeners: ((by: number, otherwise: number) => void)[] = [];
  let last = { at: read(), steady: steady() };
  const timer = setInterval(now, every);
  timer.unref();
  return {
    now,
    onSet: (listener) => void listeners.push(listener),
    close: () => clearInterval(timer),
  };

  function now(): number {
    const before = steady();
    const at = read();
    if (steady() - before > APART) return at;
    const otherwise = last.at + before - last.steady;
    last = { at, steady: before };
    const by = Math.round(at - otherwise);
    if (Math.abs(by) >= SMALLEST) for (const listener of listeners) listener(by, Math.round(otherwise));
    return at;
  }
}

function readSteady(): number {
  return performance.now();
}
