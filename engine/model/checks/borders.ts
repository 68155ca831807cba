// Where paths begin and end: BPMN asks for more than execution needs, so what lacks is told and runs all the same
// (BPMN 2.0.2, 10.5.2, 10.5.3 and 10.5.4).
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { tagOf } from '../sourceNode.ts';

export function checkBorders(gathered: Gathered, report: Report): void {
  const inside = new Map<GatheredNode | null, Set<string>>();
  for (const { parent, source } of gathered.nodes) {
    const types = inside.get(parent) ?? new Set<string>();
    inside.set(parent, types.add(source.$type));
  }
  for (const [scope, types] of inside) checkScope(scope?.source ?? gathered.process, types, report);
  for (const node of gathered.nodes) {
    const { source, incoming, outgoing } = node;
    const names = definitionsOf(source).map(definitionName);
    if (source.$type === 'bpmn:BoundaryEvent' && outgoing.length === 0 && !names.includes('compensate'))
      report.warn('BOUNDARY_WITHOUT_FLOW', {}, source);
    const isIntermediate = /Intermediate(Catch|Throw)Event$/.test(source.$type) && !names.includes('link');
    const starts = inside.get(node.parent)?.has('bpmn:StartEvent') ?? false;
    // With a start event beside it, it is said to be unreachable.
    if (isIntermediate && incoming.length === 0 && !starts)
      report.warn('EVENT_WITHOUT_INCOMING', { tag: tagOf(source) }, source);
  }
}

function checkScope(scope: Gathered['process'], types: ReadonlySet<string>, report: Report): void {
  const starts = types.has('bpmn:StartEvent');
  const ends = types.has('bpmn:EndEvent');
  if (ends && !starts) report.warn('START_MISSING', {}, scope);
  if (starts && !ends) report.warn('END_MISSING', {}, scope);
}
