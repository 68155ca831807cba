// What of the source becomes what of the target: the same id and kind by itself, what looks like it as a suggestion, and
// whatever somebody chose before either.
import { counterparts, type ElementModel, executableOf, type ProcessModel } from '../../core/index.ts';
import type { Rejection } from '../requests.ts';
import type { Census, Mapping, Pair, Pairing } from './contract.ts';
import { flowPair, nameIn } from './flowPair.ts';
import { suggest } from './suggestions.ts';

export type Executable = ReturnType<typeof executableOf>;

export interface Versions {
  source: Executable;
  target: Executable;
  /** By element of the source: those of its kind. */
  alike: ReadonlyMap<string, string[]>;
}

export function versionsOf(source: ProcessModel, target: ProcessModel): Versions {
  return {
    source: executableOf(source),
    target: executableOf(target),
    alike: counterparts(source, target),
  };
}

export function pairUp(versions: Versions, census: Census, given: Mapping): Pairing | Rejection {
  const chosen = new Map(given.map(({ source, target }) => [source, target]));
  const wrong = unknownIn(versions, given);
  if (wrong) return wrong;
  const used = usedIn(versions.source, census);
  const targets = new Map<string, string>();
  const pairs: Pair[] = [];
  // Containers come before what is in them, activities before what is on their border.
  for (const { id, role, cases } of used.elements) {
    const pair = pairOf(versions, id, role, cases, chosen.get(id), targets);
    if (pair.target !== undefined) targets.set(id, pair.target);
    pairs.push(pair);
  }
  for (const pair of pairs)
    if (pair.target === undefined) {
      const suggestion = suggest(versions, pair.id, pair.choices, targets);
      if (suggestion) pair.suggestion = suggestion;
    }
  for (const [id, cases] of used.flows) pairs.push(flowPair(versions, id, cases, chosen.get(id), targets));
  const mapping = pairs.flatMap(({ id, target }) =>
    target !== undefined && target !== id ? [{ source: id, target }] : [],
  );
  return { pairs, mapping, counts: countsOf(versions.source, pairs, census) };
}

function unknownIn({ source, target }: Versions, given: Mapping): Rejection | undefined {
  const has = ({ nodes, flows }: Executable, id: string) => nodes.has(id) || flows.has(id);
  const seen = new Set<string>();
  for (const pair of given) {
    if (!has(source, pair.source))
      return { code: 'MIGRATION_ELEMENT_UNKNOWN', values: { element: pair.source, process: source.root.id } };
    if (!has(target, pair.target))
      return { code: 'MIGRATION_ELEMENT_UNKNOWN', values: { element: pair.target, process: target.root.id } };
    if (seen.has(pair.source)) return { code: 'MIGRATION_MAPPED_TWICE', values: { element: pair.source } };
    seen.add(pair.source);
  }
  return undefined;
}

interface Used {
  elements: { id: string; role: 'element' | 'beside'; cases: number }[];
  flows: Map<string, number>;
}

/** What has ended and may be undone has a mark before its id. */
const idOf = (element: string) => element.replace(/^~/, '');

/** What cases of a configuration cannot do without: joins at which tokens wait and events after a gateway among it. */
function neededBy(source: Executable, { elements, flows }: Census['configurations'][number]): Set<string> {
  const needed = new Set<string>();
  for (const node of elements.flatMap((id) => source.nodes.get(idOf(id)) ?? [])) {
    needed.add(node.id);
    if (node.model?.type === 'eventBasedGateway')
      for (const { target } of node.outgoing) needed.add(target.id);
  }
  for (const flow of flows) {
    const join = source.flows.get(flow)?.target.id;
    if (join !== undefined) needed.add(join);
  }
  return needed;
}

/** Elements in use, and the events that wait beside them, in the drawing's order. */
function usedIn(source: Executable, { configurations }: Census): Used {
  const cases = new Map<string, number>();
  const beside = new Map<string, number>();
  const flows = new Map<string, number>();
  const add = (map: Map<string, number>, id: string, count: number) =>
    map.set(id, (map.get(id) ?? 0) + count);
  const root = source.root.handlers ?? [];
  for (const configuration of configurations) {
    const { elements, flows: waiting, cases: keys } = configuration;
    for (const id of neededBy(source, configuration)) add(cases, id, keys.length);
    const handlers = new Set(root.map(({ id }) => id));
    // What has ended is kept to be undone; nothing waits beside it.
    for (const node of elements.flatMap((id) => source.nodes.get(id) ?? []))
      for (const each of [...node.boundary, ...(node.handlers ?? [])]) handlers.add(each.id);
    for (const id of handlers) {
      const [definition] = source.nodes.get(id)?.model?.eventDefinitions ?? [];
      if (definition?.type !== 'compensate') add(beside, id, keys.length);
    }
    for (const flow of waiting) add(flows, flow, keys.length);
  }
  const elements = [...source.nodes.keys()].flatMap((id): Used['elements'] => {
    const role = cases.has(id) ? ('element' as const) : ('beside' as const);
    const count = cases.get(id) ?? beside.get(id);
    return count === undefined ? [] : [{ id, role, cases: count }];
  });
  const depth = (id: string) => {
    let levels = 0;
    for (let at = source.nodes.get(id); at; at = at.attachedTo ?? at.parent) levels += 1;
    return levels;
  };
  return { elements: elements.sort((a, b) => depth(a.id) - depth(b.id)), flows };
}

function pairOf(
  { source, target, alike }: Versions,
  id: string,
  role: Pair['role'],
  cases: number,
  given: string | undefined,
  targets: ReadonlyMap<string, string>,
): Pair {
  const model = source.nodes.get(id)?.model as ElementModel;
  const fits = (alike.get(id) ?? []).filter((each) => isPlaced(source, target, id, each, targets));
  const choices = fits.map((each) => ({ id: each, name: nameIn(target, each) }));
  const facts = { id, name: nameIn(source, id), role, type: model.type, cases, choices };
  if (given !== undefined && given !== id) return { ...facts, how: 'given', target: given };
  if (fits.includes(id)) return { ...facts, how: 'same', target: id };
  return { ...facts, how: 'none' };
}

/** Inside the counterpart of what it is inside; on the border of the counterpart of what it is on. */
function isPlaced(
  source: Executable,
  target: Executable,
  id: string,
  other: string,
  targets: ReadonlyMap<string, string>,
): boolean {
  const [from, to] = [source.nodes.get(id), target.nodes.get(other)];
  if (!from || !to) return false;
  const around = (node: typeof from) =>
    node.handler === 'eventSubprocess' ? node.parent?.parent : node.parent;
  const counterpartOf = (node: typeof from | undefined) =>
    !node || node === source.root ? target.root.id : (targets.get(node.id) ?? node.id);
  if ((around(to)?.id ?? target.root.id) !== counterpartOf(around(from))) return false;
  return from.attachedTo === undefined || to.attachedTo?.id === counterpartOf(from.attachedTo);
}

function countsOf(
  source: Executable,
  pairs: readonly Pair[],
  { cases, configurations }: Census,
): Pairing['counts'] {
  const open = new Map(
    pairs
      .filter(({ role, target }) => role !== 'beside' && target === undefined)
      .map(({ id, choices }) => [id, choices.length > 0 ? 'choose' : 'gone'] as const),
  );
  const counts = { cases, move: 0, choose: 0, gone: 0 };
  for (const configuration of configurations) {
    const found = [...neededBy(source, configuration), ...configuration.flows].map((id) => open.get(id));
    const how = found.includes('gone') ? 'gone' : found.includes('choose') ? 'choose' : 'move';
    counts[how] += configuration.cases.length;
  }
  return counts;
}
