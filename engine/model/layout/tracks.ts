// Puts flows that share a line side by side, in the order that crosses least.
import { type Budget, crossingsOf } from './crossingCost.ts';
import { meet, type Segment } from './segments.ts';

/** Segments that are kept apart together: those of one channel, or those at one side of one shape. */
interface Group {
  segments: Segment[];
  /** Itself and whatever else may move when it is settled. */
  moves: Segment[];
  settle(segments: readonly Segment[]): void;
}

export interface TrackRules {
  isChannel(along: 'x' | 'y', line: number): boolean;
  /** Pixels between flows at this side of a shape; 0 where all share one point. */
  portDistance(shape: number, side: string, count: number): number;
  /** Pixels from the center where the shape's own place fixes it: boundary events. */
  fixed(shape: number): number | undefined;
}

const BESIDE = 12;

/** How hard to look for a better order: not at all, among neighbors once, or everywhere until none is better. */
export type Care = 'none' | 'neighbors' | 'all';

const MOST_PASSES = 6;

/** Gives what the crossings that are left cost. */
export function placeSegments(
  flows: readonly Segment[][],
  rules: TrackRules,
  care: Care,
  budget: Budget,
): number {
  const all = flows.flat();
  const passing = passingOf(all, rules);
  const groups = [...channelGroups(all, flows, rules), ...portGroups(all, flows, rules, passing)];
  const crossings = crossingsOf(flows, rules.isChannel, budget);
  for (const group of groups) group.settle(group.segments);
  avoidCenters(passing);
  let cost = crossings.count();
  const passes = care === 'none' ? 0 : care === 'neighbors' ? 1 : MOST_PASSES;
  for (let pass = 0; pass < passes && budget.left > 0; pass++) {
    const before = cost;
    for (const group of groups)
      if (budget.left > 0) cost += improve(group, care, crossings.around(group.moves));
    if (cost >= before) break;
  }
  return cost;
}

/** Gives by how much it changed the cost. */
function improve(group: Group, care: Care, count: () => number): number {
  if (group.segments.length < 2) return 0;
  const start = count();
  let cost = start;
  for (let index = 0; index < group.segments.length; index++) {
    for (let to = 0; to < group.segments.length; to++) {
      if (to === index || (care === 'neighbors' && to !== index + 1)) continue;
      const tried = group.segments.slice();
      tried.splice(to, 0, ...tried.splice(index, 1));
      group.settle(tried);
      const now = count();
      if (now >= cost - 1e-9) continue;
      group.segments = tried;
      cost = now;
    }
  }
  group.settle(group.segments);
  count();
  return cost - start;
}

function channelGroups(all: readonly Segment[], flows: readonly Segment[][], rules: TrackRules): Group[] {
  const byLine = new Map<string, Segment[]>();
  for (const segment of all) {
    if (!rules.isChannel(segment.along, segment.line)) continue;
    const key = `${segment.along}${segment.line}`;
    byLine.set(key, [...(byLine.get(key) ?? []), segment]);
  }
  return [...byLine.values()].map((segments) => {
    const ordered = segments
      .map((segment) => ({ segment, lean: leanOf(segment, flows) }))
      .sort((a, b) => a.lean - b.lean)
      .map(({ segment }) => segment);
    return { segments: ordered, moves: ordered, settle: settleChannel };
  });
}

/** Negative: what it connects lies to the left of its line, or above. */
function leanOf(segment: Segment, flows: readonly Segment[][]): number {
  const own = flows[segment.flow] as Segment[];
  const index = own.indexOf(segment);
  let lean = 0;
  for (const other of [own[index - 1], own[index + 1]])
    if (other) lean += Math.sign((other.from + other.to) / 2 - segment.line);
  return lean;
}

/** Each gets the first track after those before it that it meets. */
function settleChannel(segments: readonly Segment[]): void {
  segments.forEach((segment, index) => {
    let track = 0;
    for (let before = 0; before < index; before++) {
      const other = segments[before] as Segment;
      if (meet(other, segment)) track = Math.max(track, other.place + 1);
    }
    segment.place = track;
  });
}

function portGroups(
  all: readonly Segment[],
  flows: readonly Segment[][],
  rules: TrackRules,
  passing: readonly Passing[],
): Group[] {
  const byPort = new Map<string, Segment[]>();
  for (const segment of all) {
    if (rules.isChannel(segment.along, segment.line)) continue;
    const fixed = segment.ports.map(({ shape }) => rules.fixed(shape)).find((place) => place !== undefined);
    if (fixed !== undefined) segment.place = fixed;
    if (fixed !== undefined || isStraight(segment, flows)) continue;
    for (const { shape, side } of segment.ports) {
      const key = `${shape} ${side}`;
      byPort.set(key, [...(byPort.get(key) ?? []), segment]);
    }
  }
  return [...byPort.entries()].map(([key, segments]) => {
    const [shape, side] = key.split(' ') as [string, string];
    const straight = all.some(
      (each) =>
        isStraight(each, flows) &&
        each.ports.some((port) => port.shape === Number(shape) && port.side === side),
    );
    const distance = rules.portDistance(Number(shape), side, segments.length + (straight ? 1 : 0));
    const near = passing.filter((each) => each.near.some((other) => segments.includes(other)));
    return {
      segments,
      moves: [...segments, ...near.map((each) => each.segment)],
      settle(ordered) {
        settlePort(ordered, straight, distance);
        avoidCenters(near);
      },
    };
  });
}

function isStraight(segment: Segment, flows: readonly Segment[][]): boolean {
  return flows[segment.flow]?.length === 1;
}

/** Around the center; a flow that runs straight to the next shape keeps the center itself. */
function settlePort(segments: readonly Segment[], straight: boolean, distance: number): void {
  const half = Math.ceil(segments.length / 2);
  segments.forEach((segment, index) => {
    const step = straight
      ? index < half
        ? index - half
        : index - half + 1
      : index - (segments.length - 1) / 2;
    segment.place = step * distance;
  });
}

/** What passes through free cells, with what it meets there. */
interface Passing {
  segment: Segment;
  near: Segment[];
}

function passingOf(all: readonly Segment[], rules: TrackRules): Passing[] {
  const inCenters = all.filter(({ along, line }) => !rules.isChannel(along, line));
  const done = inCenters.filter(({ ports }) => ports.length > 0);
  return inCenters
    .filter(({ ports }) => ports.length === 0)
    .map((segment) => {
      const { along, line } = segment;
      const near = done.filter(
        (other) => other.along === along && other.line === line && meet(other, segment),
      );
      done.push(segment);
      return { segment, near };
    });
}

/** It gives way to what belongs to the shapes of that row or column. */
function avoidCenters(passing: readonly Passing[]): void {
  for (const { segment, near } of passing) {
    const free = [0, 1, -1, 2, -2, 3, -3].find((step) =>
      near.every(({ place }) => Math.abs(place - step * BESIDE) >= BESIDE - 1),
    );
    segment.place = (free ?? 0) * BESIDE;
  }
}
