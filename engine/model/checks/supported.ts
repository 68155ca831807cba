// Elements that BPMN has and the engine does not execute: refused, because skipping them would change what runs.
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import { isEventDefinitionType, isFlowNodeType } from '../registry.ts';
import type { Report } from '../report.ts';
import { tagOf } from '../sourceNode.ts';

export function checkSupported(gathered: Gathered, report: Report): void {
  for (const node of gathered.nodes) {
    if (node.id === '') report.error('ID_MISSING', { tag: tagOf(node.source) }, node.source);
    for (const tag of unsupportedIn(node)) report.error('ELEMENT_NOT_SUPPORTED', { tag }, node.source);
  }
}

function unsupportedIn(node: GatheredNode): string[] {
  const { source } = node;
  const tag = tagOf(source);
  if (!isFlowNodeType(tag)) return [tag];
  const definitions = definitionsOf(source);
  const found = definitions.filter((each) => !isEventDefinitionType(definitionName(each))).map(tagOf);
  return found;
}
