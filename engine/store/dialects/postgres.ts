// The statements of the store in PostgreSQL's words.
import type { TableSpec } from '../writeSet.ts';
import type { CellType, Dialect } from './dialect.ts';
import { halvesOf, lockNamesSql } from './postgresLocks.ts';
import { arraysOf, copyText } from './postgresRows.ts';
import { runStatements } from './postgresStatements.ts';
import { conflictSql, quoted } from './statementText.ts';

const types: Readonly<Record<CellType, string>> = { text: 'text', number: 'bigint' };

export const postgres: Dialect = {
  name: 'postgres',
  insert(table, rows) {
    const columns = table.columns.map(quoted).join(', ');
    if (!table.conflict)
      return { sql: `COPY ${table.name} (${columns}) FROM STDIN`, bindings: [copyText(rows)] };
    const { source, cells, bindings } = arraysOf(rows, table.columns.length);
    const sql = `INSERT INTO ${table.name} (${columns}) SELECT ${cells.join(', ')} FROM ${source}${conflictSql(table)}`;
    return { sql, bindings };
  },
  insertNew: (into) => `INSERT ${into} ON CONFLICT DO NOTHING`,
  update(table, columns, rows) {
    const { source, cells, bindings } = arraysOf(rows, table.key.length + columns.length);
    const set = columns.map((column, at) => `${quoted(column)} = ${cells[table.key.length + at]}`).join(', ');
    return {
      sql: `UPDATE ${table.name} AS t SET ${set} FROM ${source} WHERE ${sameKey(table, cells)}`,
      bindings,
    };
  },
  remove(table, keys) {
    const { source, cells, bindings } = arraysOf(keys, table.key.length);
    return { sql: `DELETE FROM ${table.name} AS t USING ${source} WHERE ${sameKey(table, cells)}`, bindings };
  },
  run: async (db, statements) => void (await runStatements(db, statements)),
  lockNames: (names) => [{ sql: lockNamesSql, bindings: [`{${halvesOf(names).join()}}`] }],
  items(columns) {
    const cells = Object.entries(columns).map(([column, type], index) => {
      return `${cast(`value->>${index}`, type)} AS ${quoted(column)}`;
    });
    return `(SELECT ${cells.join(', ')} FROM json_array_elements(?::json))`;
  },
  values: (type) => `SELECT ${cast('value', type)} FROM json_array_elements_text(?::json)`,
  among: (type) => `= ANY (ARRAY(SELECT ${cast('value', type)} FROM json_array_elements_text(?::json)))`,
  texts: (expression) => `json_array_elements_text((${expression})::json)`,
  // The columns are collated "C": only ASCII has cases there.
  like: 'ILIKE',
  insertionOrder: 'position',
  forUpdate: ' FOR UPDATE',
};

function sameKey({ key }: TableSpec, cells: string[]): string {
  return key.map((column, at) => `t.${quoted(column)} = ${cells[at]}`).join(' AND ');
}

function cast(expression: string, type: CellType): string {
  return type === 'text' ? `(${expression})` : `(${expression})::${types[type]}`;
}
