// Rows of cases by the text of their case: named one by one where the cases are few enough, else asked case by case.
import type { Knex } from 'knex';
import type { Searchable } from '../columns.ts';
import { among } from '../conditions.ts';
import { ofInstances } from '../ofInstances.ts';
import type { Query } from '../store.ts';
import type { TextIndex } from './textIndex.ts';
import { type Wanted, wantedWith } from './words.ts';

export interface Said {
  /** Without the text; with the keys of the rows where few cases say it. */
  query: Query;
  /** Where many do: keeps those rows whose instance, in `column`, is of such a case. */
  restrict?: (rows: Knex.QueryBuilder, column: string) => void;
}

export const asksForText = ({ text, marks = [] }: Query): boolean => text !== undefined || marks.length > 0;

export async function bySaid(
  db: Knex,
  target: Searchable,
  asked: Query,
  index: TextIndex | undefined,
): Promise<Said> {
  const { text, marks, ...query } = asked;
  if (!asksForText(asked)) return { query: asked };
  if (target.instance === undefined)
    throw new Error(`Expected rows of instances but asked ${target.table} of their text`);
  const wanted = wantedWith(text, marks);
  const roots = index && wanted ? await index.match(wanted, index.mostNamed + 1) : [];
  if (index && wanted && roots.length > index.mostNamed)
    return { query, restrict: (rows, column) => withText(rows, db, index, column, wanted) };
  const keys = await ofInstances(db, target, await instancesOf(db, roots));
  return { query: { ...query, where: [...(query.where ?? []), keys] } };
}

async function instancesOf(db: Knex, roots: readonly number[]): Promise<number[]> {
  if (roots.length === 0) return [];
  const rows = db('cauce_process_instances');
  among(rows, 'root_key', roots);
  return ((await rows.select('key')) as { key: number }[]).map(({ key }) => Number(key));
}

function withText(rows: Knex.QueryBuilder, db: Knex, index: TextIndex, column: string, wanted: Wanted): void {
  const { sql, bindings } = index.holds('x.root_key', wanted);
  const found = db('cauce_process_instances as x').whereRaw('x.key = ??', [column]).whereRaw(sql, bindings);
  rows.whereExists(found.select(db.raw('1')));
}
