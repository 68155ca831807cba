// The columns of the work list: which there are, and which ones a person wants to see.
import { readSetting, writeSetting } from '../../engine.ts';
import type { Visit } from '../../visit.ts';

export const columnNames = ['place', 'case', 'due', 'who', 'priority', 'product', 'area', 'arrived'] as const;
export type ColumnName = (typeof columnNames)[number];

const usual: readonly ColumnName[] = ['place', 'case', 'due', 'who'];
const setting = 'tasks.columns';

export type Columns = { [name in ColumnName]: boolean };

const columnsFrom = (names: readonly string[]): Columns =>
  Object.fromEntries(columnNames.map((name) => [name, names.includes(name)])) as Columns;

export const noColumns: Columns = columnsFrom([]);

/** The address says it first, so that a shared view looks the same to everybody; then what the person chose. */
export async function columnsOf(visit: Visit): Promise<Columns> {
  const asked = visit.query('columns');
  if (asked !== undefined) return columnsFrom(asked.split(' '));
  const kept = await readSetting(visit.engine.store, visit.principal.username, setting);
  return columnsFrom(kept === undefined ? usual : kept.split(' '));
}

export async function keepColumns(visit: Visit, names: readonly string[]): Promise<void> {
  const value = columnNames.filter((name) => names.includes(name)).join(' ');
  const { store } = visit.engine;
  const { username } = visit.principal;
  await store.write((db) => writeSetting(db, store.tenant, { username, name: setting, value }));
}

export function columnChoices(visit: Visit, columns: Columns) {
  return columnNames.map((name) => ({
    name,
    label: visit.t(`workList.column.${name}`),
    chosen: columns[name],
  }));
}
