// Decides whether a text of the drawing is an expression; what FEEL is, is said from outside.
import type { ModdleElement } from 'bpmn-moddle';
import type { Json } from '../core/json.ts';
import type { Expression } from '../core/model.ts';
import { feelName } from './dataNames.ts';
import type { Report } from './report.ts';
import { bodyOf } from './sourceNode.ts';

/** Says whether a text (without the leading `=`) is FEEL. Comes from outside, because `model` knows no expressions. */
export type CheckFeel = (
  text: string,
  kind: 'expression' | 'unaryTests',
) => { ok: true } | { ok: false; code: string; values: { [name: string]: Json } };

/**
 * The text of a condition or a loop as an expression: with `=` as it is; without, FEEL if it can be read as FEEL.
 * Anything else was written for another engine or for people: it is undefined here, and `ignored` is reported.
 */
export function asExpression(
  holder: ModdleElement | undefined,
  element: ModdleElement,
  checkFeel: CheckFeel,
  report: Report,
  ignored: string,
): Expression | undefined {
  const text = holder && fromXPath(bodyOf(holder)?.trim() ?? '');
  if (!text) return undefined;
  if (text.startsWith('=')) return text;
  if (!isPlainWords(text) && checkFeel(text, 'expression').ok) return `=${text}`;
  report.warn(ignored, { expression: text }, element);
  return undefined;
}

/** A number or a text as it stands, which is never true or false. */
export function isOtherLiteral(condition: string): boolean {
  return /^=?\s*(-?\d+(\.\d+)?|"[^"]*")$/.test(condition);
}

/** FEEL's names may hold spaces, so that "aprobado por el jefe" would be a variable nobody has; people mean the words. */
function isPlainWords(text: string): boolean {
  if (/^(sí|si|no|yes)$/i.test(text)) return true;
  return /^[\p{L}\d_]+(\s+[\p{L}\d_]+)+[.?]?$/u.test(text) && !KEYWORD.test(text);
}

const KEYWORD = /\b(and|or|in|between|not|if|for|some|every|instance)\b/;

/** BPMN's own functions of XPath (10.3.3), which give the data of that name or id. */
const XPATH_DATA =
  /(?:[\w-]+:)?get(?:DataObject|DataInput|DataOutput|ProcessProperty|ActivityProperty|EventProperty)\(\s*(?:'[^']*'\s*,\s*)?'([^']+)'\s*\)((?:\/[\w:.-]+)*)/g;

/** XPath that reads data by BPMN's functions, as FEEL; any other text as it is. */
export function fromXPath(text: string): string {
  if (!/\bget(Data|Process|Activity|Event)/.test(text)) return text;
  const read = text.replace(XPATH_DATA, (_, name: string, path: string) =>
    [name, ...path.split('/').slice(1)].map((part) => feelName(part.replace(/^.*:/, ''))).join('.'),
  );
  return read === text ? text : read.replace(/'([^'"]*)'/g, '"$1"');
}
