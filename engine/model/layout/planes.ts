// What a file draws: its pools or its process, and every collapsed subprocess on a sheet of its own.
import type { ModdleElement } from 'bpmn-moddle';
import type { Document } from '../readXml.ts';
import { childOf, childrenOf, textOf } from '../sourceNode.ts';
import { type BandSource, laneTree } from './bandSources.ts';

export interface Plane {
  /** What the sheet shows: a collaboration, process or subprocess. */
  element: ModdleElement;
  pools: PoolSource[];
  messageFlows: ModdleElement[];
  artifacts: ModdleElement[];
}

export interface PoolSource {
  /** Absent where a process is drawn without a pool around it. */
  participant?: ModdleElement;
  process?: ModdleElement;
  lanes: BandSource[];
}

export function planesOf(document: Document): Plane[] {
  const roots = childrenOf(document.root, 'rootElements');
  const collaboration = roots.find(({ $type }) => $type === 'bpmn:Collaboration');
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  const participants = collaboration ? childrenOf(collaboration, 'participants') : [];
  const collapsed = collapsedOf(document);
  const main =
    collaboration && participants.length > 0
      ? [planeOfPools(collaboration, participants)]
      : processes.slice(0, 1).map((process) => planeOf(process));
  return [...main, ...collapsed.map((subprocess) => planeOf(subprocess))];
}

function planeOfPools(collaboration: ModdleElement, participants: ModdleElement[]): Plane {
  return {
    element: collaboration,
    pools: participants.map((participant) => {
      const process = childOf(participant, 'processRef');
      return { participant, lanes: process ? laneTree(process) : [], ...(process ? { process } : {}) };
    }),
    messageFlows: childrenOf(collaboration, 'messageFlows'),
    artifacts: childrenOf(collaboration, 'artifacts'),
  };
}

function planeOf(process: ModdleElement): Plane {
  return {
    element: process,
    pools: [{ process, lanes: laneTree(process) }],
    messageFlows: [],
    artifacts: [],
  };
}

/** Subprocesses that the file itself draws closed: they stay so. */
export function collapsedOf(document: Document): ModdleElement[] {
  const diagrams = childrenOf(document.root, 'diagrams');
  const shapes = diagrams.flatMap((diagram) => {
    const plane = childOf(diagram, 'plane');
    return plane ? childrenOf(plane, 'planeElement') : [];
  });
  return shapes.flatMap((shape) => {
    const element = childOf(shape, 'bpmnElement');
    const isClosed = shape.$type === 'bpmndi:BPMNShape' && textOf(shape, 'isExpanded') !== 'true';
    if (!element || !isClosed || !element.$instanceOf?.('bpmn:SubProcess')) return [];
    return childrenOf(element, 'flowElements').length > 0 ? [element] : [];
  });
}
