// Elements that no way reaches, and timers that cannot do what they are drawn for.
import type { ElementModel, Ports, ProcessModel } from '../../core/index.ts';
import { cycleFrom, durationFrom, instantFrom } from '../../core/timerValues.ts';
import { type Evidence, pathTo } from './counterExample.ts';
import type { Explored, Way } from './explore.ts';
import type { Found } from './findings.ts';
import { shortest } from './graph.ts';

/** Beyond so many the drawing as a whole is wrong, and nobody reads on. */
const MOST_TOLD = 20;

/** Timers that never fire, or at once, as they are written. */
export function senselessTimers(explored: Explored, model: ProcessModel, ports: Ports, now: number): Found[] {
  const found: Found[] = [];
  for (const element of model.elements) {
    const timer = element.eventDefinitions.find(({ type }) => type === 'timer');
    const text = timer?.config.value;
    if (typeof text !== 'string' || text.startsWith('=') || found.length >= MOST_TOLD) continue;
    const { id } = element;
    const values = { element: id, text };
    const cycle = cycleFrom(text);
    // A cycle that began in the past goes on from there.
    const date = cycle || durationFrom(text) ? undefined : instantFrom(text, ports);
    if (cycle?.count === 0) {
      const way = nearest(explored, model, element);
      found.push({ code: 'SOUNDNESS_TIMER_ZERO_TIMES', element: id, values, ...way });
    } else if (date !== undefined && date < now)
      found.push({ code: 'SOUNDNESS_TIMER_IN_PAST', element: id, values, ...fires(explored, element) });
  }
  return found;
}

/** What is never activated; what lies behind it is not told again, but timers are. */
export function unreached(explored: Explored, model: ProcessModel, told: ReadonlySet<string>): Found[] {
  const sources = new Map<string, string[]>();
  for (const { source, target } of model.flows) {
    const before = sources.get(target);
    if (before) before.push(source);
    else sources.set(target, [source]);
  }
  const isReached = (id: string) => explored.reached.has(id);
  const seen = new Set<string>();
  const found: Found[] = [];
  for (const element of model.elements) {
    const { id, parent, attachedTo: host } = element;
    if (isReached(id) || told.has(id) || isLeftOut(element)) continue;
    const isTimer = element.eventDefinitions.some(({ type }) => type === 'timer');
    const before = [...(sources.get(id) ?? []), ...(host === undefined ? [] : [host])];
    const isBehind = before.some((each) => !isReached(each)) || (parent !== null && !isReached(parent));
    if (!isTimer && isBehind && !isFirstOfRing(id, sources, isReached, seen)) continue;
    const way = nearest(explored, model, element);
    if (isTimer && host !== undefined && isReached(host) && !explored.awaited.has(id))
      found.push({
        code: 'SOUNDNESS_TIMER_HOST_NEVER_WAITS',
        element: id,
        values: { element: id, host },
        ...way,
      });
    else if (isTimer)
      found.push({ code: 'SOUNDNESS_TIMER_NEVER_FIRES', element: id, values: { element: id }, ...way });
    else found.push({ code: 'SOUNDNESS_DEAD_NODE', element: id, values: { element: id }, ...way });
    if (found.length >= MOST_TOLD) break;
  }
  return found;
}

/** Compensation is set off by who throws it or by a cancel, and its handlers have no flow: often nothing does, and it is fine. */
function isLeftOut({ forCompensation, eventDefinitions }: ElementModel): boolean {
  return forCompensation === true || eventDefinitions.some(({ type }) => type === 'compensate');
}

/** In a ring that nothing leads into nobody is first: the first in the drawing stands for all of it. */
function isFirstOfRing(
  id: string,
  sources: Map<string, string[]>,
  isReached: (id: string) => boolean,
  seen: Set<string>,
): boolean {
  if (seen.has(id)) return false;
  const open = [id];
  const own = new Set<string>();
  let isRing = true;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (own.has(at)) continue;
    // What leads here begins elsewhere and is told there, or was told already.
    if (isReached(at) || !sources.has(at) || seen.has(at)) isRing = false;
    else open.push(...(sources.get(at) ?? []));
    own.add(at);
  }
  for (const each of own) seen.add(each);
  return isRing;
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
