// A form that lies in the drawing itself: `zeebe:userTaskForm` of the process, named by `camunda-forms:bpmn:ID`.
import type { ModdleElement } from 'bpmn-moddle';
import type { Json } from '../core/json.ts';
import type { Report } from './report.ts';
import { bodyOf, extensionOf, extensionsOf, textOf } from './sourceNode.ts';

const EMBEDDED = /^camunda-forms:bpmn:(.+)$/;

/** The form's JSON as it stands; who deploys judges it. Undefined where there is none, or none that can be read. */
export function embeddedForm(source: ModdleElement, report: Report): { [name: string]: Json } | undefined {
  const definition = extensionOf(source, 'zeebe:FormDefinition');
  const id = EMBEDDED.exec((definition && textOf(definition, 'formKey')) ?? '')?.[1];
  if (id === undefined) return undefined;
  const form = processOf(source).find((each) => textOf(each, 'id') === id);
  const schema = form && objectIn(bodyOf(form) ?? textOf(form, 'body') ?? '');
  if (!schema) report.warn('EMBEDDED_FORM_UNREADABLE', { form: id }, source);
  return schema;
}

function processOf(source: ModdleElement): ModdleElement[] {
  let process: ModdleElement | undefined = source;
  while (process && process.$type !== 'bpmn:Process') process = process.$parent;
  return process ? extensionsOf(process).filter(({ $type }) => $type === 'zeebe:UserTaskForm') : [];
}

function objectIn(text: string): { [name: string]: Json } | undefined {
  try {
    const json = JSON.parse(text) as Json;
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
