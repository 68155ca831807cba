// Checks what the file refers to: that it exists and is of the kind that the reference asks for.
import type { ModdleElement, Reference } from 'bpmn-moddle';
import type { Document } from './readXml.ts';
import type { Report } from './report.ts';
import { tagOf } from './sourceNode.ts';

/** References that execution follows. Elsewhere one to nothing loses nothing that runs, and is only worth a warning. */
const EXECUTED = new Set([
  'attachedToRef',
  'default',
  'messageRef',
  'errorRef',
  'signalRef',
  'escalationRef',
  'eventDefinitionRef',
  'processRef',
  'activityRef',
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
    const id = (reference.id ?? '').trim();
    if (id === '') continue;
    const target = document.byId.get(reference.id ?? '') ?? resolveLoosely(document, reference, id);
    const expected = reference.element.$descriptor.propertiesByName[reference.property]?.type ?? '';
    if (target && (UNTYPED.test(expected) || target.$instanceOf?.(expected))) continue;
    const byProperty = missing.get(reference.element) ?? new Map<string, string>();
    missing.set(reference.element, byProperty.set(property, id));
    if (isTold(reference.element, property, target)) continue;
    complain(
      reference,
      { property, id, expected: tagOf({ $type: expected } as ModdleElement) },
      target,
      report,
    );
  }
  return missing;
}

/**
 * `tns:Message_1`, where the prefix stands for the file's own target namespace, and ids with space around them: the
 * library resolves bare ids only.
 */
function resolveLoosely(document: Document, reference: Reference, id: string): ModdleElement | undefined {
  const target = document.byId.get(id) ?? document.byId.get(id.slice(id.indexOf(':') + 1));
  if (!target) return undefined;
  const { element, property } = reference;
  const held = element.$descriptor.propertiesByName[property]?.isMany ? element.get?.(property) : undefined;
  if (Array.isArray(held)) held.push(target);
  else element.set?.(property, target);
  return target;
}

/** The flow and boundary checks say these in their own words. */
function isTold(element: ModdleElement, property: string, target: ModdleElement | undefined): boolean {
  if (element.$type === 'bpmn:MessageFlow' && target) return /^(source|target)Ref$/.test(property);
  return element.$type === 'bpmn:SequenceFlow' || property === 'attachedToRef';
}

function complain(
  { element }: Reference,
  values: { property: string; id: string; expected: string },
  target: ModdleElement | undefined,
  report: Report,
): void {
  // What is called by the id of another kind of thing was meant otherwise: the file says two things at once.
  if (target) {
    report.error('WRONG_REFERENCE', { ...values, found: tagOf(target) }, element);
    return;
  }
  const severity = EXECUTED.has(values.property) && isExecuted(element) ? 'error' : 'warn';
  report[severity]('UNRESOLVED_REFERENCE', values, element);
}

function isExecuted(element: ModdleElement): boolean {
  return !['bpmn:MessageFlow', 'bpmn:CorrelationPropertyRetrievalExpression'].includes(element.$type);
}
