// Runs synchronous code with a limit of time, in this thread: a guard against templates that never end, not a sandbox.
import { createContext, Script } from 'node:vm';

const room = createContext(Object.create(null)) as { work?: (() => void) | undefined };
const script = new Script('work()');

export type Timed<T> = { done: true; value: T } | { done: false };

/** A busy machine may take the time away: then it is begun again, so that only its own work counts. */
const MOST_ATTEMPTS = 5;

export function withinTime<T>(ms: number, work: () => T): Timed<T> {
  for (let attempt = 1; ; attempt++) {
    const before = process.cpuUsage();
    const outcome = onTheClock(ms, work);
    if (outcome.done || attempt === MOST_ATTEMPTS) return outcome;
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 >= ms * 0.8) return outcome;
  }
}

function onTheClock<T>(ms: number, work: () => T): Timed<T> {
  let outcome: Timed<T> = { done: false };
  room.work = () => {
    outcome = { done: true, value: work() };
  };
  try {
    script.runInContext(room, { timeout: ms });
    return outcome;
  } catch (error) {
    if (isTimeout(error)) return { done: false };
    throw error;
  } finally {
    room.work = undefined;
  }
}

/** The room has an `Error` of its own, so `instanceof` says nothing here. */
function isTimeout(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
