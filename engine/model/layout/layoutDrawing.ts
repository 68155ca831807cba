// A BPMN file drawn anew: lanes as bands, flows from left to right. Nothing else of the file's text changes.
import type { Problem } from '../../core/problem.ts';
import { checkSize } from '../checks/size.ts';
import { decode } from '../decode.ts';
import { type Document, readXml } from '../readXml.ts';
import { reportOn } from '../report.ts';
import { childOf, childrenOf, textOf } from '../sourceNode.ts';
import { type BandSource, depthOf } from './bandSources.ts';
import { type Sheet, sheetText } from './diagramText.ts';
import type { Box, Container, Effort, Picture } from './drawing.ts';
import { type DrawnBefore, drawnBefore } from './drawnBefore.ts';
import { pictureOf } from './picture.ts';
import { collapsedOf, type Plane, planesOf } from './planes.ts';
import { idOf, LANE_HEADER, POOL_HEADER, readPlane } from './readPlane.ts';
import { prefixesOf, withDiagrams } from './splice.ts';

export interface LayoutOutcome {
  /** Undefined when the file cannot be read: the problems say why. */
  xml: string | undefined;
  problems: Problem[];
}

/** Nodes and flows: more would take minutes and hundreds of megabytes. */
const MOST_DRAWN = 2500;

const AT = { x: 160, y: 80 };

export async function layoutDrawing(
  content: Uint8Array | string,
  resource: string,
  effort: Effort = 'careful',
): Promise<LayoutOutcome> {
  const report = reportOn(resource);
  const text = decode(content, report);
  const document = text === undefined ? undefined : await readXml(text, report);
  const processes = document ? childrenOf(document.root, 'rootElements') : [];
  checkSize(
    processes.filter(({ $type }) => $type === 'bpmn:Process'),
    report,
    MOST_DRAWN,
  );
  const isRefused = report.problems.some(({ severity }) => severity === 'error');
  if (!document || text === undefined || isRefused) return { xml: undefined, problems: report.problems };
  const before = drawnBefore(text);
  const manner = { collapsed: new Set(collapsedOf(document)), effort };
  const prefixes = prefixesOf(text);
  const names = diagramNames(document);
  const sheets = planesOf(document).map((plane, index) => {
    const container = readPlane(plane, manner);
    const sheet = sheetOf(plane, container, pictureOf(container, effort), before, document);
    return sheetText({ ...sheet, ...names(idOf(plane.element), index) }, prefixes);
  });
  return { xml: withDiagrams(text, sheets), problems: report.problems };
}

function diagramNames(
  document: Document,
): (element: string, index: number) => { id: string; planeId: string } {
  const known = new Map<string, { id: string; planeId: string }>();
  const diagrams = childrenOf(document.root, 'diagrams');
  for (const diagram of diagrams) {
    const plane = childOf(diagram, 'plane');
    const about = plane && childOf(plane, 'bpmnElement');
    if (plane && about) known.set(idOf(about), { id: idOf(diagram), planeId: idOf(plane) });
  }
  return (element) => {
    const { id, planeId } = known.get(element) ?? { id: '', planeId: '' };
    return { id: id || `diagram_${element}`, planeId: planeId || `plane_${element}` };
  };
}

function sheetOf(
  plane: Plane,
  container: Container,
  picture: Picture,
  before: ReadonlyMap<string, DrawnBefore>,
  document: Document,
): Omit<Sheet, 'id' | 'planeId'> {
  const moved = <T extends { x: number; y: number }>(each: T): T => ({
    ...each,
    x: each.x + AT.x,
    y: each.y + AT.y,
  });
  const label = (id: string) => {
    const box = picture.labels.get(id);
    return box && moved(box);
  };
  const named = (id: string, more: string[] = []) => {
    const said = before.get(id);
    return { element: id, id: said?.id ?? `${id}_di`, attributes: [...more, ...(said?.attributes ?? [])] };
  };
  const bands = poolShapes(plane, container, picture).map(({ element, box }) => ({
    ...named(element, ['isHorizontal="true"']),
    box: moved(box),
  }));
  const shapes = [...picture.shapes].flatMap(([id, box]) => {
    if (bands.some(({ element }) => element === id)) return [];
    return [{ ...named(id, markersOf(id, document, picture, before)), box: moved(box), label: label(id) }];
  });
  const flows = [...picture.flows].map(([id, points]) => ({
    ...named(id),
    points: points.map(moved),
    label: label(id),
  }));
  return { element: idOf(plane.element), shapes: [...bands, ...shapes], flows };
}

/** What the kind of an element needs to be drawn right, unless the file already says it. */
function markersOf(
  id: string,
  document: Document,
  picture: Picture,
  before: ReadonlyMap<string, DrawnBefore>,
): string[] {
  const element = document.byId.get(id);
  if (element?.$type === 'bpmn:ExclusiveGateway' && !before.has(id)) return ['isMarkerVisible="true"'];
  if (!element?.$instanceOf?.('bpmn:SubProcess')) return [];
  const isOpen = childrenOf(element, 'flowElements').some((inner) =>
    picture.shapes.has(textOf(inner, 'id') ?? ''),
  );
  return [`isExpanded="${isOpen}"`];
}

/** Pools around their bands, lanes from the outermost to the innermost. */
function poolShapes(plane: Plane, container: Container, picture: Picture): { element: string; box: Box }[] {
  const shapes: { element: string; box: Box }[] = [];
  const around = (bands: Box[], indent: number): Box => {
    const top = Math.min(...bands.map(({ y }) => y));
    const bottom = Math.max(...bands.map(({ y, height }) => y + height));
    return { x: indent, y: top, width: picture.width - indent, height: bottom - top };
  };
  plane.pools.forEach(({ participant, lanes }, pool) => {
    const own = picture.bands.filter((_, band) => container.bands[band]?.pool === pool);
    if (participant) shapes.push({ element: idOf(participant), box: around(own, 0) });
    const remaining = own.slice();
    const draw = (tree: readonly BandSource[], indent: number, depth: number): Box[] =>
      tree.flatMap((source) => {
        const at = shapes.push({ element: idOf(source.lane), box: { x: 0, y: 0, width: 0, height: 0 } }) - 1;
        const inner =
          source.inner.length > 0
            ? draw(source.inner, indent + LANE_HEADER, depth - 1)
            : remaining.splice(0, 1);
        (shapes[at] as { box: Box }).box = around(inner, indent);
        return inner;
      });
    draw(lanes, participant ? POOL_HEADER : 0, depthOf(lanes));
  });
  return shapes;
}
