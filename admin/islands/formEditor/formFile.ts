// A form's file as text and as what the editor holds; a new file begins as an empty form with an id of its own.
import type { Json } from '../../../engine/core/json.ts';

type Schema = { [name: string]: Json };

/** A form-js file of this version is what the renderer knows. */
const SCHEMA_VERSION = 19;

/** Throws with what is wrong where the text is no form. */
export function formIn(text: string, fileName: string): Schema {
  if (text.trim() === '')
    return { type: 'default', id: idOf(fileName), schemaVersion: SCHEMA_VERSION, components: [] };
  const json = JSON.parse(text) as Json;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('JSON {}');
  if (!Array.isArray(json.components)) throw new Error('"components": []');
  return json;
}

export const textOf = (schema: Schema): string => `${JSON.stringify(schema, null, 2)}\n`;

function idOf(fileName: string): string {
  const bare = fileName.replace(/^.*\//, '').replace(/\.form$/i, '');
  return bare.replace(/[^\w-]+/g, '-') || 'form';
}
