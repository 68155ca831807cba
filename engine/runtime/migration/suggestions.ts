// What an element of one version looks like in another: by its name, else by what stands before and after it.

import { withoutAccents } from '../../core/withoutAccents.ts';
import type { Pair } from './contract.ts';
import type { Versions } from './pairing.ts';

/** A share of common words below which two names have nothing to do with each other. */
const LEAST_LIKENESS = 0.5;

export function suggest(
  versions: Versions,
  id: string,
  choices: Pair['choices'],
  targets: ReadonlyMap<string, string>,
): Pair['suggestion'] {
  const name = versions.source.nodes.get(id)?.model?.name ?? '';
  // What is somebody's counterpart already is suggested only where nothing else is there.
  const taken = new Set(targets.values());
  const free = choices.filter((choice) => !taken.has(choice.id));
  let best: { target: string; by: 'name' | 'place'; weight: number } | undefined;
  for (const choice of free) {
    const likeness = likenessOf(name, choice.name);
    const near = nearness(versions, id, choice.id, targets);
    const by = likeness >= LEAST_LIKENESS ? ('name' as const) : ('place' as const);
    if (by === 'place' && near === 0) continue;
    const weight = likeness * 2 + near;
    if (!best || weight > best.weight) best = { target: choice.id, by, weight };
  }
  return best && { target: best.target, by: best.by };
}

/** 0 to 1: words in common, without case and accents. */
function likenessOf(one: string, other: string): number {
  const [a, b] = [words(one), words(other)];
  if (a.size === 0 || b.size === 0) return 0;
  const common = [...a].filter((word) => b.has(word)).length;
  return common / (a.size + b.size - common);
}

function words(name: string): Set<string> {
  const plain = withoutAccents(name).toLowerCase();
  return new Set(plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2));
}

/** 0 to 1: whether what leads to it and what it leads to are counterparts; on a border it has no other place. */
function nearness(
  { source, target }: Versions,
  id: string,
  other: string,
  targets: ReadonlyMap<string, string>,
): number {
  const [from, to] = [source.nodes.get(id), target.nodes.get(other)];
  if (!from || !to) return 0;
  if (from.attachedTo) return 1;
  const names = (list: { id: string }[]) => list.map((node) => targets.get(node.id) ?? node.id);
  const before = names(from.incoming.map((flow) => flow.source));
  const after = names(from.outgoing.map((flow) => flow.target));
  const isBefore = to.incoming.some((flow) => before.includes(flow.source.id));
  const isAfter = to.outgoing.some((flow) => after.includes(flow.target.id));
  return (isBefore ? 0.5 : 0) + (isAfter ? 0.5 : 0);
}
