// Reads a `.form` file at deployment: everything that is wrong with it at once, or the schema.
import type { Json } from '../engine/core/json.ts';
import type { Problem } from '../engine/core/problem.ts';
import { type CheckFeel, checkAttributes } from './attributes.ts';
import type { Report } from './fields/field.ts';
import { fieldOf, fieldTypes, isFieldType } from './fields/index.ts';
import { type Claims, claimPath } from './keys.ts';
import { isForbidden, isObject } from './paths.ts';
import type { Component, FormSchema } from './schema.ts';

/** The newest version of form-js' schema that this reader was written for. */
const SCHEMA_VERSION = 19;
const MAX_COMPONENTS = 1_000;
const MAX_NESTING = 10;
const MAX_DEPTH = 40;

/** Warnings come with the schema; problems without a schema hold at least one error. */
export type ReadForm = { schema: FormSchema; problems: Problem[] } | { problems: Problem[] };

interface Reading {
  resource: string;
  problems: Problem[];
  checkFeel: CheckFeel | undefined;
  count: number;
}

export function readForm(json: unknown, resourceName: string, checkFeel?: CheckFeel): ReadForm {
  const reading: Reading = { resource: resourceName, problems: [], checkFeel, count: 0 };
  const report = reporter(reading);
  if (!isObject(json)) report('FORM_MALFORMED', { detail: 'JSON' });
  else if (!Array.isArray(json.components)) report('FORM_MALFORMED', { detail: 'components' });
  else {
    const forbidden = forbiddenKey(json);
    if (forbidden) report('FORM_KEY_FORBIDDEN', { key: forbidden });
    else readComponents(json.components, reading, new Map(), [], 1, 'components');
    checkRoot(json, resourceName, report);
  }
  const { problems } = reading;
  if (problems.some((problem) => problem.severity === 'error')) return { problems };
  return { schema: schemaOf(json as { [name: string]: Json }, resourceName), problems };
}

function checkRoot(json: { [name: string]: Json }, resourceName: string, report: Report): void {
  if (!hasId(json)) report('FORM_ID_MISSING', { used: idOf(resourceName) }, 'warning');
  const version = json.schemaVersion;
  if (typeof version === 'number' && version > SCHEMA_VERSION) {
    report('FORM_VERSION_NEWER', { known: SCHEMA_VERSION, version }, 'warning');
  }
}

function schemaOf(json: { [name: string]: Json }, resourceName: string): FormSchema {
  const schema = structuredClone(json) as unknown as FormSchema;
  return { ...schema, type: 'default', id: hasId(json) ? json.id : idOf(resourceName) };
}

function hasId(json: { [name: string]: Json }): json is { [name: string]: Json; id: string } {
  return typeof json.id === 'string' && json.id !== '';
}

function idOf(resourceName: string): string {
  const file = resourceName.split(/[\\/]/).at(-1) ?? resourceName;
  return file.replace(/\.form$/, '');
}

function reporter(reading: Reading, component?: { [name: string]: Json }, place?: string): Report {
  return (code, values, severity = 'error') => {
    const { id, key, label } = component ?? {};
    const element = [id, key, place].find((one) => typeof one === 'string' && one !== '');
    reading.problems.push({
      severity,
      code,
      resource: reading.resource,
      ...(typeof element === 'string' ? { elementId: element } : {}),
      ...(typeof label === 'string' ? { elementName: label } : {}),
      values,
    });
  };
}

function readComponents(
  components: Json[],
  reading: Reading,
  claims: Claims,
  path: readonly string[],
  depth: number,
  place: string,
): void {
  components.forEach((component, index) => {
    reading.count += 1;
    if (reading.count > MAX_COMPONENTS) {
      if (reading.count === MAX_COMPONENTS + 1) {
        reporter(reading)('FORM_TOO_LARGE', { limit: MAX_COMPONENTS, what: 'components' });
      }
      return;
    }
    readComponent(component, reading, claims, path, depth, `${place}[${index}]`);
  });
}

function readComponent(
  component: Json,
  reading: Reading,
  claims: Claims,
  path: readonly string[],
  depth: number,
  place: string,
): void {
  if (!isObject(component)) return reporter(reading, undefined, place)('FORM_MALFORMED', { detail: place });
  const report = reporter(reading, component, place);
  if (!isFieldType(component.type)) {
    const type = typeof component.type === 'string' ? component.type : '';
    return report('FORM_FIELD_TYPE_UNKNOWN', { type, known: fieldTypes.join(', ') });
  }
  const field = fieldOf({ type: component.type });
  checkAttributes(component, field.attributes, report, reading.checkFeel);
  field.check?.(component as unknown as Component, report);
  const inner = claimPath(component, field.holds, claims, path, report);
  if (field.holds !== 'group' && field.holds !== 'list') return;
  if (depth >= MAX_NESTING) return report('FORM_TOO_LARGE', { limit: MAX_NESTING, what: 'groups' });
  const children = Array.isArray(component.components) ? component.components : [];
  if (!Array.isArray(component.components)) report('FORM_MALFORMED', { detail: `${place}.components` });
  readComponents(children, reading, claims, inner, depth + 1, `${place}.components`);
}

/** A key anywhere in the file that would reach an object's prototype. */
function forbiddenKey(json: Json, depth = 0): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  if (depth > MAX_DEPTH) return '…';
  for (const [name, value] of Object.entries(json)) {
    if (!Array.isArray(json) && isForbidden(name)) return name;
    const inner = forbiddenKey(value, depth + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
