// What one commit changes in the tables: operations net out per row, then each table is written with one statement.
import type { Bound, Dialect } from './dialects/dialect.ts';
import { tableStatements } from './tableStatements.ts';

export type Cell = string | number | null;

export interface TableSpec {
  readonly name: string;
  readonly key: readonly string[];
  /** All columns that are written, those of the key first. */
  readonly columns: readonly string[];
  /** Of them, those that most rows have no value for when they are inserted: they are not written where none has. */
  readonly later?: readonly string[];
  /** What an insert does where the row exists: replaces it, or adds to one column. Default: it fails. */
  readonly conflict?: 'replace' | { readonly add: string };
}

export type RowOf<T extends TableSpec> = { [C in T['columns'][number]]: Cell };
type Changes<T extends TableSpec> = Partial<RowOf<T>>;
/** Runs once, with the list of its items as its one parameter (JSON). */
export interface Statement {
  readonly sql: (dialect: Dialect) => string;
  /** Below 0: before the tables are written; else after. Lower runs first. */
  readonly order: number;
  /** Of several items with one id the first stays; default: the last. */
  readonly first?: boolean;
}

export type Row = { [column: string]: Cell };
type Key = Cell | readonly Cell[];

export interface WriteSet {
  insert<T extends TableSpec>(table: T, row: RowOf<T>): void;
  update<T extends TableSpec>(table: T, key: Key, changes: Changes<T>): void;
  remove(table: TableSpec, key: Key): void;
  /** Whether this commit inserts the row. */
  inserts(table: TableSpec, key: Key): boolean;
  /** Adds an item to a statement's list, one for each `id`. */
  run(statement: Statement, id: Cell, item: Cell | Cell[]): void;
  /** Everything as statements ready to run in a transaction, one for each table and kind of change. */
  statements(dialect: Dialect): Bound[];
}

export interface Change {
  key: readonly Cell[];
  /** The row was there before this commit and goes away. */
  removed: boolean;
  inserted: Row | undefined;
  updated: Row | undefined;
}

type Changed = Map<Cell, Change>;

export function createWriteSet(): WriteSet {
  const tables = new Map<TableSpec, Changed>();
  const lists = new Map<Statement, Map<Cell, Cell | Cell[]>>();

  function changesOf(table: TableSpec): Changed {
    const known = tables.get(table);
    if (known) return known;
    const changed: Changed = new Map();
    tables.set(table, changed);
    return changed;
  }

  function change(table: TableSpec, key: readonly Cell[]): Change {
    const changed = changesOf(table);
    const id = idOf(key);
    const known = changed.get(id);
    if (known) {
      if (known.key === none) known.key = key;
      return known;
    }
    const fresh: Change = { key, removed: false, inserted: undefined, updated: undefined };
    changed.set(id, fresh);
    return fresh;
  }

  return {
    insert(table, row) {
      const changed = changesOf(table);
      const id = idOfRow(table, row);
      const found = changed.get(id);
      if (found) found.inserted = added(table, found.inserted, row);
      // Most rows are inserted and that is all: their key is listed when something else happens to them.
      else changed.set(id, { key: none, removed: false, inserted: row, updated: undefined });
    },
    update(table, key, changes) {
      const found = change(table, listOf(key));
      // The row is this commit's own.
      if (found.inserted) Object.assign(found.inserted, changes);
      else if (!found.removed) found.updated = { ...found.updated, ...(changes as Row) };
    },
    remove(table, key) {
      const found = change(table, listOf(key));
      if (found.inserted && !found.removed) changesOf(table).delete(idOf(found.key));
      found.inserted = undefined;
      found.updated = undefined;
      found.removed = true;
    },
    inserts(table, key) {
      return tables.get(table)?.get(idOf(listOf(key)))?.inserted !== undefined;
    },
    run(statement, id, item) {
      const items = lists.get(statement);
      if (items?.has(id) && statement.first) return;
      if (items) items.set(id, item);
      else lists.set(statement, new Map([[id, item]]));
    },
    statements(dialect) {
      const ordered = [...lists].sort(([one], [other]) => one.order - other.order);
      const listed = ([{ sql }, items]: [Statement, Map<Cell, Cell | Cell[]>]): Bound => {
        return { sql: sql(dialect), bindings: [JSON.stringify([...items.values()])] };
      };
      return [
        ...ordered.filter(([{ order }]) => order < 0).map(listed),
        ...[...tables].flatMap(([table, changed]) => tableStatements(dialect, table, changed.values())),
        ...ordered.filter(([{ order }]) => order >= 0).map(listed),
      ];
    },
  };
}

function listOf(key: Key): readonly Cell[] {
  return typeof key === 'object' && key !== null ? key : [key];
}

const none: readonly Cell[] = [];

function idOfRow({ key }: TableSpec, row: Row): Cell {
  const first = row[key[0] as string] as Cell;
  if (key.length === 1) return first;
  let id = String(first);
  for (let index = 1; index < key.length; index++) id += `\0${row[key[index] as string]}`;
  return id;
}

function idOf(key: readonly Cell[]): Cell {
  return key.length === 1 ? (key[0] as Cell) : key.join('\0');
}

/** Two additions to one row are one. */
function added({ conflict }: TableSpec, before: Row | undefined, row: Row): Row {
  if (!before || typeof conflict !== 'object') return row;
  const { add } = conflict;
  return { ...row, [add]: (before[add] as number) + (row[add] as number) };
}
