// Ad-hoc subprocesses: something in them has to be there to choose (BPMN 2.0.2, 10.3.5).
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { textOf } from '../sourceNode.ts';

export function checkAdHoc(gathered: Gathered, report: Report): void {
  for (const node of gathered.nodes) {
    if (node.source.$type !== 'bpmn:AdHocSubProcess') continue;
    const inside = gathered.nodes.filter(({ parent }) => parent === node);
    const free = inside.filter(
      ({ source, incoming }) =>
        incoming.length === 0 &&
        source.$instanceOf?.('bpmn:Activity') === true &&
        textOf(source, 'triggeredByEvent') !== 'true' &&
        textOf(source, 'isForCompensation') !== 'true',
    );
    if (free.length === 0) report.warn('AD_HOC_EMPTY', {}, node.source);
    for (const { source } of inside) {
      const isBorder = source.$type === 'bpmn:StartEvent' || source.$type === 'bpmn:EndEvent';
      if (isBorder) report.warn('AD_HOC_WITH_BORDER', {}, source);
    }
  }
}
