// What the open tasks of a query amount to by flow, holder, term, priority, day and dimension: the first so many of them
// grouped in one statement.
import type { Knex } from 'knex';
import type { OpenTasks } from './openTasks.ts';
import { NO_DUE_DATE } from './projections/workList.ts';
import { type VariableFilter, variableOf } from './variableSearch.ts';

export type Term = 'overdue' | 'atRisk' | 'onTime' | 'none';

/** So many tasks are alike in all that is asked. */
export interface FacetRow {
  process: string;
  held: boolean;
  priority: number;
  term: Term;
  /** Number of the first boundary that it came after; as many as there are where it came before all. */
  arrived: number;
  /** Value of each dimension; null where there is none to be shown. */
  dimensions: readonly (string | null)[];
  count: number;
}

export interface FacetQuestion {
  now: number;
  /** What is due until then is at risk. */
  riskUntil: number;
  /** Instants, the latest first. */
  arrivals: readonly number[];
  /** Variables that say a dimension. */
  dimensions: readonly Pick<VariableFilter, 'name' | 'elsewhere'>[];
  /** So many tasks are looked at. */
  most: number;
}

export interface Facets {
  rows: FacetRow[];
  /** False: there are more tasks than were looked at. */
  isWhole: boolean;
}

const terms: readonly Term[] = ['overdue', 'atRisk', 'onTime', 'none'];

export async function taskFacets(db: Knex, open: OpenTasks, question: FacetQuestion): Promise<Facets> {
  const { now, riskUntil, arrivals, dimensions, most } = question;
  const first = open.first(most + 1);
  const arrived = arrivals.map((_, at) => `WHEN o.arrived_at >= ? THEN ${at}`).join(' ');
  const rows = db.from(first.as('o')).select({
    process: 'o.process_id',
    held: 'o.held',
    rank: 'o.rank',
    term: db.raw(
      `CASE WHEN o.due_at < ? THEN 0 WHEN o.due_at <= ? THEN 1 WHEN o.due_at < ${NO_DUE_DATE} THEN 2 ELSE 3 END`,
      [now, riskUntil],
    ),
    arrived: db.raw(arrived === '' ? '0' : `CASE ${arrived} ELSE ${arrivals.length} END`, [...arrivals]),
  });
  dimensions.forEach(({ name, elsewhere }, at) => {
    const said = variableOf(name, elsewhere, 'o.process_id');
    rows.joinRaw(
      `LEFT JOIN cauce_variables AS v${at} ON v${at}.instance_key = o.instance_key
       AND v${at}.scope_key = o.instance_key AND v${at}.name = ${said.sql}`,
      said.bindings,
    );
    // Texts alone: objects, lists and what is sealed have no value that somebody could choose.
    rows.select(db.raw(`CASE WHEN substr(v${at}.value, 1, 1) = '"' THEN v${at}.value END AS d${at}`));
  });
  const grouped: { [column: string]: string | number | null }[] = await db
    .queryBuilder()
    .from(rows.as('g'))
    .groupBy(['process', 'held', 'rank', 'term', 'arrived', ...dimensions.map((_, at) => `d${at}`)])
    .select('*', db.raw('count(*) AS tasks'));
  const found = grouped.map((row) => rowOf(row, dimensions.length));
  return { rows: found, isWhole: found.reduce((sum, { count }) => sum + count, 0) <= most };
}

function rowOf(row: { [column: string]: string | number | null }, dimensions: number): FacetRow {
  return {
    process: String(row.process),
    held: Number(row.held) === 1,
    // Not -0.
    priority: 0 - Number(row.rank),
    term: terms[Number(row.term)] ?? 'none',
    arrived: Number(row.arrived),
    dimensions: Array.from({ length: dimensions }, (_, at) => textOf(row[`d${at}`])),
    count: Number(row.tasks),
  };
}

function textOf(value: string | number | null | undefined): string | null {
  return typeof value === 'string' ? (JSON.parse(value) as string) : null;
}
