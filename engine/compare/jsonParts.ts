// JSON files as parts: the components of a form, the entries of a calendar, of indicators, of roles.
import type { Part, Parts } from './part.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

/** Where an editor put a field in its grid, and which program wrote the file: not what people compare. */
const NOISE = new Set([
  'layout',
  'schemaVersion',
  'exporter',
  'executionPlatform',
  'executionPlatformVersion',
]);
const DEEPEST = 64;

export function jsonParts(text: string, name: string): Parts {
  let content: Json;
  try {
    content = JSON.parse(text);
  } catch {
    return { unreadable: 'JSON' };
  }
  const parts: Part[] = [];
  if (Array.isArray(content)) addEntries(content, undefined, 'entry', parts);
  else if (isFields(content)) {
    const { components, ...own } = content;
    parts.push({ id: String(content.id ?? name), kind: 'file', name, properties: flat(own) });
    if (Array.isArray(components)) addComponents(components, undefined, parts);
  }
  return { parts };
}

function addComponents(components: Json[], within: string | undefined, parts: Part[], depth = 0): void {
  for (const [at, component] of components.entries()) {
    if (!isFields(component)) continue;
    const { components: inner, id, ...own } = component;
    const key = String(component.key ?? component.path ?? id ?? at);
    const part: Part = {
      id: within === undefined ? key : `${within}.${key}`,
      kind: String(component.type ?? 'field'),
      name: String(component.label ?? component.text ?? key),
      ...(within !== undefined && { within }),
      properties: flat(own),
    };
    parts.push(part);
    if (Array.isArray(inner) && depth < DEEPEST) addComponents(inner, part.id, parts, depth + 1);
  }
}

function addEntries(entries: Json[], within: string | undefined, kind: string, parts: Part[]): void {
  for (const [at, entry] of entries.entries()) {
    if (!isFields(entry)) continue;
    const id = String(entry.id ?? entry.name ?? at + 1);
    const { name } = entry;
    const shown = isFields(name) ? String(name.es ?? name.en ?? id) : String(name ?? id);
    parts.push({ id, kind, name: shown, ...(within !== undefined && { within }), properties: flat(entry) });
  }
}

/** Paths with dots; a list's entries by what names them, else by their number. */
function flat(fields: Fields): Map<string, string> {
  const found = new Map<string, string>();
  add(fields, '', 0);
  return found;

  function add(value: Json, path: string, depth: number): void {
    if (depth > DEEPEST) return;
    if (Array.isArray(value)) {
      for (const [at, each] of value.entries()) add(each, `${path}[${namedBy(each) ?? at + 1}]`, depth + 1);
      if (value.length === 0) found.set(path, '[]');
    } else if (isFields(value)) {
      for (const [key, inner] of Object.entries(value)) {
        if (depth === 0 && (NOISE.has(key) || key === 'id')) continue;
        add(inner, path === '' ? key : `${path}.${key}`, depth + 1);
      }
    } else if (value !== null) found.set(path, String(value));
  }
}

function namedBy(value: Json): string | undefined {
  if (!isFields(value)) return undefined;
  const naming = value.id ?? value.value ?? value.date ?? value.key;
  return typeof naming === 'string' || typeof naming === 'number' ? String(naming) : undefined;
}

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
