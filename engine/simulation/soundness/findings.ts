// What is unsound in the explored states, each with the shortest way that shows it and how a run proves it.
import { forEach, type InstanceState, type Json, type ProcessModel, values } from '../../core/index.ts';
import { type Evidence, pathTo } from './counterExample.ts';
import type { Explored, Way } from './explore.ts';
import { activatedOn, isOpenEnd, leadsTo, ringsWithoutWait } from './graph.ts';

export interface Found {
  code: string;
  element: string;
  values: { [name: string]: Json };
  path: Way[];
  evidence: Evidence;
}

/** Tokens that wait for others at a join for ever, or an instance that waits for nothing at all. */
export function deadlocks(explored: Explored): Found[] {
  const byJoin = new Map<string, Way>();
  for (const { joins, way } of explored.starved)
    for (const join of joins) if (!byJoin.has(join)) byJoin.set(join, way);
  const found = [...byJoin].map(([join, way]): Found => {
    const path = pathTo(explored, way);
    return {
      code: 'SOUNDNESS_DEADLOCK',
      element: join,
      values: { element: join },
      path,
      evidence: ({ incidents }) =>
        incidents.some(
          ({ code, values: { joins } }) => code === 'JOIN_STARVED' && (joins as string[]).includes(join),
        ),
    };
  });
  const stuck = explored.places.find(
    ({ state, out }) => out?.length === 0 && state.status === 'active' && state.incidents.size === 0,
  );
  if (stuck && found.length === 0) {
    const [element = ''] = liveIn(stuck.state);
    const path = pathTo(explored, stuck.way);
    const evidence: Evidence = ({ state }) => state === 'waiting';
    found.push({ code: 'SOUNDNESS_DEADLOCK', element, values: { element }, path, evidence });
  }
  return found;
}

/** Activities that run twice for one token; those behind them that run twice because of it are not told again. */
export function doubled({ doubled, ...explored }: Explored, model: ProcessModel): Found[] {
  const first = new Map<string, Explored['doubled'][number]>();
  for (const each of doubled) if (!first.has(each.twice.element)) first.set(each.twice.element, each);
  const behind = reachableFrom(model);
  const told: string[] = [];
  const found: Found[] = [];
  for (const [element, { twice, way }] of first) {
    if (told.some((before) => behind(before).has(element))) continue;
    told.push(element);
    found.push({
      code: 'SOUNDNESS_NOT_SYNCHRONIZED',
      element,
      values: { element, split: twice.split ?? null, merge: twice.merge ?? null },
      path: pathTo({ doubled, ...explored }, way),
      evidence: ({ trace }) => {
        const activated = trace.filter((entry) => entry.event === 'activated' && entry.element === element);
        return activated.length >= 2;
      },
    });
  }
  return found;
}

/** A ring of elements that waits for nothing. */
export function loopsWithoutWait(explored: Explored, model: ProcessModel): Found[] {
  const told = new Set<string>();
  const found: Found[] = [];
  for (const ring of ringsWithoutWait(explored)) {
    const ids = new Set(activatedOn(explored, ring));
    const inOrder = model.elements.filter(({ id }) => ids.has(id));
    const elements = inOrder.map(({ id }) => id);
    const element = inOrder.find(({ type }) => !type.endsWith('Gateway'))?.id ?? elements[0];
    if (element === undefined || elements.some((id) => told.has(id))) continue;
    for (const id of elements) told.add(id);
    const begin = explored.places[ring[0]?.from ?? 0];
    found.push({
      code: 'SOUNDNESS_LOOP_WITHOUT_WAIT',
      element,
      values: { element, elements },
      // Twice around, so that what is chosen there shows.
      path: [...pathTo(explored, begin?.way), ...ring, ...ring],
      evidence: ({ trace, incidents }, { activations }) => {
        const often = trace.filter((entry) => entry.event === 'activated' && entry.element === element);
        const endless = incidents.some(({ code }) =>
          /^(LOOP_WITHOUT_WAIT|TRIAL_WITHOUT_END|TOO_MANY_TOKENS)$/.test(code),
        );
        return endless || often.length >= Math.max(2, activations.get(element) ?? 0);
      },
    });
  }
  return found;
}

/** Places from which no way leads to an end, although something goes on happening. */
export function withoutEnd(explored: Explored): Found[] {
  const { places } = explored;
  const leads = leadsTo(explored, isOpenEnd);
  const at = leads.indexOf(false);
  const place = places[at];
  if (!place) return [];
  const { there, around } = ringFrom(explored, at);
  // What never waits is a loop of another kind.
  if (around.every(({ move }) => move.kind === 'continue')) return [];
  const rest = around.map(({ from }) => places[from]?.state).find((state) => state && !state.yielded);
  const waiting = rest ? liveIn(rest) : [];
  const element = waiting[0] ?? '';
  return [
    {
      code: 'SOUNDNESS_NO_WAY_TO_END',
      element,
      values: { element, waiting },
      path: [...pathTo(explored, place.way), ...there, ...around],
      evidence: ({ state, trace }, { activations }) =>
        state === 'waiting' &&
        trace.filter((entry) => entry.element === element && entry.event === 'activated').length >=
          Math.min(2, activations.get(element) ?? 1),
    },
  ];
}

/** On, until a place comes again: the ways there, and the ways around. */
function ringFrom({ places }: Explored, from: number): { there: Way[]; around: Way[] } {
  const seen = new Map<number, number>();
  const path: Way[] = [];
  let at = from;
  while (!seen.has(at)) {
    seen.set(at, path.length);
    const way = places[at]?.out?.[0];
    if (!way) return { there: path, around: [] };
    path.push(way);
    at = way.to;
  }
  const begin = seen.get(at) ?? 0;
  return { there: path.slice(0, begin), around: path.slice(begin) };
}

/** Elements that wait, or where nothing does, those that are active. */
export function liveIn(state: InstanceState): string[] {
  const waiting = [...values(state.userTasks), ...values(state.jobs), ...values(state.subscriptions)];
  if (waiting.length > 0) return [...new Set(waiting.map(({ element }) => element))];
  const live: string[] = [];
  forEach(state.elements, ({ element, children }) => {
    if (!children || children.size === 0) live.push(element);
  });
  return live;
}

/** What an element's flows, its boundary events, its contents, and the end of what it lies in lead to. */
export function reachableFrom(model: ProcessModel): (element: string) => Set<string> {
  const next = new Map<string, string[]>();
  const lead = (from: string, to: string) => {
    const list = next.get(from);
    if (list) list.push(to);
    else next.set(from, [to]);
  };
  const exit = (scope: string) => `exit ${scope}`;
  for (const { source, target } of model.flows) {
    lead(source, target);
    lead(exit(source), target);
  }
  for (const { id, attachedTo, parent } of model.elements) {
    if (attachedTo !== undefined) lead(attachedTo, id);
    if (parent === null) continue;
    lead(parent, id);
    lead(id, exit(parent));
    lead(exit(id), exit(parent));
  }
  const known = new Map<string, Set<string>>();
  return (element) => {
    let found = known.get(element);
    if (!found) {
      found = new Set();
      const open = [...(next.get(element) ?? [])];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (found.has(at)) continue;
        found.add(at);
        open.push(...(next.get(at) ?? []));
      }
      known.set(element, found);
    }
    return found;
  };
}
