// Camunda 7 takes an error that the file does not declare for its code, and does not look for a message that is thrown.
import type { ModdleElement } from 'bpmn-moddle';
import type { Document } from '../readXml.ts';
import type { Report } from '../report.ts';
import { create } from './translation.ts';

const THROWS = new Set(['bpmn:EndEvent', 'bpmn:IntermediateThrowEvent']);

/** Declares them in memory, so that the drawing runs as it did. */
export function declareMissing(document: Document, report: Report): void {
  for (const { element, property, id = '' } of document.references) {
    if (document.byId.has(id) || id.trim() === '') continue;
    const declared = declaration(element, property, id);
    if (!declared) continue;
    document.byId.set(id, declared);
    report.warn('CAMUNDA_NOT_DECLARED', { property: property.replace('bpmn:', ''), id }, element);
  }
  for (const { element, property, id = '' } of document.references) {
    const name = property.replace('bpmn:', '');
    if ((name === 'errorRef' || name === 'messageRef') && element.get?.(name) === undefined)
      element.set?.(name, document.byId.get(id));
  }
}

function declaration(element: ModdleElement, property: string, id: string): ModdleElement | undefined {
  if (property === 'bpmn:errorRef' && element.$type === 'bpmn:ErrorEventDefinition')
    return create('bpmn:Error', { id, name: id, errorCode: id });
  const isThrown = element.$parent !== undefined && THROWS.has(element.$parent.$type);
  if (property === 'bpmn:messageRef' && isThrown) return create('bpmn:Message', { id, name: id });
  return undefined;
}
