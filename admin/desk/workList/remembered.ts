// Counts of long lists, kept for a moment: who looks again gets them at once, and they are counted anew meanwhile.
import type { Engine } from '../../engine.ts';

const freshMs = 15_000;
/** Older ones are waited for. */
const oldMs = 5 * 60_000;
const most = 500;

interface Entry {
  at: number;
  value: Promise<unknown>;
  isRunning: boolean;
}

const entries = new WeakMap<Engine, Map<string, Entry>>();

export function remembered<T>(engine: Engine, key: unknown, count: () => Promise<T>): Promise<T> {
  const known = entries.get(engine) ?? new Map<string, Entry>();
  entries.set(engine, known);
  const name = JSON.stringify(key);
  const entry = known.get(name);
  const age = entry ? performance.now() - entry.at : Number.POSITIVE_INFINITY;
  if (entry && (age < freshMs || entry.isRunning)) return entry.value as Promise<T>;
  if (!entry || age > oldMs) return begin() as Promise<T>;
  const old = entry.value as Promise<T>;
  entry.isRunning = true;
  count().then(
    (value) => known.set(name, { at: performance.now(), value: Promise.resolve(value), isRunning: false }),
    () => known.delete(name),
  );
  return old;

  function begin(): Promise<T> {
    if (known.size >= most) known.clear();
    const value = count();
    known.set(name, { at: performance.now(), value, isRunning: false });
    value.catch(() => known.delete(name));
    return value;
  }
}
