// How many elements a file may have: what deploys them and runs them must not keep everybody else waiting.
import type { ModdleElement } from 'bpmn-moddle';
import type { Report } from '../report.ts';
import { childrenOf } from '../sourceNode.ts';

/** Flow nodes and sequence flows of all processes of a file. */
export const MOST_ELEMENTS = 12_000;

/** False: refused. */
export function checkSize(
  processes: readonly ModdleElement[],
  report: Report,
  limit: number = MOST_ELEMENTS,
): boolean {
  let elements = 0;
  const open = [...processes];
  for (let scope = open.pop(); scope; scope = open.pop()) {
    const inside = childrenOf(scope, 'flowElements');
    elements += inside.length;
    for (const each of inside) if (each.$instanceOf?.('bpmn:SubProcess')) open.push(each);
  }
  if (elements <= limit) return true;
  report.error('TOO_MANY_ELEMENTS', { elements, limit });
  return false;
}
