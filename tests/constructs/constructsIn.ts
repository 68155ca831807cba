// The constructs that a drawing holds and that a run of it went through, read from the XML and not from our own model.
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Construct } from './construct.ts';
import { detailsOf, walk } from './detailsIn.ts';
import { attribute, children, localName } from './xmlElement.ts';

/** `activated`: ids of the elements that the run activated; nothing else counts as covered. */
export async function constructsIn(xml: string, activated: ReadonlySet<string>): Promise<Set<Construct>> {
  const moddle = new BpmnModdle(/xmlns:camunda=/.test(xml) ? { camunda } : { zeebe });
  const { rootElement, elementsById } = await moddle.fromXML(xml);
  const found = new Set<Construct>(await detailsOf(rootElement, activated));
  if (/\scamunda:\w/.test(xml)) found.add('camunda/has');
  for (const element of Object.values(elementsById)) {
    if (!activated.has(attribute(element, 'id'))) continue;
    for (const construct of ofElement(element)) found.add(construct);
  }
  for (const element of walk(rootElement)) {
    if (element.$type.startsWith('zeebe:') && isWithin(element, activated)) found.add(`${element.$type}/has`);
    // What compensates is not activated itself: the handler that it leads to is.
    if (localName(element) === 'association' && activated.has(idOf(element, 'targetRef')))
      found.add('compensate/boundaryInterrupting');
  }
  return found;
}

function idOf(element: ModdleElement, reference: string): string {
  const [target] = children(element, reference);
  return target ? attribute(target, 'id') : '';
}

/** In a flow node that was activated, or in none: a message, or the process itself. */
function isWithin(element: ModdleElement, activated: ReadonlySet<string>): boolean {
  for (let at: ModdleElement | undefined = element; at; at = at.$parent)
    if (at.$instanceOf?.('bpmn:FlowNode')) return activated.has(attribute(at, 'id'));
  return true;
}

function ofElement(element: ModdleElement): Construct[] {
  const tag = localName(element);
  if (tag.endsWith('Event')) return [`${definitionOf(element)}/${placeOf(element, tag)}`];
  if (tag.endsWith('Gateway')) return gateway(element, tag);
  if (tag === 'subProcess' && attribute(element, 'triggeredByEvent') === 'true')
    return ['eventSubProcess/once'];
  return [`${tag}/${repetitionOf(element)}`];
}

function definitionOf(event: ModdleElement): string {
  const definitions = [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')];
  if (definitions.length > 1)
    return attribute(event, 'parallelMultiple') === 'true' ? 'parallelMultiple' : 'multiple';
  const [definition] = definitions;
  return definition ? localName(definition).replace(/EventDefinition$/, '') : 'none';
}

function placeOf(event: ModdleElement, tag: string): string {
  if (tag === 'boundaryEvent')
    return attribute(event, 'cancelActivity') === 'false' ? 'boundary' : 'boundaryInterrupting';
  if (tag === 'intermediateCatchEvent') return 'catch';
  if (tag === 'intermediateThrowEvent') return 'throw';
  if (tag === 'endEvent') return 'end';
  const container = event.$parent;
  if (!container || attribute(container, 'triggeredByEvent') !== 'true') return 'start';
  return attribute(event, 'isInterrupting') === 'false' ? 'sub' : 'subInterrupting';
}

function gateway(element: ModdleElement, tag: string): Construct[] {
  const found: Construct[] = [];
  if (children(element, 'outgoing').length > 1) found.push(`${tag}/split`);
  if (children(element, 'incoming').length > 1) found.push(`${tag}/join`);
  if (attribute(element, 'instantiate') === 'true')
    found.push(
      attribute(element, 'eventGatewayType') === 'Parallel'
        ? `${tag}/instantiateParallel`
        : `${tag}/instantiate`,
    );
  return found;
}

function repetitionOf(activity: ModdleElement): string {
  if (attribute(activity, 'isForCompensation') === 'true') return 'compensation';
  const [loop] = children(activity, 'loopCharacteristics');
  if (!loop) return 'once';
  if (localName(loop) === 'standardLoopCharacteristics') return 'loop';
  return attribute(loop, 'isSequential') === 'true' ? 'sequential' : 'parallel';
}
