// From a sheet of the file to the container that is laid out: shapes with their sizes and lanes, flows, bands.
import type { ModdleElement } from 'bpmn-moddle';
import { childOf, childrenOf, textOf } from '../sourceNode.ts';
import { type BandSource, depthOf, leaves } from './bandSources.ts';
import type { Band, Container, Effort, Flow } from './drawing.ts';
import type { Plane, PoolSource } from './planes.ts';
import { artifactFlows, flowOf, ownerOfArtifact } from './readFlows.ts';
import { shapeOf } from './readShapes.ts';
import { INSIDE_FONT, textWidth } from './textSize.ts';

export const POOL_HEADER = 30;
export const LANE_HEADER = 30;
const LEAST_BAND = 120;
const CLOSED_POOL = 60;

/** What of the file is drawn how. */
export interface Manner {
  /** Subprocesses that are drawn closed. */
  collapsed: ReadonlySet<ModdleElement>;
  effort: Effort;
}

/** Where elements are that lie inside of an expanded subprocess: for flows from outside, at that subprocess. */
export function readPlane(plane: Plane, manner: Manner): Container {
  const container: Container = { shapes: [], flows: [], bands: [], header: 0 };
  const headers = plane.pools.map(({ participant, lanes }) => {
    return (participant ? POOL_HEADER : 0) + depthOf(lanes) * LANE_HEADER;
  });
  container.header = Math.max(0, ...headers);
  plane.pools.forEach((pool, at) => void addPool(container, pool, at, manner));
  const outermost = outermostShapes(plane, container);
  const drawn = [...plane.messageFlows.map(flowOf), ...artifactFlows(plane.artifacts)];
  for (const artifact of plane.artifacts) addNode(container, artifact, 0, manner);
  for (const flow of drawn) {
    const source = outermost(flow.source);
    const target = outermost(flow.target);
    if (source && target && source !== target) container.flows.push({ ...flow, source, target });
  }
  assignOwners(container);
  return container;
}

function addPool(
  container: Container,
  { participant, process, lanes }: PoolSource,
  pool: number,
  manner: Manner,
): void {
  const first = container.bands.length;
  const isClosed =
    participant !== undefined && (!process || childrenOf(process, 'flowElements').length === 0);
  if (isClosed && lanes.length === 0) {
    container.bands.push({ height: CLOSED_POOL, closed: true, pool });
    container.shapes.push({
      id: idOf(participant),
      kind: 'pool',
      width: 0,
      height: CLOSED_POOL,
      band: first,
    });
    return;
  }
  const own = leaves(lanes);
  for (const { lane } of own) container.bands.push(bandFor(textOf(lane, 'name') ?? '', pool));
  if (own.length === 0)
    container.bands.push(bandFor(participant ? (textOf(participant, 'name') ?? '') : '', pool));
  if (process) addContent(container, process, bandsOf(own, first), first, manner);
}

/** High enough for its name, which is written upwards over two lines at most. */
function bandFor(name: string, pool: number): Band {
  const wide = textWidth(name, INSIDE_FONT);
  const height = wide + 24 <= LEAST_BAND ? LEAST_BAND : Math.min(wide + 24, wide / 2 + 60);
  return { height: Math.max(LEAST_BAND, Math.ceil(height)), closed: false, pool };
}

function bandsOf(own: readonly BandSource[], first: number): Map<ModdleElement, number> {
  return new Map(own.flatMap(({ holds }, at) => holds.map((node) => [node, first + at] as const)));
}

/** What a process or expanded subprocess shows, with everything inside its expanded subprocesses. */
export function addContent(
  container: Container,
  scope: ModdleElement,
  bands: ReadonlyMap<ModdleElement, number>,
  first: number,
  manner: Manner,
): void {
  const elements = childrenOf(scope, 'flowElements');
  const artifacts = childrenOf(scope, 'artifacts');
  const nodes = elements.filter((each) => each.$instanceOf?.('bpmn:FlowNode'));
  const own = new Map(bands);
  for (const node of nodes) if (!own.has(node)) own.set(node, bandByNeighbors(node, own, first));
  for (const node of nodes) addNode(container, node, own.get(node) ?? first, manner);
  for (const each of [...elements, ...artifacts])
    if (!each.$instanceOf?.('bpmn:FlowNode')) addNode(container, each, first, manner);
  const flows: Flow[] = [
    ...elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow').map(flowOf),
    ...artifactFlows(artifacts),
    ...nodes.flatMap((node) => artifactFlows(dataAssociations(node), node)),
  ];
  const known = new Set(container.shapes.map(({ id }) => id));
  for (const flow of flows) if (known.has(flow.source) && known.has(flow.target)) container.flows.push(flow);
  assignOwners(container);
}

function dataAssociations(node: ModdleElement): ModdleElement[] {
  return [...childrenOf(node, 'dataInputAssociations'), ...childrenOf(node, 'dataOutputAssociations')];
}

/** A node that no lane lists lies where its host does, or what leads to it, or what it leads to. */
function bandByNeighbors(
  node: ModdleElement,
  bands: ReadonlyMap<ModdleElement, number>,
  first: number,
): number {
  const near = [
    childOf(node, 'attachedToRef'),
    ...childrenOf(node, 'incoming').map((flow) => childOf(flow, 'sourceRef')),
    ...childrenOf(node, 'outgoing').map((flow) => childOf(flow, 'targetRef')),
  ];
  const found = near.map((each) => each && bands.get(each)).find((band) => band !== undefined);
  return found ?? first;
}

function addNode(container: Container, element: ModdleElement, band: number, manner: Manner): void {
  const shape = shapeOf(element, band, manner);
  if (shape) container.shapes.push(shape);
}

/** Artifacts take the lane of what they belong to. */
function assignOwners(container: Container): void {
  const byId = new Map(container.shapes.map((shape) => [shape.id, shape]));
  for (const shape of container.shapes) {
    if (shape.kind !== 'artifact' || shape.beside !== undefined) continue;
    const owner = byId.get(ownerOfArtifact(shape.id, container.flows) ?? '');
    if (!owner || owner.kind === 'artifact') continue;
    shape.beside = owner.id;
    shape.band = owner.band;
  }
}

/** For a flow of the whole sheet: the shape of the outermost level that holds the element. */
function outermostShapes(plane: Plane, container: Container): (id: string) => string | undefined {
  const own = new Set(container.shapes.map(({ id }) => id));
  const outer = new Map<string, string>();
  const visit = (scope: ModdleElement, top: string | undefined): void => {
    for (const element of childrenOf(scope, 'flowElements')) {
      const id = idOf(element);
      const shown = top ?? id;
      outer.set(id, shown);
      if (element.$instanceOf?.('bpmn:SubProcess')) visit(element, shown);
    }
  };
  for (const { participant, process } of plane.pools) {
    if (process) visit(process, undefined);
    if (participant && own.has(idOf(participant))) outer.set(idOf(participant), idOf(participant));
  }
  for (const artifact of plane.artifacts) outer.set(idOf(artifact), idOf(artifact));
  return (id) => outer.get(id);
}

export function idOf(element: ModdleElement): string {
  return textOf(element, 'id') ?? '';
}
