// What differs between the databases in the statements of the store: everything else is said once.
import type { Knex } from 'knex';
import type { Cell, TableSpec } from '../writeSet.ts';

export type CellType = 'text' | 'number';

/** A statement with what it binds. */
export interface Bound {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /** Rows are cells in the order of the table's columns. */
  insert(table: TableSpec, rows: Cell[][]): Bound;
  /** Rows are the cells of the key, then those of `columns`. */
  update(table: TableSpec, columns: string[], rows: Cell[][]): Bound;
  /** An INSERT, said from INTO on, that passes over rows that are there already. */
  insertNew(into: string): string;
  remove(table: TableSpec, keys: (readonly Cell[])[]): Bound;
  /** One after another, in the open transaction of `db`. */
  run(db: Knex, statements: readonly Bound[]): Promise<void>;
  /** Holds these names, which are not none, until the transaction ends: no other node's transaction holds one meanwhile. */
  lockNames(names: readonly string[]): Bound[];
  /** A source of rows, to be named with AS: one JSON list bound where it says `?`, each item a list of these cells. */
  items(columns: { readonly [name: string]: CellType }): string;
  /** A subquery's text: the values of one JSON list bound where it says `?`. */
  values(type: CellType): string;
  /** Behind a column: it has one of these values, and is looked up for each of them, however few rows the server takes the table to have. */
  among(type: CellType): string;
  /** A source of rows, to be named with AS, whose column `value` holds the texts of a JSON list. */
  texts(expression: string): string;
  /** Matches letters of ASCII in either case. */
  readonly like: string;
  /** Counts up as rows are inserted into a table that has no number of its own. */
  readonly insertionOrder: string;
  /** At the end of a query inside a transaction: nobody else changes these rows before it ends. */
  readonly forUpdate: string;
}
