// A token that waits at a join: of which flow of the other version it is.
import type { Pair } from './contract.ts';
import type { Executable, Versions } from './pairing.ts';

/** As the core finds it: the same id, else the only one that comes from the same place. */
export function flowPair(
  { source, target, alike }: Versions,
  id: string,
  cases: number,
  given: string | undefined,
  targets: ReadonlyMap<string, string>,
): Pair {
  const flow = source.flows.get(id);
  const joined = flow && targets.get(flow.target.id);
  // Before its join has a counterpart it may be a flow into any that fits.
  const joins = joined === undefined ? (alike.get(flow?.target.id ?? '') ?? []) : [joined];
  const into = joins.flatMap((join) => target.nodes.get(join)?.incoming ?? []);
  const from = flow && (targets.get(flow.source.id) ?? flow.source.id);
  const same = into.filter((each) => each.source.id === from);
  const name = flow ? flow.model.name || nameIn(source, flow.source.id) : id;
  const choices = into.map((each) => ({
    id: each.id,
    name: each.model.name || nameIn(target, each.source.id),
  }));
  const facts = { id, name, role: 'flow' as const, type: 'sequenceFlow', cases, choices };
  if (given !== undefined) return { ...facts, how: 'given', target: given };
  const found = into.find((each) => each.id === id) ?? (same.length === 1 ? same[0] : undefined);
  return joined !== undefined && found
    ? { ...facts, how: 'same', target: found.id }
    : { ...facts, how: 'none' };
}

export function nameIn({ nodes }: Executable, id: string): string {
  return nodes.get(id)?.model?.name || id;
}
