// Pieces of statements that both databases read alike.
import type { TableSpec } from '../writeSet.ts';

export const quoted = (column: string): string => `"${column}"`;

/** What an insert does where the row exists. */
export function conflictSql({ name: table, key, columns, conflict }: TableSpec): string {
  if (!conflict) return '';
  const set =
    conflict === 'replace'
      ? columns
          .filter((column) => !key.includes(column))
          .map((column) => `${quoted(column)} = excluded.${quoted(column)}`)
      : [`${quoted(conflict.add)} = ${table}.${quoted(conflict.add)} + excluded.${quoted(conflict.add)}`];
  return ` ON CONFLICT (${key.map(quoted).join(', ')}) DO UPDATE SET ${set.join(', ')}`;
}
