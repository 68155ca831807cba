// Values that name a format, a method or a language: what they say is told where nobody can follow it.
import type { ModdleElement } from 'bpmn-moddle';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { textOf } from '../sourceNode.ts';
import { walk } from '../walk.ts';

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+(\s*;.*)?$/;
/** Names of languages that engines take beside media types. */
const LANGUAGES =
  /^(feel|juel|javascript|ecmascript|groovy|python|jython|ruby|jruby|kotlin|beanshell|java|xpath|cs?harp)$/i;
const METHODS = new Set(['##compensate', '##store', '##image']);

export function checkFormats(gathered: Gathered, report: Report): void {
  walk(gathered.process, (element) => {
    if (element.$type === 'bpmn:Documentation') checkDocumentation(element, report);
    if (element.$type === 'bpmn:ScriptTask') checkScript(element, report);
    if (element.$type === 'bpmn:Transaction') checkMethod(element, report);
  });
}

function checkDocumentation(element: ModdleElement, report: Report): void {
  const format = textOf(element, 'textFormat');
  if (format !== undefined && !MEDIA_TYPE.test(format))
    report.warn('TEXT_FORMAT_UNKNOWN', { format }, element.$parent);
}

/** Who does the script's job knows its language by this word (10.3.3). */
function checkScript(element: ModdleElement, report: Report): void {
  const format = textOf(element, 'scriptFormat') ?? '';
  if (format === '' || MEDIA_TYPE.test(format) || LANGUAGES.test(format)) return;
  report.warn('SCRIPT_FORMAT_UNKNOWN', { format }, element);
}

/** BPMN's own ways of undoing, or the address of a protocol (10.3.5). Whatever it says, what was done is compensated. */
function checkMethod(element: ModdleElement, report: Report): void {
  const method = textOf(element, 'method')?.trim() ?? '';
  if (method === '' || METHODS.has(method.toLowerCase())) {
    if (/^##(store|image)$/i.test(method)) report.warn('TRANSACTION_COMPENSATES', { method }, element);
  } else if (isUri(method)) report.warn('TRANSACTION_COMPENSATES', { method }, element);
  else report.error('TRANSACTION_METHOD', { method }, element);
}

/** By the characters that RFC 3986 allows. */
function isUri(text: string): boolean {
  return /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\da-f]{2})+$/i.test(text);
}
