// Judges answers to the folder's forms as the server does, with the folder's catalogs.
import type { Json, Variables } from '../../../engine/core/json.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { type FormSchema, validateVariables } from '../../../forms/index.ts';
import { catalog, functions, text } from './folder.ts';

const CATALOGS = ['services', 'quality-attributes', 'superintendence-types', 'topics', 'documenters'];
const inputs = Object.fromEntries(CATALOGS.map((id) => [`catalog:${id}`, catalog(id)])) as {
  [key: string]: Json;
};
const ports = createPorts({ functions });

export function evaluate(expression: string, data: Variables): Json {
  const result = ports.evaluate(expression, {
    variables: { get: (name) => data[name] },
    now: Date.parse('2026-03-16T10:00:00-05:00'),
    owner: 0,
    inputs,
  });
  if (result.kind !== 'value')
    throw new Error(`Expected a value of ${expression} but ${JSON.stringify(result)}`);
  return result.value;
}

export function form(id: string): FormSchema {
  return JSON.parse(text(`forms/${id}.form`));
}

/** What each field that refuses these answers says. */
export function messages(
  id: string,
  variables: Variables,
  stored: Variables = {},
  earlier: Json[] = [],
): { [name: string]: string } {
  const result = validateVariables({ schema: form(id), locale: 'es', evaluate, stored, variables, earlier });
  const errors = 'errors' in result ? Object.entries(result.errors) : [];
  return Object.fromEntries(errors.map(([name, { message }]) => [name, message]));
}

/** The names of the fields that refuse these answers. */
export function refused(
  id: string,
  variables: Variables,
  stored: Variables = {},
  earlier: Json[] = [],
): string[] {
  return Object.keys(messages(id, variables, stored, earlier)).sort();
}
