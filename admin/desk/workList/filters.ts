// What the address of the work list asks for: each filter as conditions of the store, on its own, so that facets can be
// counted without their own one.
import type { Condition, Query, VariableFilter } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { riskUntil } from '../risk.ts';
import { arrivalsOf } from './arrivals.ts';

export const urgencies = ['overdue', 'atRisk', 'onTime', 'none'] as const;
export type Urgency = (typeof urgencies)[number];
export const priorities = ['high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];
export const arrivals = ['today', 'week', 'month', 'older'] as const;
export type Arrival = (typeof arrivals)[number];
export const holders = ['free', 'held'] as const;
export const dimensions = ['product', 'area'] as const;

/** Facets by the names that they have in the address. */
export const facetNames = ['process', 'urgency', 'priority', 'held', 'product', 'area', 'arrived'] as const;
export type FacetName = (typeof facetNames)[number];

export interface Filters {
  chosen: { [name in FacetName]?: string };
  /** Words anywhere in the case. */
  text: string | undefined;
  /** `name = value`, as it was typed. */
  data: string | undefined;
  now: number;
  riskUntil: number;
  /** Today, a week ago, a month ago: the instants at which they begin. */
  arrivals: readonly number[];
  /** Variables that say product and area. */
  variables: { readonly [name in (typeof dimensions)[number]]: FactVariables };
}

/** Which variable says a dimension, by process. */
export type FactVariables = Pick<VariableFilter, 'name' | 'elsewhere'>;

export type Part = Pick<Query, 'where' | 'variables'>;

const lists: { [name in FacetName]?: readonly string[] } = {
  urgency: urgencies,
  priority: priorities,
  held: holders,
  arrived: arrivals,
};
const LONGEST = 200;

export async function filtersOf(visit: Visit): Promise<Filters> {
  const chosen: Filters['chosen'] = {};
  for (const name of facetNames) {
    const asked = visit.query(name);
    if (asked !== undefined && asked.length <= LONGEST && (lists[name]?.includes(asked) ?? true))
      chosen[name] = asked;
  }
  const now = visit.engine.now();
  return {
    chosen,
    text: visit.query('q')?.trim().slice(0, LONGEST) || undefined,
    data: visit.query('data'),
    now,
    riskUntil: await riskUntil(visit),
    arrivals: arrivalsOf(now, visit.options.timeZone),
    variables: await variablesOf(visit),
  };
}

async function variablesOf(visit: Visit): Promise<Filters['variables']> {
  const declared = await visit.engine.indicators.dimensions();
  const of = (name: (typeof dimensions)[number]): FactVariables => ({
    name,
    elsewhere: Object.fromEntries(
      [...declared].flatMap(([process, said]) => {
        const variable = said[name];
        return variable === undefined || variable === name ? [] : [[process, variable]];
      }),
    ),
  });
  return { product: of('product'), area: of('area') };
}

/** What one chosen facet asks for. */
export function partOf(filters: Filters, name: FacetName, value = filters.chosen[name]): Part {
  if (value === undefined) return {};
  switch (name) {
    case 'process':
      return { where: [{ column: 'process_id', op: 'eq', value }] };
    case 'urgency':
      return { where: dueConditions(value as Urgency, filters) };
    case 'priority':
      return { where: [priorityCondition(value as Priority)] };
    case 'held':
      return { where: [{ column: 'assignee', op: 'exists', value: value === 'held' }] };
    case 'arrived':
      return { where: arrivalConditions(value as Arrival, filters.arrivals) };
    default:
      return { variables: [{ ...filters.variables[name], value: JSON.stringify(value) }] };
  }
}

function dueConditions(urgency: Urgency, { now, riskUntil: until }: Filters): Condition[] {
  const due = (op: Condition['op'], value: number | boolean): Condition => ({ column: 'due_at', op, value });
  if (urgency === 'overdue') return [due('lt', now)];
  if (urgency === 'atRisk') return [due('gte', now), due('lte', until)];
  return urgency === 'onTime' ? [due('gt', until)] : [due('exists', false)];
}

/** 50 is what a drawing that says nothing gives. */
export const priorityOf = (value: number): Priority =>
  value > 50 ? 'high' : value === 50 ? 'normal' : 'low';

function priorityCondition(priority: Priority): Condition {
  const op = { high: 'gt', normal: 'eq', low: 'lt' } as const;
  return { column: 'priority', op: op[priority], value: 50 };
}

function arrivalConditions(
  arrival: Arrival,
  [today = 0, week = 0, month = 0]: readonly number[],
): Condition[] {
  const from = { today, week, month, older: undefined }[arrival];
  const to = { today: undefined, week: today, month: week, older: month }[arrival];
  return [
    ...(from === undefined ? [] : [{ column: 'created_at', op: 'gte', value: from } as const]),
    ...(to === undefined ? [] : [{ column: 'created_at', op: 'lt', value: to } as const]),
  ];
}

/** `name = value`, as people write it: a number may be one, or be stored as a text. */
function dataOf(data: string | undefined): NonNullable<Query['variables']> {
  const [, name, text = ''] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(data ?? '') ?? [];
  if (name === undefined) return [];
  const isPlain = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?)$/.test(text);
  const value = [JSON.stringify(text), ...(isPlain ? [JSON.stringify(JSON.parse(text))] : [])];
  return [{ name, value }];
}

/** A tab's query with every filter, or with all but some facets. */
export function filtered(query: Query, filters: Filters, without: readonly FacetName[] = []): Query {
  const parts = facetNames.filter((name) => !without.includes(name)).map((name) => partOf(filters, name));
  return {
    ...query,
    where: [...(query.where ?? []), ...parts.flatMap(({ where = [] }) => where)],
    variables: [...parts.flatMap(({ variables = [] }) => variables), ...dataOf(filters.data)],
    ...(filters.text !== undefined && { text: filters.text }),
  };
}

export const isFiltered = ({ chosen, text, data }: Filters): boolean =>
  Object.keys(chosen).length > 0 || text !== undefined || data !== undefined;
