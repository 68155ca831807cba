// Questions about the explored states as a graph: what leads where, and which ways come back.
import type { Event } from '../../core/index.ts';
import type { Explored, Place, Way } from './explore.ts';

/** Nothing more will happen, or nobody has looked what: neither shows that there is no way to an end. */
export function isOpenEnd({ out, state }: Place): boolean {
  return out === undefined || out.length === 0 || state.incidents.size > 0;
}

/** By place: whether some way leads from it to a place that is so. */
export function leadsTo({ places }: Explored, isGoal: (place: Place) => boolean): boolean[] {
  const before: number[][] = places.map(() => []);
  for (const { out } of places) for (const { from, to } of out ?? []) before[to]?.push(from);
  const leads = places.map(isGoal);
  const open = leads.flatMap((goal, at) => (goal ? [at] : []));
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const from of before[at] ?? []) {
      if (leads[from]) continue;
      leads[from] = true;
      open.push(from);
    }
  }
  return leads;
}

/** The shortest ways from a place to one that is so, along ways that may be taken. Undefined: there are none. */
export function shortest(
  { places }: Explored,
  from: number,
  isGoal: (at: number) => boolean,
  mayTake: (way: Way) => boolean = () => true,
): Way[] | undefined {
  const cameBy = new Map<number, Way | undefined>([[from, undefined]]);
  const open = [from];
  for (let next = 0; next < open.length; next++) {
    const at = open[next] as number;
    if (isGoal(at)) {
      const path: Way[] = [];
      for (let way = cameBy.get(at); way; way = cameBy.get(way.from)) path.unshift(way);
      return path;
    }
    for (const way of places[at]?.out ?? []) {
      if (cameBy.has(way.to) || !mayTake(way)) continue;
      cameBy.set(way.to, way);
      open.push(way.to);
    }
  }
  return undefined;
}

/** Each is looked for by itself, and many are the same ring from elsewhere. */
const MOST_RINGS = 200;

/** Ways around which one comes back without anything from outside, one for each way that closes such a ring. */
export function* ringsWithoutWait(explored: Explored): Generator<Way[]> {
  const goesOn = ({ move }: Way) => move.kind === 'continue';
  let tried = 0;
  for (const { out } of explored.places) {
    for (const way of out ?? []) {
      if (!goesOn(way) || way.to > way.from || tried++ >= MOST_RINGS) continue;
      const back = shortest(explored, way.to, (at) => at === way.from, goesOn);
      if (back) yield [...back, way];
    }
  }
}

/** The elements that are activated along these ways, in order, each once. */
export function activatedOn({ places, stepper }: Explored, path: readonly Way[]): string[] {
  const elements = new Set<string>();
  for (const { from, move, answers } of path) {
    const place = places[from];
    const events: Event[] =
      (place && stepper.again(place.state, move.command, move.at, answers)?.events) ?? [];
    for (const event of events) if (event.type === 'elementActivated') elements.add(event.element);
  }
  return [...elements];
}
