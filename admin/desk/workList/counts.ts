// How many tasks of a tab have each value of each facet, every facet counted under the other filters: exactly where the
// tab is short, within bounds where it is long.
import { type FacetRow, type Facets, type Query, taskFacets } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import {
  arrivals,
  dimensions,
  type FacetName,
  type Filters,
  facetNames,
  filtered,
  partOf,
  priorities,
  priorityOf,
  urgencies,
} from './filters.ts';
import { remembered } from './remembered.ts';

/** `more`: at least so many. */
export interface Count {
  value: string;
  count: number;
  more: boolean;
}

/** Of facets that nobody asked for, nothing. */
export type Counts = { [name in FacetName]: Count[] };

/** Nobody reads on behind so many. */
const most = 10_000;
/** Behind so many no further flow is looked for. */
const mostForFlows = 30_000;

export async function countsOf(
  visit: Visit,
  tab: Query,
  filters: Filters,
  wanted: readonly FacetName[] = facetNames,
): Promise<Counts> {
  const plain = filtered(tab, filters, facetNames);
  const length = await (await visit.engine.store.openTasks(plain)).count(most);
  if (length > most) {
    const { chosen, text, data } = filters;
    return remembered(visit.engine, [tab, chosen, text, data, wanted], () =>
      bounded(visit, tab, filters, wanted),
    );
  }
  const { rows } = await look(visit, plain, filters, wanted, most);
  return each((name) => (wanted.includes(name) ? crossed(rows, filters, name) : []));
}

async function look(
  { engine: { store } }: Visit,
  query: Query,
  { now, riskUntil, arrivals: from, variables }: Filters,
  wanted: readonly FacetName[],
  upTo: number,
) {
  // Nothing is read of dimensions that nobody wants.
  const asked = dimensions.some((name) => wanted.includes(name)) ? dimensions : [];
  const question = {
    now,
    riskUntil,
    arrivals: from,
    dimensions: asked.map((name) => variables[name]),
    most: upTo,
  };
  return taskFacets(store.reader, await store.openTasks(query), question);
}

const valueIn: { [name in FacetName]: (row: FacetRow) => string | null | undefined } = {
  process: (row) => row.process,
  urgency: (row) => row.term,
  priority: (row) => priorityOf(row.priority),
  held: (row) => (row.held ? 'held' : 'free'),
  product: (row) => row.dimensions[0],
  area: (row) => row.dimensions[1],
  arrived: (row) => arrivals[row.arrived],
};

/** A facet over the rows that every other filter leaves. */
function crossed(rows: readonly FacetRow[], { chosen }: Filters, facet: FacetName): Count[] {
  const others = facetNames.filter((name) => name !== facet && chosen[name] !== undefined);
  const passes = (row: FacetRow) => others.every((name) => valueIn[name](row) === chosen[name]);
  return summed(rows.filter(passes), facet, false);
}

function each(count: (name: FacetName) => Count[]): Counts {
  return Object.fromEntries(facetNames.map((name) => [name, count(name)])) as Counts;
}

function summed(rows: readonly FacetRow[], name: FacetName, more: boolean): Count[] {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const value = valueIn[name](row);
    if (value != null) sums.set(value, (sums.get(value) ?? 0) + row.count);
  }
  return [...sums].map(([value, count]) => ({ value, count, more }));
}

/** Facets whose values are ranges of the list's own order. */
const ranged: { [name in FacetName]?: readonly string[] } = {
  urgency: urgencies,
  priority: priorities,
  arrived: arrivals,
};

/** What the filters leave may be short all the same; else ranges are counted one by one, the rest among the first tasks. */
async function bounded(
  visit: Visit,
  tab: Query,
  filters: Filters,
  wanted: readonly FacetName[],
): Promise<Counts> {
  const left = await look(visit, filtered(tab, filters), filters, wanted, most);
  const counts = await Promise.all(
    facetNames.map((name) => {
      if (!wanted.includes(name)) return [];
      if (filters.chosen[name] === undefined && left.isWhole) return summed(left.rows, name, false);
      return long(visit, tab, filters, name, left);
    }),
  );
  return Object.fromEntries(facetNames.map((name, at) => [name, counts[at]])) as Counts;
}

async function long(
  visit: Visit,
  tab: Query,
  filters: Filters,
  name: FacetName,
  left: Facets,
): Promise<Count[]> {
  const { chosen, text, data } = filters;
  const others = facetNames.some((other) => other !== name && chosen[other] !== undefined);
  const values = ranged[name];
  // Days of arrival lie in an order of their own, where nothing else is known.
  if (values && !(name === 'arrived' && (others || text !== undefined || data !== undefined)))
    return Promise.all(values.map((value) => one(visit, tab, filters, name, value)));
  if (name === 'process') {
    const { rows, isWhole } = await look(visit, filtered(tab, filters, [name]), filters, [], mostForFlows);
    return summed(rows, name, !isWhole);
  }
  if (chosen[name] === undefined) return summed(left.rows, name, true);
  const { rows, isWhole } = await look(visit, filtered(tab, filters, [name]), filters, [name], most);
  return summed(rows, name, !isWhole);
}

async function one(
  visit: Visit,
  tab: Query,
  filters: Filters,
  name: FacetName,
  value: string,
): Promise<Count> {
  const others = filtered(tab, filters, [name]);
  const { where = [] } = partOf(filters, name, value);
  const open = await visit.engine.store.openTasks({ ...others, where: [...(others.where ?? []), ...where] });
  const count = await open.count(most);
  return { value, count: Math.min(count, most), more: count > most };
}
