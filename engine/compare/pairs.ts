// Which part of the older version is which of the newer one.
import type { Part } from './part.ts';

export interface Pair {
  before: Part;
  after: Part;
}

export interface Paired {
  /** In the newer file's order. */
  pairs: Pair[];
  added: Part[];
  removed: Part[];
}

/** By id; what is left, by a name that no other of its kind has. */
export function pairParts(before: readonly Part[], after: readonly Part[]): Paired {
  const old = new Map(before.map((part) => [part.id, part]));
  const fresh = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !fresh.has(id));
  const twins = twinsOf(
    gone,
    after.filter(({ id }) => !old.has(id)),
  );
  const taken = new Set(twins.values());
  const paired: Paired = { pairs: [], added: [], removed: gone.filter((part) => !taken.has(part)) };
  for (const part of after) {
    const twin = old.get(part.id) ?? twins.get(part);
    if (twin) paired.pairs.push({ before: twin, after: part });
    else paired.added.push(part);
  }
  return paired;
}

function twinsOf(gone: readonly Part[], come: readonly Part[]): Map<Part, Part> {
  const left = byName(gone);
  const twins = new Map<Part, Part>();
  // A file has mostly one process: whatever it is called, it is what the other file has.
  for (const kind of ['process', 'collaboration', 'participant', 'decision']) {
    const [old, fresh] = [gone, come].map((parts) => parts.filter((part) => part.kind === kind));
    if (old?.length === 1 && fresh?.length === 1) twins.set(fresh[0] as Part, old[0] as Part);
  }
  for (const [key, [fresh, ...others]] of byName(come)) {
    const old = left.get(key);
    if (fresh && old?.[0] && others.length === 0 && old.length === 1 && !twins.has(fresh))
      twins.set(fresh, old[0]);
  }
  return twins;
}

function byName(parts: readonly Part[]): Map<string, Part[]> {
  const named = new Map<string, Part[]>();
  for (const part of parts) {
    if (part.name === '' || part.kind === 'line') continue;
    const key = JSON.stringify([part.kind, part.name]);
    const same = named.get(key);
    if (same) same.push(part);
    else named.set(key, [part]);
  }
  return named;
}
