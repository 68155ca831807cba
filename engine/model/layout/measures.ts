// How well a drawing reads, counted: crossings, flows through shapes, what covers what, what left its lane.
import type { Problem } from '../../core/problem.ts';
import { decode } from '../decode.ts';
import { type Document, readXml } from '../readXml.ts';
import { reportOn } from '../report.ts';
import type { Box, Point } from './drawing.ts';
import { contains, cross, grown, overlap, runsThrough, shared, stretches } from './geometry.ts';
import { type Drawn, drawnSheets } from './readDrawn.ts';

/** Each is a list of ids, or of pairs of ids written `a, b`, so that whoever looks finds the place. */
export interface Measures {
  crossings: string[];
  /** Flow and shape. */
  throughShapes: string[];
  overlappingShapes: string[];
  /** Label and what it covers. */
  coveredLabels: string[];
  /** Flows that run upon each other, but for their ends at the same shape. */
  sharedLines: string[];
  outsideLane: string[];
  /** Flow nodes and sequence flows that no sheet shows. */
  missing: string[];
}

/** What a person cannot read: `crossings`, `coveredLabels` and `sharedLines` are only ugly. */
export function isUnreadable(measures: Measures): boolean {
  const { throughShapes, overlappingShapes, outsideLane } = measures;
  return throughShapes.length + overlappingShapes.length + outsideLane.length > 0;
}

export async function measureDrawing(
  content: Uint8Array | string,
  resource: string,
): Promise<{ measures: Measures | undefined; problems: Problem[] }> {
  const report = reportOn(resource);
  const text = decode(content, report);
  const document = text === undefined ? undefined : await readXml(text, report);
  return { measures: document && measuresOf(document), problems: report.problems };
}

export function measuresOf(document: Document): Measures {
  const measures: Measures = {
    crossings: [],
    throughShapes: [],
    overlappingShapes: [],
    coveredLabels: [],
    sharedLines: [],
    outsideLane: [],
    missing: [],
  };
  const { sheets, missing } = drawnSheets(document);
  measures.missing = missing;
  for (const sheet of sheets) {
    measureFlows(sheet, measures);
    measureShapes(sheet, measures);
    measureLabels(sheet, measures);
  }
  return measures;
}

function measureFlows({ flows, shapes }: Drawn, measures: Measures): void {
  const lines = flows.map((flow) => ({ ...flow, stretches: stretches(flow.points) }));
  for (const [at, a] of lines.entries()) {
    for (const b of lines.slice(at + 1)) {
      const pairs = a.stretches.flatMap((one) => b.stretches.map((other) => [one, other] as const));
      for (const [one, other] of pairs) if (cross(one, other)) measures.crossings.push(`${a.id}, ${b.id}`);
      const together = pairs.reduce((sum, [one, other]) => sum + shared(one, other), 0);
      const isMerge = a.source === b.source || a.target === b.target;
      if (together > (isMerge ? 60 : 1)) measures.sharedLines.push(`${a.id}, ${b.id}`);
    }
    for (const shape of shapes) {
      if (shape.kind === 'container' || a.around.has(shape.id)) continue;
      const inside = grown(shape.box, -2);
      const isEnd = shape.id === a.source || shape.id === a.target;
      // The corners of a diamond's box are empty.
      const hits = a.stretches.some((each) => runsThrough(each, inside));
      if (hits && !(isEnd && endsOutside(a.points, shape.box)))
        measures.throughShapes.push(`${a.id}, ${shape.id}`);
    }
  }
}

/** Whether only the end of the flow touches the shape. */
function endsOutside(points: readonly Point[], box: Box): boolean {
  const middle = points.slice(1, -1);
  const inner = grown(box, -2);
  const isInside = ({ x, y }: Point) => contains(inner, { x, y, width: 0, height: 0 });
  return !middle.some(isInside) && stretches(points).filter((each) => runsThrough(each, inner)).length <= 1;
}

function measureShapes({ shapes, lanes }: Drawn, measures: Measures): void {
  const nodes = shapes.filter(({ kind }) => kind !== 'container' && kind !== 'boundary');
  for (const [at, a] of shapes.entries()) {
    for (const b of shapes.slice(at + 1)) {
      if (a.kind === 'container' || b.kind === 'container') continue;
      if (a.host === b.id || b.host === a.id || a.around.has(b.id) || b.around.has(a.id)) continue;
      if (overlap(a.box, b.box)) measures.overlappingShapes.push(`${a.id}, ${b.id}`);
    }
  }
  for (const { id, box, within } of nodes) {
    const lane = within === undefined ? undefined : lanes.get(within);
    if (lane && !contains(lane, box)) measures.outsideLane.push(id);
  }
}

function measureLabels({ shapes, flows, labels }: Drawn, measures: Measures): void {
  for (const [at, label] of labels.entries()) {
    const covers = (id: string) => measures.coveredLabels.push(`${label.id}, ${id}`);
    for (const other of labels.slice(at + 1)) if (overlap(label.box, other.box)) covers(other.id);
    for (const shape of shapes)
      if (shape.kind !== 'container' && !label.around.has(shape.id) && overlap(shape.box, label.box))
        covers(shape.id);
    for (const { id, points } of flows)
      if (stretches(points).some((each) => runsThrough(each, label.box))) covers(id);
  }
}
