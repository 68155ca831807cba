// The statements of the store in SQLite's words.
import { rowsText } from '../jsonText.ts';
import type { TableSpec } from '../writeSet.ts';
import type { Dialect } from './dialect.ts';
import { runPrepared } from './sqliteStatements.ts';
import { conflictSql, quoted } from './statementText.ts';

/** `jsonb_each` spares parsing each row again for each column. */
const source = 'jsonb_each(?)';

const insertTexts = new Map<TableSpec, string>();

export const sqlite: Dialect = {
  name: 'sqlite',
  insert: (table, rows) => ({ sql: insertSql(table), bindings: [rowsText(rows)] }),
  insertNew: (into) => `INSERT OR IGNORE ${into}`,
  update: (table, columns, rows) => ({ sql: updateSql(table, columns), bindings: [rowsText(rows)] }),
  remove: (table, keys) => ({ sql: deleteSql(table), bindings: [rowsText(keys)] }),
  run: runPrepared,
  // There is one writer.
  lockNames: () => [],
  items(columns) {
    const cells = Object.keys(columns).map((column, index) => `value->>${index} AS ${quoted(column)}`);
    return `(SELECT ${cells.join(', ')} FROM json_each(?))`;
  },
  values: () => 'SELECT value FROM json_each(?)',
  among: () => 'IN (SELECT value FROM json_each(?))',
  texts: (expression) => `json_each(${expression})`,
  like: 'LIKE',
  insertionOrder: 'rowid',
  forUpdate: '',
};

function insertSql(table: TableSpec): string {
  const known = insertTexts.get(table);
  if (known !== undefined) return known;
  const columns = table.columns.map(quoted).join(', ');
  const cells = table.columns.map((_, index) => `value->>${index}`).join(', ');
  // Without the condition SQLite takes ON for a join's.
  const conflict = table.conflict ? ` WHERE true${conflictSql(table)}` : '';
  const sql = `INSERT INTO ${table.name} (${columns}) SELECT ${cells} FROM ${source}${conflict}`;
  insertTexts.set(table, sql);
  return sql;
}

function updateSql(table: TableSpec, columns: string[]): string {
  const offset = table.key.length;
  const set = columns.map((column, index) => `${quoted(column)} = j.value->>${index + offset}`).join(', ');
  const where = table.key
    .map((column, index) => `${table.name}.${quoted(column)} = j.value->>${index}`)
    .join(' AND ');
  return `UPDATE ${table.name} SET ${set} FROM ${source} AS j WHERE ${where}`;
}

function deleteSql(table: TableSpec): string {
  const columns = table.key.map(quoted).join(', ');
  const cells = table.key.map((_, index) => `value->>${index}`).join(', ');
  return `DELETE FROM ${table.name} WHERE (${columns}) IN (SELECT ${cells} FROM ${source})`;
}
