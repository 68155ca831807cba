// How much the flows cross and cover each other, counted on the grid before anything has coordinates.
import type { Segment } from './segments.ts';

const COVERED = 4;

interface Piece {
  flow: number;
  at: number;
  from: number;
  to: number;
  ports: Segment['ports'];
}

export function crossingCost(
  flows: readonly Segment[][],
  isChannel: (along: 'x' | 'y', line: number) => boolean,
): number {
  const widths = channelWidths(flows, isChannel);
  const place = (segment: Segment): number => {
    const most = widths.get(`${segment.along}${segment.line}`);
    if (most === undefined) return segment.line + segment.place / 150;
    return segment.line + ((segment.place + 1) / (most + 2)) * 0.8 - 0.4;
  };
  const across: Piece[] = [];
  const down: Piece[] = [];
  for (const segments of flows) {
    segments.forEach((segment, index) => {
      const before = segments[index - 1];
      const after = segments[index + 1];
      const { flow, ports } = segment;
      const outer = endsOf(segment, before, after, place);
      (segment.along === 'x' ? across : down).push({ flow, ports, at: place(segment), ...outer });
    });
  }
  let cost = covered(across) + covered(down);
  for (const h of across) {
    for (const v of down) {
      if (h.flow === v.flow || v.at < h.from || v.at > h.to || h.at < v.from || h.at > v.to) continue;
      const isInside = v.at > h.from && v.at < h.to && h.at > v.from && h.at < v.to;
      cost += isInside ? 1 : 0.5;
    }
  }
  return cost;
}

function endsOf(
  segment: Segment,
  before: Segment | undefined,
  after: Segment | undefined,
  place: (segment: Segment) => number,
): { from: number; to: number } {
  const ends = [before, after].map((other) => (other ? place(other) : undefined));
  const middle = (segment.from + segment.to) / 2;
  const known = ends.filter((end) => end !== undefined);
  if (known.length === 2) return { from: Math.min(...known), to: Math.max(...known) };
  const one = known[0];
  if (one === undefined) return { from: segment.from, to: segment.to };
  return one < middle
    ? { from: one, to: Math.max(segment.to, one) }
    : { from: Math.min(segment.from, one), to: one };
}

function covered(pieces: readonly Piece[]): number {
  let cost = 0;
  for (let i = 0; i < pieces.length; i++) {
    const a = pieces[i] as Piece;
    for (let j = i + 1; j < pieces.length; j++) {
      const b = pieces[j] as Piece;
      if (a.flow === b.flow || Math.abs(a.at - b.at) > 0.001) continue;
      if (Math.min(a.to, b.to) <= Math.max(a.from, b.from)) continue;
      const shares = a.ports.some((port) =>
        b.ports.some((other) => other.shape === port.shape && other.side === port.side),
      );
      cost += shares ? 0.2 : COVERED;
    }
  }
  return cost;
}

function channelWidths(
  flows: readonly Segment[][],
  isChannel: (along: 'x' | 'y', line: number) => boolean,
): Map<string, number> {
  const widths = new Map<string, number>();
  for (const { along, line, place } of flows.flat()) {
    if (!isChannel(along, line)) continue;
    const key = `${along}${line}`;
    widths.set(key, Math.max(widths.get(key) ?? 0, place));
  }
  return widths;
}

/** The flows that bend or share most first: those that another way may help. */
export function crossingFlows(flows: readonly Segment[][]): number[] {
  return flows
    .map((segments, flow) => ({ flow, bends: segments.length }))
    .filter(({ bends }) => bends > 1)
    .sort((a, b) => b.bends - a.bends)
    .map(({ flow }) => flow);
}
