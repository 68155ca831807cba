// Declared types: what passes from a message or signal to data, or from a list to its items, is of one type at both
// ends (BPMN 2.0.2, 10.3.3, 10.4.1 and 10.4.2). What declares none passes.
import type { ModdleElement } from 'bpmn-moddle';
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, textOf } from '../sourceNode.ts';
import { nameOf } from './dataAssociations.ts';

export function checkDataTypes(gathered: Gathered, report: Report): void {
  const root = gathered.process.$parent;
  for (const { source } of gathered.nodes) {
    checkTask(source, report);
    checkEvent(source, report);
    checkItem(source, report);
    for (const each of dataOf(source)) checkCollection(each, report);
  }
  for (const each of childrenOf(gathered.process, 'flowElements')) checkCollection(each, report);
  for (const each of root ? childrenOf(root, 'rootElements') : [])
    if (each.$type === 'bpmn:DataStore') checkCollection(each, report);
}

function dataOf(source: ModdleElement): ModdleElement[] {
  const io = childOf(source, 'ioSpecification');
  const own = io ? [...childrenOf(io, 'dataInputs'), ...childrenOf(io, 'dataOutputs')] : [];
  return [...own, ...childrenOf(source, 'flowElements')];
}

/** Says of itself that it is a list, or none, and its type the contrary. */
function checkCollection(data: ModdleElement, report: Report): void {
  const item = childOf(data, 'itemSubjectRef');
  const isWritten = Object.hasOwn(data, 'isCollection') && item && Object.hasOwn(item, 'isCollection');
  if (!isWritten || textOf(data, 'isCollection') === textOf(item, 'isCollection')) return;
  report.warn('DATA_COLLECTION_DIFFERS', { data: nameOf(data), type: textOf(item, 'id') ?? '' }, data);
}

/** A task that sends or receives has one place for the message. */
function checkTask(source: ModdleElement, report: Report): void {
  const io = childOf(source, 'ioSpecification');
  const operation = childOf(source, 'operationRef');
  if (!io) return;
  const sends = source.$type === 'bpmn:SendTask';
  const receives = source.$type === 'bpmn:ReceiveTask';
  const calls = source.$type === 'bpmn:ServiceTask' && operation !== undefined;
  const named = childOf(source, 'messageRef');
  const given = calls ? childOf(operation, 'inMessageRef') : sends ? named : undefined;
  const taken = calls ? childOf(operation, 'outMessageRef') : receives ? named : undefined;
  if (sends || calls) checkPlaces(source, io, 'Input', given, report);
  if (receives || calls) checkPlaces(source, io, 'Output', taken, report);
}

function checkPlaces(
  source: ModdleElement,
  io: ModdleElement,
  way: 'Input' | 'Output',
  message: ModdleElement | undefined,
  report: Report,
): void {
  const data = childrenOf(io, `data${way}s`);
  const sets = childrenOf(io, `${way.toLowerCase()}Sets`);
  if (data.length > 1 || sets.length > 1) {
    // What is sent, associations and mappings put together; what comes fills one place, and nobody says which.
    const say = source.$type === 'bpmn:ReceiveTask' ? report.error : report.warn;
    say('MESSAGE_DATA_AMBIGUOUS', { data: data.map(nameOf).join(', '), sets: sets.length }, source);
  }
  const [only] = data;
  if (only && message && data.length === 1) compare(only, message, 'itemRef', source, report);
}

/** One piece of data for each definition that brings or takes some, in their order. */
function checkEvent(source: ModdleElement, report: Report): void {
  const data = [...childrenOf(source, 'dataOutputs'), ...childrenOf(source, 'dataInputs')];
  if (data.length === 0) return;
  const carriers = definitionsOf(source).flatMap(carrierOf);
  if (definitionsOf(source).length > 1 && carriers.length !== data.length) {
    report.error('EVENT_DATA_COUNT', { data: data.length, definitions: carriers.length }, source);
    return;
  }
  for (const [at, { element, property }] of carriers.entries()) {
    const own = data[at];
    if (own) compare(own, element, property, source, report);
  }
}

/** The message, signal, error or escalation that has a type. */
function carrierOf(definition: ModdleElement): { element: ModdleElement; property: string }[] {
  const name = definitionName(definition);
  const element = childOf(definition, `${name}Ref`);
  const property = name === 'message' ? 'itemRef' : 'structureRef';
  return element && childOf(element, property) ? [{ element, property }] : [];
}

/** Each item of a list is what the list's type says, not such a list again. */
function checkItem(source: ModdleElement, report: Report): void {
  const loop = childOf(source, 'loopCharacteristics');
  if (loop?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return;
  for (const [list, item] of [
    [childOf(loop, 'loopDataInputRef'), childOf(loop, 'inputDataItem')],
    [childOf(loop, 'loopDataOutputRef'), childOf(loop, 'outputDataItem')],
  ]) {
    const ofList = list && childOf(list, 'itemSubjectRef');
    const ofItem = item && childOf(item, 'itemSubjectRef');
    if (!ofList || !ofItem) continue;
    const isOther = structureOf(ofItem) !== structureOf(ofList) || textOf(ofItem, 'isCollection') === 'true';
    if (structureOf(ofItem) !== '' && structureOf(ofList) !== '' && isOther)
      differ(item, list, source, report);
  }
}

function compare(
  data: ModdleElement,
  carrier: ModdleElement,
  property: string,
  place: ModdleElement,
  report: Report,
): void {
  const own = childOf(data, 'itemSubjectRef');
  const other = childOf(carrier, property);
  if (other && !own) report.warn('DATA_TYPE_MISSING', { data: nameOf(data), other: nameOf(carrier) }, place);
  if (!own || !other || own === other) return;
  const structure = structureOf(own);
  if (structure === '' || structure !== structureOf(other)) differ(data, carrier, place, report);
}

function differ(data: ModdleElement, other: ModdleElement, place: ModdleElement, report: Report): void {
  report.error('DATA_TYPE_DIFFERS', { data: nameOf(data), other: nameOf(other) }, place);
}

function structureOf(item: ModdleElement): string {
  const structure = childOf(item, 'structureRef');
  return (structure ? textOf(structure, 'id') : textOf(item, 'structureRef')) ?? '';
}
