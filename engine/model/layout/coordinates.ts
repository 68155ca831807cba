// From grid to pixels: columns as wide as what stands in them, channels as wide as the flows that run through them.
import type { Band } from './drawing.ts';
import type { Grid } from './grid.ts';
import type { Seat } from './ports.ts';
import type { Segment } from './segments.ts';

/** How much room a shape needs around the center of its cell. */
export interface Extent {
  left: number;
  right: number;
  up: number;
  down: number;
}

export interface Scale {
  /** Where a line lies, with the given place on it: a track, or pixels from the center. */
  at(along: 'x' | 'y', line: number, place: number): number;
  bandTop(band: number): number;
  bandBottom(band: number): number;
  width: number;
  height: number;
}

export interface Room {
  grid: Grid;
  bands: readonly Band[];
  header: number;
  seats: readonly (Seat & Extent)[];
  flows: readonly Segment[][];
  /** Pixels to keep free at the left of a vertical channel, for labels of flows. */
  labelRoom: ReadonlyMap<number, number>;
}

const TRACK = 14;
const SIDE_MARGIN = 20;
const ROW_MARGIN = 14;
const POOL_GAP = 40;

interface Line {
  start: number;
  size: number;
  /** Where track 0 lies, or the center. */
  zero: number;
}

export function scaleOf(room: Room): Scale {
  const x = verticalLines(room);
  const y = horizontalLines(room);
  const tops: number[] = [];
  const bottoms: number[] = [];
  room.grid.lines.forEach(({ band }, index) => {
    const { start, size } = y[index] as Line;
    tops[band] ??= start;
    bottoms[band] = start + size;
  });
  const lastX = x.at(-1) as Line;
  return {
    at: (along, line, place) => {
      const { zero } = (along === 'x' ? y : x)[line] as Line;
      const isChannel = along === 'x' ? room.grid.lines[line]?.kind === 'channel' : line % 2 === 0;
      return Math.round(zero + place * (isChannel ? TRACK : 1));
    },
    bandTop: (band) => tops[band] ?? 0,
    bandBottom: (band) => bottoms[band] ?? 0,
    width: lastX.start + lastX.size,
    height: Math.max(0, ...bottoms),
  };
}

function tracksIn(flows: readonly Segment[][], along: 'x' | 'y', line: number): number {
  let most = 0;
  for (const segment of flows.flat())
    if (segment.along === along && segment.line === line) most = Math.max(most, segment.place + 1);
  return most;
}

function verticalLines(room: Room): Line[] {
  const { grid, seats, flows } = room;
  const sizes = Array.from({ length: grid.width }, (_, line) => {
    if (line % 2 === 1) return { left: 0, right: 0 };
    const tracks = tracksIn(flows, 'y', line);
    const label = room.labelRoom.get(line) ?? 0;
    return { left: label + SIDE_MARGIN, right: SIDE_MARGIN + Math.max(0, tracks - 1) * TRACK };
  });
  for (const { column, span, left, right } of seats) {
    if (span !== 1) continue;
    const size = sizes[column * 2 + 1] as { left: number; right: number };
    size.left = Math.max(size.left, left);
    size.right = Math.max(size.right, right);
  }
  for (const { column, span, left, right } of seats) {
    if (span === 1) continue;
    const inner = sizes.slice(column * 2 + 1, (column + span) * 2);
    const missing = left + right - inner.reduce((sum, size) => sum + size.left + size.right, 0);
    if (missing <= 0) continue;
    inner.forEach((size, index) => {
      if (index % 2 === 1) return;
      size.left += missing / span / 2;
      size.right += missing / span / 2;
    });
  }
  let start = room.header;
  return sizes.map(({ left, right }) => {
    const line = { start, size: left + right, zero: start + left };
    start += left + right;
    return line;
  });
}

function horizontalLines(room: Room): Line[] {
  const { grid, seats, flows, bands } = room;
  const sizes = grid.lines.map(({ kind }, line) => {
    if (kind === 'center') return { up: 10, down: 10 };
    const tracks = tracksIn(flows, 'x', line);
    return { up: ROW_MARGIN, down: Math.max(0, tracks - 1) * TRACK + (tracks > 0 ? ROW_MARGIN : 0) };
  });
  for (const seat of seats) {
    const size = sizes[seat.line] as { up: number; down: number };
    size.up = Math.max(size.up, seat.up);
    size.down = Math.max(size.down, seat.down);
  }
  bands.forEach((band, index) => {
    const own = sizes.filter((_, line) => grid.lines[line]?.band === index);
    const first = own[0];
    const last = own.at(-1);
    const missing = band.height - own.reduce((sum, size) => sum + size.up + size.down, 0);
    if (missing <= 0 || !first || !last) return;
    first.up += missing / 2;
    last.down += missing / 2;
  });
  let start = 0;
  return sizes.map(({ up, down }, line) => {
    const band = grid.lines[line]?.band ?? 0;
    const before = grid.lines[line - 1]?.band ?? band;
    if (bands[before]?.pool !== bands[band]?.pool) start += POOL_GAP;
    const placed = { start, size: up + down, zero: start + up };
    start += up + down;
    return placed;
  });
}
