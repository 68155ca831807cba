// XML text to the XML library's objects; every complaint of the library becomes a problem, once.
import { BpmnModdle, type ModdleElement, type ParseResult, type Reference, type Warning } from 'bpmn-moddle';
import { camundaPackage, type Dialect, dialectOf } from './camunda/dialect.ts';
import cauce from './cauce.json' with { type: 'json' };
import type { Place, Report } from './report.ts';
import { isElement, plainText, tagOf, textOf } from './sourceNode.ts';
import { writtenAt } from './writtenAt.ts';
import { type Position, reportSyntax } from './xmlSyntax.ts';
import { zeebePackage } from './zeebePackage.ts';

export interface Document {
  root: ModdleElement;
  /** Whose extensions were understood. */
  dialect: Dialect;
  byId: Map<string, ModdleElement>;
  /** Every reference that the file makes, resolved or not. */
  references: Reference[];
}

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

export async function readXml(text: string, report: Report): Promise<Document | undefined> {
  const dialect = dialectOf(text);
  const extensions =
    dialect === 'camunda' ? { camunda: camundaPackage(text), cauce } : { zeebe: zeebePackage, cauce };
  const moddle = new BpmnModdle(extensions);
  mendScript(moddle);
  let parsed: ParseResult;
  try {
    parsed = await moddle.fromXML(withoutSpaceInIds(text));
  } catch (error) {
    refuse(text, error, report);
    return undefined;
  }
  const byId = new Map(Object.entries(parsed.elementsById));
  for (const warning of parsed.warnings) complain(warning, text, byId, report);
  return { root: parsed.rootElement, dialect, byId, references: parsed.references };
}

/** Space around an id is none of it (XML Schema part 2, 4.3.6); the library takes it for a part. */
function withoutSpaceInIds(text: string): string {
  return text.replace(
    /(\sid\s*=\s*)(?:"\s+([^"\s]+)\s*"|"([^"\s]+)\s+")/g,
    (_, start, a, b) => `${start}"${a ?? b}"`,
  );
}

/** The library takes the script of a global script task for an attribute; in the schema it is an element. */
function mendScript(moddle: BpmnModdle): void {
  for (const property of moddle.registry.typeMap['bpmn:GlobalScriptTask']?.properties ?? [])
    if (property.name === 'bpmn:script') property.isAttr = false;
}

function refuse(text: string, error: unknown, report: Report): void {
  const { message, warnings } = error as { message: string; warnings?: Warning[] };
  if (!message.startsWith('failed to parse document')) {
    reportSyntax(nested(message), position(message), text, report);
    return;
  }
  // The root itself was not taken: say why, in the words of its first complaint.
  const first = warnings?.[0];
  if (first && /illegal ID|duplicate ID/.test(first.message)) complain(first, text, new Map(), report);
  else report.error('NOT_BPMN', { found: /<([A-Za-z_][\w.:-]*)/.exec(text)?.[1] ?? '', namespace: BPMN });
}

const NOT_WELL_FORMED =
  /^(illegal|missing (attribute|closing)|attribute|non-whitespace|unclosed|unexpected end|closing tag|close tag)/;

/** The library words its complaints; which one it is can only be told from the text. */
function complain(warning: Warning, text: string, byId: Map<string, ModdleElement>, report: Report): void {
  const { message } = warning;
  if (message.startsWith('unsupported document encoding')) return;
  if (message.startsWith('unresolved reference')) return;
  if (message.startsWith('unknown attribute')) {
    report.warn('UNKNOWN_ATTRIBUTE', { attribute: warning.property ?? '' }, warning.element);
    return;
  }
  const where = { tag: tagIn(message), ...position(message) };
  const detail = warning.error?.message ?? nested(message);
  const subject = /<([^>]*)>?/.exec(detail)?.[1] ?? '';
  if (detail.startsWith('duplicate ID')) duplicate(subject, where, byId.get(subject), report);
  else if (detail.startsWith('illegal ID'))
    report.error('INVALID_ID', { ...where, id: subject }, { elementId: subject });
  else if (detail.startsWith('unknown type')) unknownElement(subject, where, text, report);
  else if (detail.startsWith('unrecognized element')) {
    if (subject.startsWith('bpmn:')) report.error('MISPLACED_ELEMENT', where, placeIn(text, where));
    else report.warn('ELEMENT_IGNORED', where);
  } else if (detail.startsWith('unexpected body text'))
    report.warn('UNEXPECTED_TEXT', { ...where, text: plainText(subject) });
  else if (detail.startsWith('missing namespace for prefix'))
    report.warn('PREFIX_UNDECLARED', { ...where, prefix: subject });
  else if (NOT_WELL_FORMED.test(detail)) reportSyntax(detail, where, text, report);
  else report.error('XML_NOT_UNDERSTOOD', { ...where, detail });
}

type Where = Position & { tag: string };

function duplicate(id: string, where: Where, first: ModdleElement | undefined, report: Report): void {
  const named = first && isElement(first) ? plainText(textOf(first, 'name') ?? '') : '';
  const values = { ...where, id, first: first ? tagOf(first) : '', firstName: named };
  report.error('DUPLICATE_ID', values, first);
}

function unknownElement(type: string, where: Where, text: string, report: Report): void {
  if (type.startsWith('bpmn:')) report.error('UNKNOWN_ELEMENT', where, placeIn(text, where));
  else report.warn('UNKNOWN_EXTENSION', where);
}

function placeIn(text: string, { tag, line, column }: Where): Place {
  return writtenAt(text, tag, line, column);
}

function tagIn(message: string): string {
  return /unparsable content <\/?([^\s/>]+)/.exec(message)?.[1] ?? '';
}

function nested(message: string): string {
  return /nested error: ([\s\S]*)$/.exec(message)?.[1] ?? message;
}

/** The library counts from 0, editors from 1. */
function position(message: string): Position {
  const line = /line: (\d+)/.exec(message)?.[1];
  const column = /column: (\d+)/.exec(message)?.[1];
  return { line: Number(line ?? 0) + 1, column: Number(column ?? 0) + 1 };
}
