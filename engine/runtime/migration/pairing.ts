// What of the source becomes what of the target: the same id and kind by itself, what looks like it as a suggestion, and
// whatever somebody chose before either.
import { counterparts, type ElementModel, executableOf, type ProcessModel } from '../../core/index.ts';
import type { Rejection } from '../requests.ts';
import type { Census, Mapping, Pair, Pairing } from './contract.ts';
import { suggest } from './suggestions.ts';

type Executable = ReturnType<typeof executableOf>;

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
  return { pairs, mapping, counts: countsOf(pairs, census) };
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

/** Elements in use, and the events that wait beside them, in the drawing's order. */
function usedIn(source: Executable, { configurations }: Census): Used {
  const cases = new Map<string, number>();
  const beside = new Map<string, number>();
  const flows = new Map<string, number>();
  const add = (map: Map<string, number>, id: string, count: number) =>
    map.set(id, (map.get(id) ?? 0) + count);
  const root = source.root.handlers ?? [];
  for (const { elements, flows: waiting, cases: keys } of configurations) {
    const handlers = new Set(root.map(({ id }) => id));
    for (const element of elements) {
      const node = source.nodes.get(element.replace(/^~/, ''));
      if (!node) continue;
      add(element.startsWith('~') ? beside : cases, node.id, keys.length);
      if (element.startsWith('~')) continue;
      for (const each of [...node.boundary, ...(node.handlers ?? [])]) handlers.add(each.id);
      // Events after an event-based gateway are awaited by it.
      if (node.model?.type === 'eventBasedGateway')
        for (const { target } of node.outgoing) handlers.add(target.id);
    }
    for (const id of handlers) {
      const [definition] = source.nodes.get(id)?.model?.eventDefinitions ?? [];
      if (definition?.type !== 'compensate') add(beside, id, keys.length);
    }
    for (const flow of waiting) add(flows, flow, keys.length);
  }
  // A join is in use where a token waits at it.
  for (const [flow, count] of flows) {
    const join = source.flows.get(flow)?.target.id;
    if (join !== undefined && !cases.has(join)) cases.set(join, count);
  }
  const elements = [...source.nodes.keys()].flatMap((id): Used['elements'] => {
    const standing = cases.get(id);
    if (standing !== undefined) return [{ id, role: 'element', cases: standing }];
    const waiting = beside.get(id);
    return waiting !== undefined ? [{ id, role: 'beside', cases: waiting }] : [];
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

function nameIn({ nodes }: Executable, id: string): string {
  return nodes.get(id)?.model?.name || id;
}

/** As the core finds it: the same id, else the only one that comes from the same place. */
function flowPair(
  { source, target }: Versions,
  id: string,
  cases: number,
  given: string | undefined,
  targets: ReadonlyMap<string, string>,
): Pair {
  const flow = source.flows.get(id);
  const joined = flow && targets.get(flow.target.id);
  const into = (joined !== undefined && target.nodes.get(joined)?.incoming) || [];
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
  return found ? { ...facts, how: 'same', target: found.id } : { ...facts, how: 'none' };
}

function countsOf(pairs: readonly Pair[], { cases, configurations }: Census): Pairing['counts'] {
  const open = new Map(
    pairs
      .filter(({ role, target }) => role !== 'beside' && target === undefined)
      .map(({ id, choices }) => [id, choices.length > 0 ? 'choose' : 'gone'] as const),
  );
  const counts = { cases, move: 0, choose: 0, gone: 0 };
  for (const { elements, flows, cases: keys } of configurations) {
    const found = [...elements, ...flows].map((id) => open.get(id));
    const how = found.includes('gone') ? 'gone' : found.includes('choose') ? 'choose' : 'move';
    counts[how] += keys.length;
  }
  return counts;
}
