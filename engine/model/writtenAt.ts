// The id and name of an element as the file writes them, for what the XML library could not make an element of.
import type { Place } from './report.ts';
import { plainText } from './sourceNode.ts';

/** `line` and `column` count from 1 and point at the tag, or behind where it begins. */
export function writtenAt(text: string, tag: string, line: number, column: number): Place {
  let offset = 0;
  for (let at = 1; at < line; at += 1) offset = text.indexOf('\n', offset) + 1;
  const start = text.lastIndexOf(`<${tag}`, offset + column);
  if (start < 0) return {};
  // A tag is short; what is longer is not worth reading for a message.
  const written = text.slice(start, start + 2_000);
  const end = /^<(?:[^<>"']|"[^"]*"|'[^']*')*>/.exec(written)?.[0] ?? '';
  const elementId = attribute(end, 'id');
  const elementName = attribute(end, 'name');
  return { ...(elementId && { elementId }), ...(elementId && elementName && { elementName }) };
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return plainText(decoded(value?.[1] ?? value?.[2] ?? ''));
}

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
]);

function decoded(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => ENTITIES.get(name) ?? whole);
}
