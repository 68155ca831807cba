// Judges answers to the folder's forms as the server does, with the folder's catalogs.
import type { Json, Variables } from '../../../engine/core/json.ts';
import { type FormSchema, validateVariables } from '../../../forms/index.ts';
import { evaluateIn } from '../formFeel.ts';
import { text } from './folder.ts';

export const evaluate = evaluateIn('pqrs');

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
