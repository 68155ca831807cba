// Initial values that somebody typed as JSON: the values, or what is wrong with the text in the words of the page.
import type { Json, Variables } from '../engine.ts';
import type { Visit } from '../visit.ts';

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

/** An object with harmless names all the way down. */
export function jsonValues(visit: Visit, text: string): { variables: Variables } | { reason: string } {
  let refusedName: string | undefined;
  try {
    const value = JSON.parse(text.trim() === '' ? '{}' : text, (name, inner: Json) => {
      if (forbiddenNames.has(name)) refusedName = name;
      return inner;
    }) as Json;
    if (refusedName !== undefined) return { reason: visit.t('start.badJsonName', { name: refusedName }) };
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { reason: visit.t('start.badJsonObject') };
    return { variables: value };
  } catch (error) {
    return { reason: placeWords(visit, text, error instanceof Error ? error.message : '') };
  }
}

/** The parser speaks English only; of what it says the place helps most. */
function placeWords(visit: Visit, text: string, message: string): string {
  if (message.includes('end of JSON input')) return visit.t('start.badJsonEnd');
  const token = /^Unexpected token '(.+?)',/s.exec(message)?.[1];
  if (token !== undefined) return visit.t('start.badJsonToken', { token });
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return visit.t('start.badJsonObject');
  const before = text.slice(0, Number(position)).split('\n');
  return visit.t('start.badJsonAt', { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
}
