// What a call activity gives and takes is what the process that it calls says it needs and gives (BPMN 2.0.2, 10.3.6).
import type { ModdleElement } from 'bpmn-moddle';
import { calledProcess } from '../../core/calledProcess.ts';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, sourceNode, textOf } from '../sourceNode.ts';

/** Only where both ends declare data, and both lie in the file. */
export function checkCallData(gathered: Gathered, report: Report): void {
  const root = gathered.process.$parent;
  const byId = new Map(
    (root ? childrenOf(root, 'rootElements') : []).map((each) => [textOf(each, 'id'), each]),
  );
  for (const { source } of gathered.nodes) {
    if (source.$type !== 'bpmn:CallActivity') continue;
    const called = byId.get(calledProcess(sourceNode(source)) ?? '');
    const own = childOf(source, 'ioSpecification');
    const other = called && childOf(called, 'ioSpecification');
    if (!called || !own || !other) continue;
    for (const side of ['dataInputs', 'dataOutputs'] as const) {
      const given = childrenOf(own, side);
      const declared = childrenOf(other, side);
      if (given.length === declared.length && given.every((each, at) => fits(each, declared[at]))) continue;
      const values = {
        side,
        given: given.length,
        declared: declared.length,
        called: textOf(called, 'id') ?? '',
      };
      report.error('CALL_DATA_DIFFERS', values, source);
    }
  }
}

function fits(one: ModdleElement, other: ModdleElement | undefined): boolean {
  const types = [one, other].map((each) => each && childOf(each, 'itemSubjectRef'));
  const [own, declared] = types.map((each) => each && (textOf(each, 'structureRef') ?? textOf(each, 'id')));
  return own === undefined || declared === undefined || own === declared;
}
