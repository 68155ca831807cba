// How much the flows cross and cover each other, counted on the grid before anything has coordinates.
import type { Segment } from './segments.ts';

const COVERED = 4;
const MERGED = 0.2;

/** The pieces of all flows along one axis, as columns of numbers: this is counted thousands of times. */
interface Pieces {
  flow: number[];
  at: number[];
  from: number[];
  to: number[];
  segment: Segment[];
}

export interface Crossings {
  count(): number;
}

/** Counts again and again while places change; which pieces there are does not. */
export function crossingsOf(
  flows: readonly Segment[][],
  isChannel: (along: 'x' | 'y', line: number) => boolean,
): Crossings {
  const all = flows.flat();
  const inChannel = all.map(({ along, line }) => isChannel(along, line));
  const places = new Map<Segment, number>();
  const across = piecesOf(all, 'x');
  const down = piecesOf(all, 'y');
  return {
    count() {
      placeAll(all, inChannel, places);
      for (const segments of flows) placeEnds(segments, places, across, down);
      return covered(across) + covered(down) + crossed(across, down);
    },
  };
}

function piecesOf(all: readonly Segment[], along: 'x' | 'y'): Pieces {
  const segment = all.filter((each) => each.along === along);
  for (const [index, each] of segment.entries()) each.piece = index;
  const numbers = () => segment.map(() => 0);
  return { segment, flow: segment.map(({ flow }) => flow), at: numbers(), from: numbers(), to: numbers() };
}

/** Tracks lie evenly across their channel. */
function placeAll(
  all: readonly Segment[],
  inChannel: readonly boolean[],
  places: Map<Segment, number>,
): void {
  const most = { x: [] as number[], y: [] as number[] };
  for (let index = 0; index < all.length; index++) {
    const { along, line, place } = all[index] as Segment;
    if (inChannel[index]) most[along][line] = Math.max(most[along][line] ?? 0, place);
  }
  for (let index = 0; index < all.length; index++) {
    const segment = all[index] as Segment;
    const { along, line, place } = segment;
    const tracks = most[along][line] ?? 0;
    places.set(
      segment,
      inChannel[index] ? line + ((place + 1) / (tracks + 2)) * 0.8 - 0.4 : line + place / 150,
    );
  }
}

function placeEnds(
  segments: readonly Segment[],
  places: ReadonlyMap<Segment, number>,
  across: Pieces,
  down: Pieces,
): void {
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index] as Segment;
    const pieces = segment.along === 'x' ? across : down;
    const before = index > 0 ? places.get(segments[index - 1] as Segment) : undefined;
    const after = index + 1 < segments.length ? places.get(segments[index + 1] as Segment) : undefined;
    let { from, to } = segment;
    if (before !== undefined && after !== undefined) {
      from = Math.min(before, after);
      to = Math.max(before, after);
    } else {
      const one = before ?? after;
      if (one !== undefined && one < (from + to) / 2) {
        from = one;
        to = Math.max(to, one);
      } else if (one !== undefined) {
        from = Math.min(from, one);
        to = one;
      }
    }
    pieces.at[segment.piece] = places.get(segment) as number;
    pieces.from[segment.piece] = from;
    pieces.to[segment.piece] = to;
  }
}

function crossed(across: Pieces, down: Pieces): number {
  let cost = 0;
  for (let h = 0; h < across.at.length; h++) {
    const y = across.at[h] as number;
    const left = across.from[h] as number;
    const right = across.to[h] as number;
    for (let v = 0; v < down.at.length; v++) {
      const x = down.at[v] as number;
      if (x < left || x > right || y < (down.from[v] as number) || y > (down.to[v] as number)) continue;
      if (across.flow[h] === down.flow[v]) continue;
      const isInside = x > left && x < right && y > (down.from[v] as number) && y < (down.to[v] as number);
      cost += isInside ? 1 : 0.5;
    }
  }
  return cost;
}

function covered({ at, from, to, flow, segment }: Pieces): number {
  let cost = 0;
  for (let i = 0; i < at.length; i++) {
    for (let j = i + 1; j < at.length; j++) {
      if (Math.abs((at[i] as number) - (at[j] as number)) > 0.001 || flow[i] === flow[j]) continue;
      const start = Math.max(from[i] as number, from[j] as number);
      if (Math.min(to[i] as number, to[j] as number) <= start) continue;
      cost += isMerge(segment[i] as Segment, segment[j] as Segment) ? MERGED : COVERED;
    }
  }
  return cost;
}

function isMerge(a: Segment, b: Segment): boolean {
  return a.ports.some((port) =>
    b.ports.some((other) => other.shape === port.shape && other.side === port.side),
  );
}

/** The flows that bend or share most first: those that another way may help. */
export function crossingFlows(flows: readonly Segment[][]): number[] {
  return flows
    .map((segments, flow) => ({ flow, bends: segments.length }))
    .filter(({ bends }) => bends > 1)
    .sort((a, b) => b.bends - a.bends)
    .map(({ flow }) => flow);
}
