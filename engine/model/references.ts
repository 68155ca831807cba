// Checks what the file refers to: that it exists and is of the kind that the reference asks for.
import type { ModdleElement, Reference } from 'bpmn-moddle';
import type { Document } from './readXml.ts';
import type { Report } from './report.ts';
import { tagOf } from './sourceNode.ts';

/** References that execution follows. Elsewhere a broken one loses nothing that runs, and is only worth a warning. */
const EXECUTED = new Set([
  'attachedToRef',
  'default',
  'messageRef',
  'errorRef',
  'signalRef',
  'escalationRef',
  'eventDefinitionRef',
  'processRef',
]);
/** Repeated by the flows' own ends, or about the picture: never complained about. */
const REDUNDANT = new Set([
  'incoming',
  'outgoing',
  'bpmnElement',
  'choreographyActivityShape',
  'sourceElement',
  'targetElement',
]);

/** Kinds that anything fulfills. */
const UNTYPED = /^$|(^|:)(Element|BaseElement)$/;

/** What a sequence flow's end or a boundary event's host was said to be, where that is nothing. */
export type Missing = Map<ModdleElement, Map<string, string>>;

export function checkReferences(document: Document, report: Report): Missing {
  const missing: Missing = new Map();
  for (const reference of document.references) {
    const property = reference.property.slice(reference.property.indexOf(':') + 1);
    if (REDUNDANT.has(property)) continue;
    const target = document.byId.get(reference.id) ?? resolveQualified(document, reference);
    const expected = reference.element.$descriptor.propertiesByName[reference.property]?.type ?? '';
    if (target && (UNTYPED.test(expected) || target.$instanceOf?.(expected))) continue;
    const byProperty = missing.get(reference.element) ?? new Map<string, string>();
    missing.set(reference.element, byProperty.set(property, reference.id));
    if (isTold(reference.element, property)) continue;
    complain(reference, property, target, expected, report);
  }
  return missing;
}

/** `tns:Message_1`, where the prefix stands for the file's own target namespace: the library resolves bare ids only. */
function resolveQualified(document: Document, reference: Reference): ModdleElement | undefined {
  const colon = reference.id.indexOf(':');
  const target = colon > 0 ? document.byId.get(reference.id.slice(colon + 1)) : undefined;
  const descriptor = reference.element.$descriptor.propertiesByName[reference.property];
  if (target && !descriptor?.isMany) reference.element.set?.(reference.property, target);
  return target;
}

/** The flow and boundary checks say these in their own words. */
function isTold(element: ModdleElement, property: string): boolean {
  return element.$type === 'bpmn:SequenceFlow' || property === 'attachedToRef';
}

function complain(
  reference: Reference,
  property: string,
  target: ModdleElement | undefined,
  expected: string,
  report: Report,
): void {
  const kind = tagOf({ $type: expected } as ModdleElement);
  const severity = EXECUTED.has(property) && isExecuted(reference.element) ? 'error' : 'warn';
  if (target) {
    const values = { property, id: reference.id, expected: kind, found: tagOf(target) };
    report[severity]('WRONG_REFERENCE', values, reference.element);
  } else {
    report[severity](
      'UNRESOLVED_REFERENCE',
      { property, id: reference.id, expected: kind },
      reference.element,
    );
  }
}

function isExecuted(element: ModdleElement): boolean {
  return !['bpmn:MessageFlow', 'bpmn:CorrelationPropertyRetrievalExpression'].includes(element.$type);
}
