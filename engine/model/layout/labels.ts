// Where the names of events, gateways and flows are written: near what they name, on nothing else.
import type { Box, Point, TextBlock } from './drawing.ts';
import { overlap, runsThrough, stretches } from './geometry.ts';

export interface LabelWish {
  id: string;
  text: TextBlock;
  /** Of an event or gateway. */
  box?: Box;
  /** Of a flow. */
  points?: readonly Point[];
  /** How far from its start a flow is no good place: a mark is there, or it still runs with another. */
  skip?: number;
}

interface Candidate {
  box: Box;
  cost: number;
}

const GAP = 5;
const ON_SHAPE = 1000;
const ON_LABEL = 800;
const ON_FLOW = 400;
const ON_BORDER = 60;
const TOO_EARLY = 150;

export function placeLabels(
  wishes: readonly LabelWish[],
  shapes: readonly Box[],
  flows: readonly (readonly Point[])[],
  borders: readonly Box[],
): Map<string, Box> {
  const placed = new Map<string, Box>();
  const lines = flows.flatMap(stretches);
  const costOf = (box: Box): number => {
    let cost = 0;
    for (const shape of shapes) if (overlap(shape, box, 1)) cost += ON_SHAPE;
    for (const label of placed.values()) if (overlap(label, box, 2)) cost += ON_LABEL;
    for (const line of lines) if (runsThrough(line, box)) cost += ON_FLOW;
    for (const border of borders) if (crossesBorder(border, box)) cost += ON_BORDER;
    return cost;
  };
  for (const wish of wishes) {
    let best: Candidate | undefined;
    for (const { box, cost } of candidatesFor(wish)) {
      if (best && cost >= best.cost) continue;
      const total = cost + costOf(box);
      if (!best || total < best.cost) best = { box, cost: total };
    }
    if (best) placed.set(wish.id, best.box);
  }
  return placed;
}

function candidatesFor({ box, points, text, skip = 0 }: LabelWish): Candidate[] {
  if (box) return besideShape(box, text);
  return points ? besideFlow(points, text, skip) : [];
}

function crossesBorder(border: Box, box: Box): boolean {
  const isInside = (y: number) => y > box.y && y < box.y + box.height;
  return isInside(border.y) || isInside(border.y + border.height);
}

function besideShape(box: Box, { width, height }: TextBlock): Candidate[] {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const below = box.y + box.height + GAP;
  const above = box.y - GAP - height;
  const left = x - GAP - width;
  const right = x + GAP;
  const corner = Math.min(box.width, box.height) / 4;
  const at: [number, number, number][] = [
    [x - width / 2, below, 0],
    [x - width / 2, above, 5],
    [left, above + corner, 12],
    [right, above + corner, 14],
    [left, below - corner, 10],
    [right, below - corner, 13],
    [right, below, 16],
    [left, below, 15],
    [left, above, 17],
    [right, above, 18],
    [box.x - GAP - width, y - height / 2, 22],
    [box.x + box.width + GAP, y - height / 2, 24],
    [box.x - GAP - width, y + GAP, 30],
    [box.x - GAP - width, y - GAP - height, 30],
    [box.x + box.width + GAP, y + GAP, 32],
    [box.x + box.width + GAP, y - GAP - height, 32],
    [x - width / 2, below + 14, 40],
    [x - width / 2, above - 14, 40],
  ];
  return at.map(([left, top, cost]) => candidate(left, top, width, height, cost));
}

function candidate(x: number, y: number, width: number, height: number, cost: number): Candidate {
  return { box: { x: Math.round(x), y: Math.round(y), width, height }, cost };
}

/** Along the flow, the nearer to its start the better. */
function besideFlow(points: readonly Point[], text: TextBlock, skip: number): Candidate[] {
  const found: Candidate[] = [];
  let gone = 0;
  for (const [a, b] of stretches(points)) {
    const length = Math.abs(b.x - a.x) + Math.abs(b.y - a.y);
    for (let along = 0; along <= length && gone + along < 700; along += 6) {
      const early = gone + along < skip ? TOO_EARLY : 0;
      found.push(...besidePoint(a, b, along, length, early + (gone + along) / 4, text));
    }
    gone += length;
  }
  return found;
}

function besidePoint(
  a: Point,
  b: Point,
  along: number,
  length: number,
  cost: number,
  { width, height }: TextBlock,
): Candidate[] {
  if (a.y === b.y) {
    const x = b.x > a.x ? a.x + along + 3 : a.x - along - 3 - width;
    // Past the end of its stretch a label seems to belong to something else.
    const late = Math.max(0, along + width - length);
    return [
      candidate(x, a.y - 3 - height, width, height, cost + late),
      candidate(x, a.y + 3, width, height, cost + late + 3),
    ];
  }
  const y = b.y > a.y ? a.y + along + 3 : a.y - along - 3 - height;
  const late = Math.max(0, along + height - length);
  return [
    candidate(a.x + 5, y, width, height, cost + late),
    candidate(a.x - 5 - width, y, width, height, cost + late + 2),
  ];
}

const MARK = 16;

/** How far each flow runs together with another that leaves by the same side. */
export function skips(flows: readonly { points: readonly Point[]; isDefault: boolean }[]): number[] {
  return flows.map(({ points, isDefault }, index) => {
    const together = flows.map(({ points: others }, other) =>
      other === index ? 0 : commonStart(points, others),
    );
    const common = Math.max(0, ...together);
    return common > 0 ? common + 4 : isDefault ? MARK : 0;
  });
}

function commonStart(a: readonly Point[], b: readonly Point[]): number {
  const [start, first] = a;
  const [other, second] = b;
  if (!start || !first || !other || !second || start.x !== other.x || start.y !== other.y) return 0;
  const along = start.x === first.x ? 'y' : 'x';
  if ((start.x === second.x ? 'y' : 'x') !== along) return 0;
  const one = first[along] - start[along];
  const two = second[along] - start[along];
  return one * two > 0 ? Math.min(Math.abs(one), Math.abs(two)) : 0;
}
