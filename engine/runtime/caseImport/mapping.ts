// How the columns of another tool's export are read: a mapping with a default for every name, checked before anything else.
import type { Json, Problem } from '../../core/index.ts';

/** What a line can say; `case_id` and `opened` it has to. */
export const FIELDS = [
  'case_id',
  'case_number',
  'opened',
  'opened_by',
  'due',
  'closed',
  'state',
  'activity',
  'started',
  'ended',
  'actor',
] as const;

export type Field = (typeof FIELDS)[number];

export const REQUIRED: readonly Field[] = ['case_id', 'opened'];
const WITH_ACTIVITY: readonly Field[] = ['started'];

export const STATES: readonly string[] = ['open', 'completed', 'cancelled'];

/** `iso` also takes a space in place of the T. */
export const DATE_FORMATS = ['iso', 'dd/mm/yyyy', 'mm/dd/yyyy'] as const;

export interface CaseMapping {
  /** Column of each field. Default: the field's own name. */
  columns: { readonly [field in Field]?: string };
  /** Variable of the case by the column it is read from. */
  variables: ReadonlyMap<string, string>;
  ignored: ReadonlySet<string>;
  /** Id of an element by what the tool called the activity. */
  activities: ReadonlyMap<string, string>;
  /** One of `STATES` by what the tool called it. */
  states: ReadonlyMap<string, string>;
  dates: (typeof DATE_FORMATS)[number];
}

export const defaultMapping: CaseMapping = {
  columns: {},
  variables: new Map(),
  ignored: new Set(),
  activities: new Map(),
  states: new Map(),
  dates: 'iso',
};

const members = ['columns', 'variables', 'ignored', 'activities', 'states', 'dates'];
const VARIABLE = /^[\p{L}_][\p{L}\p{N}_]{0,99}$/u;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Of `--map FILE.json`: every member may be left out. */
export function readMapping(text: string, resource: string): CaseMapping | { problems: Problem[] } {
  const problems: Problem[] = [];
  const wrong = (place: string, expected: string) => {
    problems.push({ severity: 'error', code: 'IMPORT_MAP_MALFORMED', resource, values: { place, expected } });
  };
  let json: Json = null;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    // Said below: it is no object.
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    wrong('', '{ "columns": {...} }');
    return { problems };
  }
  for (const name of Object.keys(json)) if (!members.includes(name)) wrong(name, members.join(', '));
  const texts = (name: string): Map<string, string> => {
    const bag = json[name] ?? {};
    const pairs =
      typeof bag === 'object' && bag !== null && !Array.isArray(bag) ? Object.entries(bag) : undefined;
    if (!pairs?.every(([key, value]) => typeof value === 'string' && !FORBIDDEN.has(key))) {
      wrong(name, '{ "…": "…" }');
      return new Map();
    }
    return new Map(pairs as [string, string][]);
  };
  const columns = texts('columns');
  for (const field of columns.keys())
    if (!FIELDS.includes(field as Field)) wrong(`columns.${field}`, FIELDS.join(', '));
  const variables = texts('variables');
  for (const name of variables.keys()) if (!VARIABLE.test(name)) wrong(`variables.${name}`, 'a_name');
  const states = texts('states');
  for (const [name, state] of states) if (!STATES.includes(state)) wrong(`states.${name}`, STATES.join(', '));
  const { ignored = [], dates = 'iso' } = json;
  if (!Array.isArray(ignored) || !ignored.every((one) => typeof one === 'string')) wrong('ignored', '["…"]');
  const isFormat = DATE_FORMATS.includes(dates as CaseMapping['dates']);
  if (!isFormat) wrong('dates', DATE_FORMATS.join(', '));
  if (problems.length > 0) return { problems };
  return {
    columns: Object.fromEntries(columns),
    variables: new Map([...variables].map(([name, column]) => [column, name])),
    ignored: new Set(ignored as string[]),
    activities: texts('activities'),
    states,
    dates: dates as CaseMapping['dates'],
  };
}

/** Where each field and variable stands in the header; every column that means nothing is a problem, and so is one that lacks. */
export function placeColumns(
  header: readonly string[],
  mapping: CaseMapping,
): { fields: Map<Field, number>; variables: [name: string, at: number][] } | { problems: HeaderProblem[] } {
  const problems: HeaderProblem[] = [];
  const fields = new Map<Field, number>();
  const variables: [string, number][] = [];
  const known = new Map(FIELDS.map((field) => [mapping.columns[field] ?? field, field]));
  const seen = new Set<string>();
  for (const [at, name] of header.entries()) {
    if (name !== '' && seen.has(name)) problems.push({ code: 'IMPORT_COLUMN_TWICE', values: { name } });
    seen.add(name);
    const field = known.get(name);
    const variable = mapping.variables.get(name);
    if (field !== undefined) fields.set(field, at);
    if (variable !== undefined) variables.push([variable, at]);
    if (field === undefined && variable === undefined && !mapping.ignored.has(name))
      problems.push({ code: 'IMPORT_COLUMN_UNKNOWN', values: { name, known: [...known.keys()].join(', ') } });
  }
  const needed = fields.has('activity') ? [...REQUIRED, ...WITH_ACTIVITY] : REQUIRED;
  for (const field of needed)
    if (!fields.has(field))
      problems.push({ code: 'IMPORT_COLUMN_MISSING', values: { name: mapping.columns[field] ?? field } });
  for (const column of [...mapping.variables.keys(), ...Object.values(mapping.columns)])
    if (!header.includes(column) && !problems.some(({ values }) => values.name === column))
      problems.push({ code: 'IMPORT_COLUMN_MISSING', values: { name: column } });
  return problems.length > 0 ? { problems } : { fields, variables };
}

export interface HeaderProblem {
  code: string;
  values: { [name: string]: Json };
}
