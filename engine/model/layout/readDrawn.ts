// The coordinates that a file has, with what they belong to.
import type { ModdleElement } from 'bpmn-moddle';
import type { Document } from '../readXml.ts';
import { childOf, childrenOf, textOf } from '../sourceNode.ts';
import type { Box, Point } from './drawing.ts';

export interface DrawnNode {
  id: string;
  /** Pools and lanes hold others; expanded subprocesses do, but hide what runs through them. */
  kind: 'container' | 'boundary' | 'node';
  box: Box;
  host?: string;
  /** The subprocesses that it lies in. */
  around: ReadonlySet<string>;
  /** The innermost lane that lists it. */
  within?: string;
}

export interface DrawnLine {
  id: string;
  source: string;
  target: string;
  points: Point[];
  around: ReadonlySet<string>;
}

export interface Drawn {
  shapes: DrawnNode[];
  flows: DrawnLine[];
  labels: { id: string; box: Box; around: ReadonlySet<string> }[];
  lanes: Map<string, Box>;
}

export function drawnSheets(document: Document): { sheets: Drawn[]; missing: string[] } {
  const laneOf = new Map<string, string>();
  for (const element of document.byId.values())
    if (element.$type === 'bpmn:Lane')
      for (const node of childrenOf(element, 'flowNodeRef')) {
        const isInner = childOf(element, 'childLaneSet') === undefined;
        if (isInner || !laneOf.has(idOf(node))) laneOf.set(idOf(node), idOf(element));
      }
  const sheets = childrenOf(document.root, 'diagrams').map((diagram) => readSheet(diagram, laneOf));
  const shown = new Set(sheets.flatMap(({ shapes, flows }) => [...shapes, ...flows].map(({ id }) => id)));
  const missing = [...document.byId.values()].filter(
    (each) => each.$instanceOf?.('bpmn:FlowNode') || each.$type === 'bpmn:SequenceFlow',
  );
  return { sheets, missing: missing.map(idOf).filter((id) => !shown.has(id)) };
}

function readSheet(diagram: ModdleElement, laneOf: ReadonlyMap<string, string>): Drawn {
  const drawn: Drawn = { shapes: [], flows: [], labels: [], lanes: new Map() };
  const plane = childOf(diagram, 'plane');
  for (const each of plane ? childrenOf(plane, 'planeElement') : []) {
    const element = childOf(each, 'bpmnElement');
    if (!element) continue;
    const id = idOf(element);
    const around = surroundings(element);
    const bounds = childOf(each, 'bounds');
    if (each.$type === 'bpmndi:BPMNEdge') drawn.flows.push(readLine(each, element, around));
    else if (bounds) readShape(drawn, element, boxOf(bounds), around, laneOf);
    const label = childOf(each, 'label');
    const labelBounds = label && childOf(label, 'bounds');
    const isNamed = (textOf(element, 'name') ?? '') !== '';
    if (labelBounds && isNamed) drawn.labels.push({ id, box: boxOf(labelBounds), around });
  }
  return drawn;
}

function readShape(
  drawn: Drawn,
  element: ModdleElement,
  box: Box,
  around: ReadonlySet<string>,
  laneOf: ReadonlyMap<string, string>,
): void {
  const id = idOf(element);
  const isContainer = element.$type === 'bpmn:Lane' || element.$type === 'bpmn:Participant';
  const host = childOf(element, 'attachedToRef');
  const within = laneOf.get(id);
  if (element.$type === 'bpmn:Lane') drawn.lanes.set(id, box);
  drawn.shapes.push({
    id,
    kind: isContainer ? 'container' : host ? 'boundary' : 'node',
    box,
    around,
    ...(host ? { host: idOf(host) } : {}),
    ...(within === undefined ? {} : { within }),
  });
}

function readLine(edge: ModdleElement, element: ModdleElement, around: ReadonlySet<string>): DrawnLine {
  const own = element.$parent;
  const end = (name: string) => {
    const found = childrenOf(element, name)[0];
    if (found) return idOf(found);
    return own && element.$instanceOf?.('bpmn:DataAssociation') ? idOf(own) : '';
  };
  const ends = [childrenOf(element, 'sourceRef')[0], childrenOf(element, 'targetRef')[0]];
  const both = new Set([...around, ...ends.flatMap((each) => (each ? [...surroundings(each)] : []))]);
  const points = childrenOf(edge, 'waypoint').map((point) => ({
    x: numberOf(point, 'x'),
    y: numberOf(point, 'y'),
  }));
  return { id: idOf(element), source: end('sourceRef'), target: end('targetRef'), points, around: both };
}

function surroundings(element: ModdleElement): Set<string> {
  const around = new Set<string>();
  for (let at = element.$parent; at; at = at.$parent)
    if (at.$instanceOf?.('bpmn:SubProcess')) around.add(idOf(at));
  return around;
}

function boxOf(bounds: ModdleElement): Box {
  return {
    x: numberOf(bounds, 'x'),
    y: numberOf(bounds, 'y'),
    width: numberOf(bounds, 'width'),
    height: numberOf(bounds, 'height'),
  };
}

function numberOf(element: ModdleElement, name: string): number {
  return Number(textOf(element, name) ?? 0);
}

function idOf(element: ModdleElement): string {
  return textOf(element, 'id') ?? '';
}
