// The statements of the store in PostgreSQL's words.
import type { Cell, TableSpec } from '../writeSet.ts';
import type { CellType, Dialect } from './dialect.ts';
import { conflictSql, quoted } from './statementText.ts';

const types: Readonly<Record<CellType, string>> = { text: 'text', number: 'bigint' };

export const postgres: Dialect = {
  name: 'postgres',
  insert(table, rows) {
    const columns = table.columns.map(quoted).join(', ');
    const sql = `INSERT INTO ${table.name} (${columns}) SELECT ${columns} FROM ${recordset(table)}${conflictSql(table)}`;
    return { sql, bindings: [records(table.columns, rows)] };
  },
  update(table, columns, rows) {
    const set = columns.map((column) => `${quoted(column)} = r.${quoted(column)}`).join(', ');
    const sql = `UPDATE ${table.name} AS t SET ${set} FROM ${recordset(table)} AS r WHERE ${sameKey(table)}`;
    return { sql, bindings: [records([...table.key, ...columns], rows)] };
  },
  remove(table, keys) {
    const sql = `DELETE FROM ${table.name} AS t USING ${recordset(table)} AS r WHERE ${sameKey(table)}`;
    return { sql, bindings: [records(table.key, keys)] };
  },
  async run(db, statements) {
    for (const { sql, bindings } of statements) await db.raw(sql, bindings);
  },
  items(columns) {
    const cells = Object.entries(columns).map(([column, type], index) => {
      return `${cast(`value->>${index}`, type)} AS ${quoted(column)}`;
    });
    return `(SELECT ${cells.join(', ')} FROM json_array_elements(?::json))`;
  },
  values: (type) => `SELECT ${cast('value', type)} FROM json_array_elements_text(?::json)`,
  texts: (expression) => `json_array_elements_text((${expression})::json)`,
  // The columns are collated "C": only ASCII has cases there.
  like: 'ILIKE',
  insertionOrder: 'position',
  forUpdate: ' FOR UPDATE',
};

/** The catalog knows the types of the columns. */
function recordset({ name }: TableSpec): string {
  return `json_populate_recordset(null::${name}, ?::json)`;
}

function records(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return JSON.stringify(
    rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null]))),
  );
}

function sameKey({ key }: TableSpec): string {
  return key.map((column) => `t.${quoted(column)} = r.${quoted(column)}`).join(' AND ');
}

function cast(expression: string, type: CellType): string {
  return type === 'text' ? `(${expression})` : `(${expression})::${types[type]}`;
}
