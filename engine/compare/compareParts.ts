// Two lists of parts and every way in which they differ, in the order of the newer file.
import type { Change } from './change.ts';
import { movedAmong } from './order.ts';
import { type Pair, pairParts } from './pairs.ts';
import type { Part } from './part.ts';

/** What is read from top to bottom, so that its order says something. */
const ORDERED = /^(rule|input|output|line)$/;

export function compareParts(file: string, before: readonly Part[], after: readonly Part[]): Change[] {
  const { pairs, added, removed } = pairParts(before, after);
  const [old, fresh] = [placing(file, before), placing(file, after)];
  const renamed = new Map<string | undefined, string>(pairs.map((pair) => [pair.before.id, pair.after.id]));
  return [
    ...added.map((part) => ({ change: 'added' as const, ...fresh.of(part) })),
    ...removed.map((part) => ({ change: 'removed' as const, ...old.of(part) })),
    ...pairs.flatMap((pair) => differences(pair, renamed, old, fresh)),
    ...outOfOrder(pairs, before).map(({ after: part }) => ({
      change: 'reordered' as const,
      ...fresh.of(part),
    })),
    ...pairs
      .filter((pair) => pair.before.drawn !== pair.after.drawn)
      .map((pair) => ({ change: 'redrawn' as const, ...fresh.of(pair.after) })),
  ];
}

type Place = Pick<Change, 'file' | 'id' | 'kind' | 'name' | 'within'>;

interface Placing {
  of(part: Part): Place;
  nameOf(id: string | undefined): string | undefined;
}

function placing(file: string, parts: readonly Part[]): Placing {
  const byId = new Map(parts.map((part) => [part.id, part]));
  const nameOf = (id: string | undefined) => (id === undefined ? undefined : byId.get(id)?.name || id);
  return {
    nameOf,
    of({ id, kind, name, within }) {
      const named = nameOf(within);
      return { file, id, kind, name, ...(named !== undefined && { within: named }) };
    },
  };
}

function differences(
  { before, after }: Pair,
  renamed: ReadonlyMap<string | undefined, string>,
  old: Placing,
  fresh: Placing,
): Change[] {
  const here = fresh.of(after);
  const found: Change[] = [];
  const differs = (change: Change['change'], from: string, to: string) => {
    if (from !== to) found.push({ change, ...here, from, to });
  };
  differs('identified', before.id, after.id);
  differs('retyped', before.kind, after.kind);
  if (!before.unnamed || !after.unnamed) differs('renamed', before.name, after.name);
  // A container that only got another id did not move what is in it.
  if (before.within !== after.within && renamed.get(before.within) !== after.within)
    found.push({ change: 'moved', ...here, from: old.nameOf(before.within) ?? '', to: here.within ?? '' });
  for (const [property, to] of after.properties) {
    const from = before.properties.get(property);
    if (from !== to)
      found.push({ change: 'changed', ...here, property, ...(from !== undefined && { from }), to });
  }
  for (const [property, from] of before.properties)
    if (!after.properties.has(property)) found.push({ change: 'changed', ...here, property, from });
  return found;
}

function outOfOrder(pairs: readonly Pair[], before: readonly Part[]): Pair[] {
  const rank = new Map(before.map((part, at) => [part, at]));
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const { kind, within = '', properties } = pair.after;
    if (!ORDERED.test(kind) && !properties.has('key')) continue;
    const group = groups.get(within);
    if (group) group.push(pair);
    else groups.set(within, [pair]);
  }
  return [...groups.values()].flatMap((group) =>
    movedAmong(group.map((pair) => rank.get(pair.before) ?? 0)).map((at) => group[at] as Pair),
  );
}
