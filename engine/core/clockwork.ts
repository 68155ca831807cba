// Which elements and variables of a model concern its service level clocks, found once per model.
import type { ProcessModel } from './model.ts';
import type { SlaModel } from './slaModel.ts';

export interface Clockwork {
  /** Elements that own a clock, or whose beginning or end pauses, stops, restarts or extends one. */
  watched: ReadonlySet<string>;
  /** Elements promise something, not the process alone. */
  inside: boolean;
  /** Whether a promise may be another one by any of these variables. */
  mayRead(names: readonly string[]): boolean;
}

/** Undefined where the drawing promises nothing. */
export function clockworkOf(model: ProcessModel): Clockwork | undefined {
  const all = [...(model.slas ?? []), ...model.elements.flatMap(({ slas }) => slas ?? [])];
  if (all.length === 0) return undefined;
  const watched = new Set(all.flatMap(namedBy));
  if (model.slas) watched.add(model.id);
  for (const { id, slas } of model.elements) if (slas) watched.add(id);
  const known = new Map<string, boolean>();
  const reads = (name: string): boolean => {
    let found = known.get(name);
    if (found === undefined) {
      found = all.some((sla) => mayRead(sla, name));
      if (known.size < MOST_NAMES) known.set(name, found);
    }
    return found;
  };
  return { watched, inside: all.length > (model.slas?.length ?? 0), mayRead: (names) => names.some(reads) };
}

const MOST_NAMES = 10_000;

function namedBy({ pauseWhen, stopWhen, cancelWhen, restartWhen, extendWhen }: SlaModel): string[] {
  return [...pauseWhen, ...stopWhen, ...cancelWhen, ...restartWhen, ...extendWhen];
}

/** What a decision reads is not known here: it is asked after every write. */
export function mayRead({ target, from }: SlaModel, name: string): boolean {
  if (typeof target !== 'string') return true;
  return target.includes(name) || (from?.includes(name) ?? false);
}
