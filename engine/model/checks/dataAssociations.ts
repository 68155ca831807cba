// Data associations: each leads from what can be read to what can be written, and says which of several it takes
// (BPMN 2.0.2, 10.4.1 and 10.4.2).
import type { ModdleElement } from 'bpmn-moddle';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { bodyOf, childOf, childrenOf, plainText, tagOf, textOf } from '../sourceNode.ts';

/** What the process holds; an element's own inputs and outputs are no such thing. */
const HELD = new Set([
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:DataStore',
  'bpmn:DataStoreReference',
]);

export function checkDataAssociations(gathered: Gathered, report: Report): void {
  for (const { source } of gathered.nodes) {
    for (const each of childrenOf(source, 'dataInputAssociations')) {
      checkWay(each, ['bpmn:DataOutput'], [...HELD, 'bpmn:DataOutput'], report);
      checkContent(each, report);
    }
    for (const each of childrenOf(source, 'dataOutputAssociations')) {
      checkWay(each, [...HELD, 'bpmn:DataInput'], ['bpmn:DataInput'], report);
      checkContent(each, report);
    }
    checkSubProcess(source, report);
  }
}

function checkWay(each: ModdleElement, notFrom: string[], notTo: string[], report: Report): void {
  const from = childrenOf(each, 'sourceRef').find(({ $type }) => notFrom.includes($type));
  const to = childrenOf(each, 'targetRef').find(({ $type }) => notTo.includes($type));
  const wrong = from ?? to;
  if (!wrong) return;
  const values = { end: from ? 'sourceRef' : 'targetRef', data: nameOf(wrong), found: tagOf(wrong) };
  report.error('DATA_ASSOCIATION_REVERSED', values, each.$parent);
}

function checkContent(each: ModdleElement, report: Report): void {
  const transformation = childOf(each, 'transformation');
  if (transformation && !bodyOf(transformation)?.trim())
    report.error('TRANSFORMATION_EMPTY', {}, each.$parent);
  const sources = childrenOf(each, 'sourceRef');
  if (sources.length < 2 || transformation || childrenOf(each, 'assignment').length > 0) return;
  report.error('DATA_SOURCES_AMBIGUOUS', { data: sources.map(nameOf).join(', ') }, each.$parent);
}

/** Only the list that it is repeated over may be an input of a subprocess (10.4.1). */
function checkSubProcess(source: ModdleElement, report: Report): void {
  if (!source.$instanceOf?.('bpmn:SubProcess') || childOf(source, 'loopCharacteristics')) return;
  const io = childOf(source, 'ioSpecification');
  const data = io ? [...childrenOf(io, 'dataInputs'), ...childrenOf(io, 'dataOutputs')] : [];
  const [first] = data;
  if (first) report.error('SUBPROCESS_WITH_DATA', { data: nameOf(first) }, source);
}

export function nameOf(data: ModdleElement): string {
  return plainText(textOf(data, 'name') ?? '') || textOf(data, 'id') || '';
}
