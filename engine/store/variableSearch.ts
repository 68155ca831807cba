// Instances by the values of their variables, through the index by value.
import type { Knex } from 'knex';
import { dialectOf } from './dialects/dialectOf.ts';

/** A variable of the instance itself; values are JSON, any of them will do. Personal ones are sealed: nobody finds them. */
export interface VariableFilter {
  name: string;
  value: string | string[];
  /** Processes in which another variable says the same. */
  elsewhere?: { readonly [process: string]: string };
}

/** What the index holds of a value, as the migration says it. */
const INDEXED = `(CASE WHEN substr(v.value, 1, 1) IN ('{', '[') THEN '' ELSE substr(v.value, 1, 64) END)`;
const LENGTH = 64;

/** So many instances or fewer are worth naming one by one. */
const FEW = 500;

/** Keys of the instances where the variable has the value; undefined when they are many. */
export async function fewInstances(
  db: Knex,
  tenant: string,
  variable: VariableFilter,
): Promise<number[] | undefined> {
  const rows = (await variablesWith(db, tenant, variable)
    .whereRaw('v.scope_key = v.instance_key')
    .limit(FEW + 1)
    .select('v.instance_key')) as { instance_key: number }[];
  return rows.length > FEW ? undefined : rows.map(({ instance_key }) => instance_key);
}

/** Only rows whose instance, in `column`, has the variable with that value; the process is in `process_id` beside it. */
export function withVariable(
  rows: Knex.QueryBuilder,
  db: Knex,
  tenant: string,
  column: string,
  variable: VariableFilter,
): void {
  const found = variablesWith(db, tenant, variable)
    .whereRaw('v.instance_key = ??', [column])
    .whereRaw('v.scope_key = ??', [column]);
  const { sql, bindings } = variableOf(variable.name, variable.elsewhere, beside(column, 'process_id'));
  if (variable.elsewhere) found.whereRaw(`v.name = ${sql}`, bindings);
  rows.whereExists(found.select(db.raw('1')));
}

const beside = (column: string, other: string): string =>
  `${column.slice(0, column.lastIndexOf('.'))}.${other}`;

/** SQL of the name that a variable has in the process of a row. */
export function variableOf(
  name: string,
  elsewhere: VariableFilter['elsewhere'] = {},
  process: string,
): { sql: string; bindings: string[] } {
  const others = Object.entries(elsewhere);
  if (others.length === 0) return { sql: '?', bindings: [name] };
  const cases = others.map(() => 'WHEN ? THEN ?').join(' ');
  return { sql: `CASE ?? ${cases} ELSE ? END`, bindings: [process, ...others.flat(), name] };
}

function variablesWith(
  db: Knex,
  tenant: string,
  { name, value, elsewhere = {} }: VariableFilter,
): Knex.QueryBuilder {
  // Without being told, SQLite looks instances up one by one in the primary key, all over the table.
  const index = dialectOf(db).name === 'sqlite' ? ' INDEXED BY cauce_variables_value' : '';
  const values = [value].flat();
  const starts = values.map(startOf);
  const found = db
    .queryBuilder()
    .from(db.raw(`cauce_variables AS v${index}`))
    .where('v.tenant_id', tenant)
    .whereIn('v.name', [...new Set([name, ...Object.values(elsewhere)])])
    .whereRaw(`${INDEXED} IN (${starts.map(() => '?').join(', ')})`, starts);
  // What is shorter is in the index whole.
  if (starts.some((start, at) => start !== values[at])) found.whereIn('v.value', values);
  return found;
}

function startOf(value: string): string {
  if (/^[{[]/.test(value)) return '';
  return [...value.slice(0, 2 * LENGTH)].slice(0, LENGTH).join('');
}
