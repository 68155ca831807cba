// What a BPMN file draws: its shapes and lines with their places and names, of its first sheet.
import { type XmlNode, xmlTree } from '../engine.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Shape extends Box {
  id: string;
  /** Name of its XML tag, such as `userTask`. */
  type: string;
  name: string;
  /** Where its name stands, if beside it. */
  label?: Box;
  /** `timer`, `message`: what an event is about; empty where nothing is. */
  event: string;
  interrupting: boolean;
  expanded: boolean;
  repeated: boolean;
}

export interface Line {
  id: string;
  type: string;
  name: string;
  points: { x: number; y: number }[];
  label?: Box;
}

export interface Drawing {
  shapes: Shape[];
  lines: Line[];
}

/** Undefined where the file shows nothing. */
export function readDrawing(xml: string): Drawing | undefined {
  const tree = xmlTree(xml);
  const plane = tree && find(tree, (node) => node.local === 'BPMNPlane');
  if (!tree || !plane) return undefined;
  const elements = new Map<string, XmlNode>();
  collect(tree, elements);
  const shapes = plane.children.flatMap((node) =>
    node.local === 'BPMNShape' ? shapeOf(node, elements) : [],
  );
  const lines = plane.children.flatMap((node) => (node.local === 'BPMNEdge' ? lineOf(node, elements) : []));
  return shapes.length > 0 ? { shapes, lines } : undefined;
}

function find(node: XmlNode, is: (node: XmlNode) => boolean): XmlNode | undefined {
  if (is(node)) return node;
  for (const child of node.children) {
    const found = find(child, is);
    if (found) return found;
  }
  return undefined;
}

function collect(node: XmlNode, elements: Map<string, XmlNode>): void {
  const id = node.attributes.get('id');
  if (id !== undefined && node.tag.startsWith('bpmn:')) elements.set(id, node);
  for (const child of node.children) collect(child, elements);
}

function boxOf(node: XmlNode | undefined): Box | undefined {
  const bounds = node?.children.find(({ local }) => local === 'Bounds');
  if (!bounds) return undefined;
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
    Number(bounds.attributes.get(name)),
  ) as [number, number, number, number];
  return [x, y, width, height].every(Number.isFinite) ? { x, y, width, height } : undefined;
}

const labelIn = (node: XmlNode): Box | undefined =>
  boxOf(node.children.find(({ local }) => local === 'BPMNLabel'));

const nameOf = (element: XmlNode): string =>
  element.attributes.get('name') ?? element.children.find(({ local }) => local === 'text')?.text ?? '';

function shapeOf(node: XmlNode, elements: ReadonlyMap<string, XmlNode>): Shape[] {
  const id = node.attributes.get('bpmnElement') ?? '';
  const element = elements.get(id);
  const box = boxOf(node);
  if (!element || !box) return [];
  const event = element.children.find(({ local }) => local.endsWith('EventDefinition'));
  const label = labelIn(node);
  const { attributes } = element;
  return [
    {
      ...box,
      id,
      type: element.local,
      name: nameOf(element),
      ...(label && { label }),
      event: event?.local.slice(0, -'EventDefinition'.length) ?? '',
      interrupting:
        attributes.get('cancelActivity') !== 'false' && attributes.get('isInterrupting') !== 'false',
      expanded: node.attributes.get('isExpanded') === 'true',
      repeated: element.children.some(({ local }) => local.endsWith('LoopCharacteristics')),
    },
  ];
}

function lineOf(node: XmlNode, elements: ReadonlyMap<string, XmlNode>): Line[] {
  const id = node.attributes.get('bpmnElement') ?? '';
  const element = elements.get(id);
  const points = node.children
    .filter(({ local }) => local === 'waypoint')
    .map(({ attributes }) => ({ x: Number(attributes.get('x')), y: Number(attributes.get('y')) }))
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  if (!element || points.length < 2) return [];
  const label = labelIn(node);
  return [{ id, type: element.local, name: nameOf(element), points, ...(label && { label }) }];
}
