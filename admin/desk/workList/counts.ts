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

/** `more`: at least so many. */
export interface Count {
  value: string;
  count: number;
  more: boolean;
}

export type Counts = { [name in FacetName]: Count[] };

/** Nobody reads on behind so many. */
const most = 10_000;
/** Behind so many no further flow is looked for. */
const mostForFlows = 30_000;

export async function countsOf(visit: Visit, tab: Query, filters: Filters): Promise<Counts> {
  const plain = filtered(tab, filters, facetNames);
  const whole = await look(visit, plain, filters, dimensionsOf(filters), most);
  if (whole.isWhole) return crossed(whole.rows, filters);
  return bounded(visit, tab, filters);
}

const dimensionsOf = ({ variables }: Filters) => dimensions.map((name) => variables[name]);

async function look(
  { engine: { store } }: Visit,
  query: Query,
  { now, riskUntil, arrivals: from }: Filters,
  asked: Filters['variables'][keyof Filters['variables']][],
  upTo: number,
) {
  const question = { now, riskUntil, arrivals: from, dimensions: asked, most: upTo };
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

/** Each facet over the rows that every other filter leaves. */
function crossed(rows: readonly FacetRow[], { chosen }: Filters): Counts {
  const passes = (row: FacetRow, but: FacetName) =>
    facetNames.every(
      (name) => name === but || chosen[name] === undefined || valueIn[name](row) === chosen[name],
    );
  return each((name) =>
    summed(
      rows.filter((row) => passes(row, name)),
      name,
      false,
    ),
  );
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

/** What has few values is counted value by value through the list's own order; the others among the first tasks. */
async function bounded(visit: Visit, tab: Query, filters: Filters): Promise<Counts> {
  const one = async (name: FacetName, value: string): Promise<Count> => {
    const others = filtered(tab, filters, [name]);
    const { where = [] } = partOf(filters, name, value);
    const query = { ...others, where: [...(others.where ?? []), ...where] };
    const count = await (await visit.engine.store.openTasks(query)).count(most);
    return { value, count: Math.min(count, most), more: count > most };
  };
  const values = (name: FacetName, of: readonly string[]) => Promise.all(of.map((value) => one(name, value)));
  // Facets that nothing is chosen of look at the same tasks.
  const looks = new Map<string, Promise<Facets>>();
  const sampled = async (name: FacetName): Promise<Count[]> => {
    const without = filters.chosen[name] === undefined ? undefined : name;
    const key = without ?? '';
    const query = filtered(tab, filters, without ? [without] : []);
    const found = looks.get(key) ?? look(visit, query, filters, dimensionsOf(filters), most);
    looks.set(key, found);
    const { rows, isWhole } = await found;
    return summed(rows, name, !isWhole);
  };
  const flows = async (): Promise<Count[]> => {
    const { rows, isWhole } = await look(
      visit,
      filtered(tab, filters, ['process']),
      filters,
      [],
      mostForFlows,
    );
    return summed(rows, 'process', !isWhole);
  };
  const [process, urgency, priority, arrived, held, product, area] = await Promise.all([
    flows(),
    values('urgency', urgencies),
    values('priority', priorities),
    values('arrived', arrivals),
    sampled('held'),
    sampled('product'),
    sampled('area'),
  ]);
  return { process, urgency, priority, arrived, held, product, area };
}
