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

/** How much searching is left, in pairs of pieces compared: so that the same drawing always comes out the same. */
export interface Budget {
  left: number;
  /** What a flow that looks for its way goes out of it to cross one flow less. */
  detour: number;
}

export interface Crossings {
  /** Between all pieces. */
  count(): number;
  /** Between these pieces, or those that they end at, and all others; counted anew at every call. */
  around(segments: readonly Segment[]): () => number;
}

/** Counts again and again while places change; which pieces there are does not. */
export function crossingsOf(
  flows: readonly Segment[][],
  isChannel: (along: 'x' | 'y', line: number) => boolean,
  budget: Budget,
): Crossings {
  const all = flows.flat();
  const across = piecesOf(all, 'x');
  const down = piecesOf(all, 'y');
  const piecesFor = (segment: Segment) => (segment.along === 'x' ? across : down);
  const update = (moved: readonly Segment[], ending: readonly Segment[]): void => {
    placeAll(moved, isChannel);
    for (const segment of ending) placeEnds(segment, flows[segment.flow] as Segment[], piecesFor(segment));
  };
  const countFor = (own: readonly Segment[]): number => {
    const inX = own.flatMap(({ along, piece }) => (along === 'x' ? [piece] : []));
    const inY = own.flatMap(({ along, piece }) => (along === 'y' ? [piece] : []));
    const isOwnX = across.at.map(() => false);
    const isOwnY = down.at.map(() => false);
    for (const piece of inX) isOwnX[piece] = true;
    for (const piece of inY) isOwnY[piece] = true;
    budget.left -= own.length * (across.at.length + down.at.length);
    let cost = covered(across, inX, isOwnX) + covered(down, inY, isOwnY);
    for (const piece of inX) cost += crossed(across, piece, down, undefined);
    for (const piece of inY) cost += crossed(down, piece, across, isOwnX);
    return cost;
  };
  return {
    count() {
      update(all, all);
      return countFor(all);
    },
    around(segments) {
      const touched = new Set(segments);
      for (const { flow, step } of segments) {
        const own = flows[flow] as Segment[];
        for (const other of [own[step - 1], own[step + 1]]) if (other) touched.add(other);
      }
      const ending = [...touched];
      return () => {
        update(segments, ending);
        return countFor(ending);
      };
    },
  };
}

function piecesOf(all: readonly Segment[], along: 'x' | 'y'): Pieces {
  const segment = all.filter((each) => each.along === along);
  for (const [index, each] of segment.entries()) each.piece = index;
  const numbers = () => segment.map(() => 0);
  return { segment, flow: segment.map(({ flow }) => flow), at: numbers(), from: numbers(), to: numbers() };
}

/** Tracks lie evenly across their channel; all of a channel are placed together. */
function placeAll(
  segments: readonly Segment[],
  isChannel: (along: 'x' | 'y', line: number) => boolean,
): void {
  const most = { x: [] as number[], y: [] as number[] };
  for (const { along, line, place } of segments)
    if (isChannel(along, line)) most[along][line] = Math.max(most[along][line] ?? 0, place);
  for (const segment of segments) {
    const { along, line, place } = segment;
    const tracks = most[along][line];
    const beside = tracks === undefined ? place / 150 : ((place + 1) / (tracks + 2)) * 0.8 - 0.4;
    segment.at = line + beside;
  }
}

function placeEnds(segment: Segment, own: readonly Segment[], pieces: Pieces): void {
  const before = own[segment.step - 1]?.at;
  const after = own[segment.step + 1]?.at;
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
  pieces.at[segment.piece] = segment.at;
  pieces.from[segment.piece] = from;
  pieces.to[segment.piece] = to;
}

function crossed(
  pieces: Pieces,
  piece: number,
  others: Pieces,
  counted: readonly boolean[] | undefined,
): number {
  const at = pieces.at[piece] as number;
  const from = pieces.from[piece] as number;
  const to = pieces.to[piece] as number;
  const flow = pieces.flow[piece];
  let cost = 0;
  for (let other = 0; other < others.at.length; other++) {
    const place = others.at[other] as number;
    if (
      place < from ||
      place > to ||
      at < (others.from[other] as number) ||
      at > (others.to[other] as number)
    )
      continue;
    if (flow === others.flow[other] || counted?.[other]) continue;
    const isInside =
      place > from && place < to && at > (others.from[other] as number) && at < (others.to[other] as number);
    cost += isInside ? 1 : 0.5;
  }
  return cost;
}

function covered(pieces: Pieces, own: readonly number[], isOwn: readonly boolean[]): number {
  const { at, from, to, flow, segment } = pieces;
  let cost = 0;
  for (const i of own) {
    for (let j = 0; j < at.length; j++) {
      if (Math.abs((at[i] as number) - (at[j] as number)) > 0.001 || flow[i] === flow[j]) continue;
      if (isOwn[j] && j < i) continue;
      const start = Math.max(from[i] as number, from[j] as number);
      if (Math.min(to[i] as number, to[j] as number) <= start) continue;
      cost += isMerge(segment[i] as Segment, segment[j] as Segment) ? MERGED : COVERED;
    }
  }
  return cost;
}

/** Flows may run together into the same side of a shape, but not all the way from one shape to another. */
function isMerge(a: Segment, b: Segment): boolean {
  const shared = a.ports.filter((port) =>
    b.ports.some((other) => other.shape === port.shape && other.side === port.side),
  );
  return shared.length === 1;
}

/** The flows that bend or share most first: those that another way may help. */
export function crossingFlows(flows: readonly Segment[][]): number[] {
  return flows
    .map((segments, flow) => ({ flow, bends: segments.length }))
    .filter(({ bends }) => bends > 1)
    .sort((a, b) => b.bends - a.bends)
    .map(({ flow }) => flow);
}
