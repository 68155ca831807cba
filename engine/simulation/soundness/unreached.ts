// Elements that no way reaches, and timers that cannot do what they are drawn for.
import type { ElementModel, Ports, ProcessModel } from '../../core/index.ts';
import { cycleFrom, durationFrom, instantFrom } from '../../core/timerValues.ts';
import { type Evidence, pathTo } from './counterExample.ts';
import type { Explored, Way } from './explore.ts';
import type { Found } from './findings.ts';
import { shortest } from './graph.ts';

/** Timers that never fire, or at once, as they are written. */
export function senselessTimers(explored: Explored, model: ProcessModel, ports: Ports, now: number): Found[] {
  return model.elements.flatMap((element): Found[] => {
    const timer = element.eventDefinitions.find(({ type }) => type === 'timer');
    const text = timer?.config.value;
    if (typeof text !== 'string' || text.startsWith('=')) return [];
    const { id } = element;
    const values = { element: id, text };
    const cycle = cycleFrom(text);
    if (cycle?.count === 0)
      return [
        { code: 'SOUNDNESS_TIMER_ZERO_TIMES', element: id, values, ...nearest(explored, model, element) },
      ];
    // A cycle that began in the past goes on from there.
    const date = cycle || durationFrom(text) ? undefined : text;
    const at = date === undefined ? undefined : instantFrom(date, ports);
    if (at === undefined || at >= now) return [];
    return [{ code: 'SOUNDNESS_TIMER_IN_PAST', element: id, values, ...fires(explored, element) }];
  });
}

/** What is never activated; what lies behind it is not told again, but timers are. */
export function unreached(explored: Explored, model: ProcessModel, told: ReadonlySet<string>): Found[] {
  const sources = new Map<string, string[]>();
  for (const { source, target } of model.flows) sources.set(target, [...(sources.get(target) ?? []), source]);
  const isReached = (id: string) => explored.reached.has(id);
  return model.elements.flatMap((element): Found[] => {
    const { id, parent, attachedTo } = element;
    if (isReached(id) || told.has(id) || isLeftOut(element)) return [];
    const way = nearest(explored, model, element);
    const isTimer = element.eventDefinitions.some(({ type }) => type === 'timer');
    const host = attachedTo ?? null;
    if (isTimer && host !== null && isReached(host) && !explored.awaited.has(id))
      return [
        { code: 'SOUNDNESS_TIMER_HOST_NEVER_WAITS', element: id, values: { element: id, host }, ...way },
      ];
    if (isTimer)
      return [{ code: 'SOUNDNESS_TIMER_NEVER_FIRES', element: id, values: { element: id }, ...way }];
    const before = [...(sources.get(id) ?? []), ...(host === null ? [] : [host])];
    const isBehind = before.some((each) => !isReached(each)) || (parent !== null && !isReached(parent));
    // In a ring that nothing leads into, nobody is first: the first in the drawing stands for all.
    const isRing = before.length > 0 && before.every((each) => !isReached(each));
    if (isBehind && !(isRing && isFirstOfRing(id, sources, model, isReached))) return [];
    return [{ code: 'SOUNDNESS_DEAD_NODE', element: id, values: { element: id }, ...way }];
  });
}

/** Compensation is set off by who throws it or by a cancel, and its handlers have no flow: often nothing does, and it is fine. */
function isLeftOut({ forCompensation, eventDefinitions }: ElementModel): boolean {
  return forCompensation === true || eventDefinitions.some(({ type }) => type === 'compensate');
}

function isFirstOfRing(
  id: string,
  sources: Map<string, string[]>,
  model: ProcessModel,
  isReached: (id: string) => boolean,
): boolean {
  const ring = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (ring.has(at)) continue;
    if (isReached(at)) return false;
    ring.add(at);
    open.push(...(sources.get(at) ?? []));
  }
  return (
    [...ring].every((each) => sources.has(each)) &&
    model.elements.find((each) => ring.has(each.id))?.id === id
  );
}

/** As close to an element as anything comes, and on from there: it does not happen. */
function nearest(
  explored: Explored,
  model: ProcessModel,
  { id, attachedTo, parent }: ElementModel,
): { path: Way[]; evidence: Evidence } {
  const before = [
    id,
    ...(attachedTo === undefined ? [] : [attachedTo]),
    ...model.flows.filter(({ target }) => target === id).map(({ source }) => source),
    ...(parent === null ? [] : [parent]),
  ].find((each) => explored.reached.has(each));
  const way = before === undefined ? undefined : explored.reached.get(before);
  const on = shortest(explored, way?.to ?? 0, (at) => explored.places[at]?.out?.length === 0) ?? [];
  const evidence: Evidence = ({ trace }) => {
    const isThere = (element: string) =>
      trace.some((entry) => entry.element === element && entry.event === 'activated');
    if (before === id) return true;
    return !isThere(id) && (before === undefined || isThere(before));
  };
  return { path: [...pathTo(explored, way), ...on], evidence };
}

function fires(explored: Explored, { id }: ElementModel): { path: Way[]; evidence: Evidence } {
  const path = pathTo(explored, explored.reached.get(id));
  const last = path.at(-1);
  const on = last ? (shortest(explored, last.to, (at) => explored.places[at]?.out?.length === 0) ?? []) : [];
  return {
    path: [...path, ...on],
    evidence: ({ trace }) => trace.some(({ element }) => element === id),
  };
}
