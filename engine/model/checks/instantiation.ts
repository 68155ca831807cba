// What begins instances although it is no start event, and events with several definitions that must all happen.
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { tagOf, textOf } from '../sourceNode.ts';

/** What is thrown and ends at once what it leaves: nothing is left that could wait for the others. */
const ENDS = new Set(['error', 'cancel', 'compensate']);

export function checkInstantiation(gathered: Gathered, report: Report): void {
  for (const node of gathered.nodes) {
    if (textOf(node.source, 'instantiate') === 'true') checkInstantiating(node, report);
    if (textOf(node.source, 'parallelMultiple') === 'true') checkParallel(node, report);
  }
}

/** BPMN 2.0.2, 10.3.3 and 10.6.6: it begins a process, so nothing may lead to it. */
function checkInstantiating(node: GatheredNode, report: Report): void {
  const values = { tag: tagOf(node.source) };
  if (node.incoming.length > 0) report.error('INSTANTIATE_NOT_FIRST', values, node.source);
  else if (node.parent !== null) report.warn('INSTANTIATE_NOT_OUTERMOST', values, node.source);
}

function checkParallel(node: GatheredNode, report: Report): void {
  const definitions = definitionsOf(node.source).map(definitionName);
  const ending = definitions.find((name) => ENDS.has(name));
  if (definitions.length > 1 && ending !== undefined)
    report.error('PARALLEL_MULTIPLE_ENDS', { definition: ending }, node.source);
}
