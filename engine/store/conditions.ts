// Conditions of a search on a column, bound and never spliced.
import type { Knex } from 'knex';
import { dialectOf } from './dialects/dialectOf.ts';
import type { Condition } from './store.ts';

export function restrict(rows: Knex.QueryBuilder, column: string, { op, value }: Condition): void {
  const given = Array.isArray(value) ? value : [typeof value === 'boolean' ? Number(value) : value];
  const list = given.map(within) as (string | number)[];
  const scalar = list[0] ?? null;
  switch (op) {
    case 'eq':
      return void rows.where(column, scalar);
    case 'neq':
      return void rows.where((row) => row.whereNot(column, scalar).orWhereNull(column));
    case 'in':
      return void among(rows, column, list);
    case 'notIn':
      return void rows.where((row) => row.whereNotIn(column, list).orWhereNull(column));
    case 'like':
      return void rows.whereRaw(`?? ${dialectOf(rows).like} ? ESCAPE '\\'`, [
        column,
        likePattern(String(value)),
      ]);
    case 'gt':
      return void rows.where(column, '>', scalar as string);
    case 'gte':
      return void rows.where(column, '>=', scalar as string);
    case 'lt':
      return void rows.where(column, '<', scalar as string);
    case 'lte':
      return void rows.where(column, '<=', scalar as string);
    case 'exists':
      return void (value ? rows.whereNotNull(column) : rows.whereNull(column));
  }
}

/** Long lists are bound as one: databases take only so many parameters. */
export function among(rows: Knex.QueryBuilder, column: string, list: readonly (string | number)[]): void {
  if (list.length <= MOST_BOUND) return void rows.whereIn(column, list as (string | number)[]);
  const values = dialectOf(rows).values(typeof list[0] === 'number' ? 'number' : 'text');
  rows.whereRaw(`?? IN (${values})`, [column, JSON.stringify(list)]);
}

const MOST_BOUND = 1000;

/** Beyond 2^53 there is no key and no count, and beyond 64 bits nothing that PostgreSQL compares. */
export function within<T>(value: T): T | number {
  const isBeyond = typeof value === 'number' && Math.abs(value) > 2 ** 53;
  return isBeyond ? Math.sign(value as number) * 2 ** 53 : value;
}

/** `*` stands for any text, `?` for one character, a backslash makes them plain; as the HTTP API writes patterns. */
function likePattern(pattern: string): string {
  return pattern.replace(/\\([*?\\])|[*?%_\\]/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped === '\\' ? '\\\\' : escaped;
    if (found === '*') return '%';
    return found === '?' ? '_' : `\\${found}`;
  });
}
