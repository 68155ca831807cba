// The lanes of a process as a tree, in the order of the file.
import type { ModdleElement } from 'bpmn-moddle';
import { childOf, childrenOf } from '../sourceNode.ts';

export interface BandSource {
  lane: ModdleElement;
  inner: BandSource[];
  holds: ModdleElement[];
}

export function laneTree(process: ModdleElement): BandSource[] {
  const set = childrenOf(process, 'laneSets')[0];
  return set ? lanesOf(set) : [];
}

function lanesOf(set: ModdleElement): BandSource[] {
  return childrenOf(set, 'lanes').map((lane) => {
    const inner = childOf(lane, 'childLaneSet');
    return { lane, holds: childrenOf(lane, 'flowNodeRef'), inner: inner ? lanesOf(inner) : [] };
  });
}

export function leaves(tree: readonly BandSource[]): BandSource[] {
  return tree.flatMap((source) => (source.inner.length > 0 ? leaves(source.inner) : [source]));
}

export function depthOf(tree: readonly BandSource[]): number {
  return tree.length === 0 ? 0 : 1 + Math.max(...tree.map(({ inner }) => depthOf(inner)));
}
