// What a file's old drawing says beyond coordinates, so that it can be said again: ids, colors, markers.
import type { ModdleElement } from 'bpmn-moddle';
import type { Document } from '../readXml.ts';
import { childOf, childrenOf, textOf } from '../sourceNode.ts';

export interface DrawnBefore {
  id?: string;
  attributes: string[];
}

const KEPT = ['isMarkerVisible', 'choreographyActivityShape', 'messageVisibleKind'];

/** By the id of what is drawn. */
export function drawnBefore(document: Document): Map<string, DrawnBefore> {
  const drawn = new Map<string, DrawnBefore>();
  for (const diagram of childrenOf(document.root, 'diagrams')) {
    const plane = childOf(diagram, 'plane');
    for (const each of plane ? childrenOf(plane, 'planeElement') : []) {
      const element = childOf(each, 'bpmnElement');
      const about = element && textOf(element, 'id');
      if (about) drawn.set(about, sayingsOf(each));
    }
  }
  return drawn;
}

function sayingsOf(drawn: ModdleElement): DrawnBefore {
  const id = textOf(drawn, 'id');
  const kept = KEPT.flatMap((name): [string, string][] => {
    const value = Object.hasOwn(drawn, name) ? textOf(drawn, name) : undefined;
    return value === undefined ? [] : [[name, value]];
  });
  const others = Object.entries(drawn.$attrs ?? {}).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !name.startsWith('xmlns') ? [[name, value]] : [],
  );
  return {
    ...(id === undefined ? {} : { id }),
    attributes: [...kept, ...others].map(([name, value]) => `${name}="${escaped(value)}"`),
  };
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
