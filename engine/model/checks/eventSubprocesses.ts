// Event subprocesses stand alone and begin at one event (BPMN 2.0.2, 10.3.5 and 13.5.4); conditional events say what to wait for.
import { definitionName, definitionsOf, startsEventSubprocess } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { bodyOf, childOf, textOf } from '../sourceNode.ts';

export function checkEventSubprocesses(gathered: Gathered, report: Report): void {
  const starts = new Map<GatheredNode, number>();
  for (const node of gathered.nodes) {
    if (node.parent && node.source.$type === 'bpmn:StartEvent')
      starts.set(node.parent, (starts.get(node.parent) ?? 0) + 1);
  }
  for (const node of gathered.nodes) {
    if (startsEventSubprocess(node)) checkStart(node, report);
    checkConditions(node, report);
    if (textOf(node.source, 'triggeredByEvent') !== 'true') continue;
    const { source } = node;
    if (node.incoming.length + node.outgoing.length > 0)
      report.error('EVENT_SUBPROCESS_WITH_FLOWS', {}, source);
    const count = starts.get(node) ?? 0;
    if (count !== 1) report.error('EVENT_SUBPROCESS_STARTS', { count }, source);
    if (childOf(source, 'loopCharacteristics')) report.warn('EVENT_SUBPROCESS_REPEATED', {}, source);
  }
}

function checkStart({ source }: GatheredNode, report: Report): void {
  const errs = definitionsOf(source).some((each) => definitionName(each) === 'error');
  if (errs && textOf(source, 'isInterrupting') === 'false') report.warn('ERROR_START_INTERRUPTS', {}, source);
}

function checkConditions({ source }: GatheredNode, report: Report): void {
  for (const definition of definitionsOf(source)) {
    if (definitionName(definition) !== 'conditional') continue;
    const condition = childOf(definition, 'condition');
    if (!condition || !bodyOf(condition)?.trim()) report.warn('EVENT_WITHOUT_CONDITION', {}, source);
  }
}
