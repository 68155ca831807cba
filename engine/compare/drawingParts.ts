// A BPMN file as parts: everything that has an id of its own on the drawing, with where it stands.
import type { Part, Parts } from './part.ts';
import { propertiesOf } from './xmlProperties.ts';
import { type XmlNode, xmlTree } from './xmlTree.ts';

/** Has an id, but people know it only as a part of what it is in. */
const DETAIL =
  /(EventDefinition|LoopCharacteristics|Expression|Specification|Association|InputSet|OutputSet|DataInput|DataOutput|[pP]roperty|resourceRole|performer|humanPerformer|potentialOwner|laneSet|childLaneSet|documentation|timeDate|timeCycle|timeDuration|condition|completionCondition|loopCondition|loopCardinality|text|script)$/;
/** Messages, signals and errors are parts; the definitions of events refer to them. */
const NOISE = /^(incoming|outgoing|flowNodeRef|dataInputRefs|dataOutputRefs)$/;

const reading = { isPart, isNoise: ({ local }: XmlNode) => NOISE.test(local) };

export function drawingParts(text: string): Parts {
  const root = xmlTree(text);
  if (root?.tag !== 'bpmn:definitions') return { unreadable: root ? `<${root.tag}>` : 'XML' };
  const parts: Part[] = [];
  const lanes = new Map<string, string>();
  const drawn = new Map<string, string>();
  collectLanes(root, lanes);
  collectShapes(root, drawn);
  const open: { node: XmlNode; within: string | undefined }[] = [{ node: root, within: undefined }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { node, within } = at;
    const id = node.attributes.get('id') ?? '';
    const part = isPart(node) ? partOf(node, lanes.get(id) ?? within, drawn.get(id)) : undefined;
    if (part) parts.push(part);
    for (const child of [...node.children].reverse())
      if (!child.tag.startsWith('bpmndi:')) open.push({ node: child, within: part?.id ?? within });
  }
  return { parts: withFlowsNamed(parts) };
}

/** Flows without a name are known by what they connect. */
function withFlowsNamed(parts: readonly Part[]): Part[] {
  const names = new Map(parts.map(({ id, name }) => [id, name || id]));
  return parts.map((part) => {
    const [source, target] = ['sourceRef', 'targetRef'].map((end) => part.properties.get(end));
    if (part.name !== '' || source === undefined || target === undefined) return part;
    return {
      ...part,
      unnamed: true,
      name: `${names.get(source) ?? source} → ${names.get(target) ?? target}`,
    };
  });
}

function isPart(node: XmlNode): boolean {
  return (
    node.tag.startsWith('bpmn:') && node.attributes.has('id') && !DETAIL.test(node.local) && !isRoot(node)
  );
}

function isRoot({ local }: XmlNode): boolean {
  return local === 'definitions';
}

function partOf(node: XmlNode, within: string | undefined, place: string | undefined): Part {
  const id = node.attributes.get('id') as string;
  const text = node.children.find(({ local }) => local === 'text')?.text ?? '';
  return {
    id,
    kind: node.local,
    name: plain(node.attributes.get('name') ?? text),
    ...(within !== undefined && { within }),
    properties: propertiesOf(node, reading),
    ...(place !== undefined && { drawn: place }),
  };
}

/** The innermost lane of each flow node. */
function collectLanes(node: XmlNode, lanes: Map<string, string>): void {
  for (const child of node.children) {
    if (child.local === 'lane') {
      const lane = child.attributes.get('id') ?? '';
      for (const { local, text } of child.children) if (local === 'flowNodeRef') lanes.set(text.trim(), lane);
    }
    collectLanes(child, lanes);
  }
}

/** Bounds and waypoints of what is drawn, as one text. */
function collectShapes(node: XmlNode, drawn: Map<string, string>): void {
  for (const child of node.children) {
    const element = child.attributes.get('bpmnElement');
    if (child.tag === 'bpmndi:BPMNShape' || child.tag === 'bpmndi:BPMNEdge')
      drawn.set(element ?? '', pointsOf(child).join(' '));
    else collectShapes(child, drawn);
  }
}

function pointsOf(node: XmlNode): string[] {
  return node.children.flatMap((child) => {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => child.attributes.get(name));
    const own = x === undefined ? [] : [[x, y, width, height].filter(Boolean).join(',')];
    return [...own, ...pointsOf(child)];
  });
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
