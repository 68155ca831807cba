// Compares every read model with what the journal gives when it is read again from its first batch.
import type { Json } from '../core/json.ts';
import { dialectOf } from '../store/dialects/dialectOf.ts';
import type { JournalRow } from '../store/journal.ts';
import { recordOf } from '../store/journalRecords.ts';
import type { KeyStore } from '../store/keys.ts';
import { rebuild } from '../store/rebuild.ts';
import type { Scratch } from '../store/scratch.ts';
import type { TableSpec, WriteSet } from '../store/writeSet.ts';
import { readModels } from './readModelTables.ts';

export interface ReadModelProblem {
  code: 'ROW_MISSING' | 'ROW_DIFFERS' | 'ROW_UNKNOWN' | 'READ_MODELS_NOT_REBUILT' | 'COMMAND_WITHOUT_BATCH';
  stream: string;
  sequence: number;
  table: string;
  /** Its key. */
  row: string;
  /** Columns that differ. */
  columns: string;
}

interface Context {
  /** With the tables of `readModelTables`. */
  scratch: Scratch;
  tenant: string;
  keys: KeyStore;
  progress?: (batches: number) => void;
}

const none = { stream: '', sequence: 0, table: '', row: '', columns: '' };
/** Of each table and kind; one changed statement would name every row of a table. */
const MOST = 50;
/** What no event says: who holds a job just now, and whether it was hurried on. */
const unsaid: { readonly [table: string]: readonly string[] } = {
  cauce_jobs: ['worker', 'leased_until', 'epoch', 'available_at'],
};
/** Appended since a release only: what older batches would have left there is not missing. */
const appended: ReadonlySet<string> = new Set(['cauce_facts']);
/** What is read from values in plain text and so cannot be told again once those are erased, and whose case it is. */
const fromValues: { readonly [table: string]: { columns: readonly string[]; root: string } } = {
  cauce_cases: { columns: ['number', 'due_at'], root: 'key' },
  cauce_documents: { columns: ['case_key'], root: 'case_key' },
  cauce_case_relations: { columns: ['other'], root: 'case_key' },
};

export async function verifyReadModels(context: Context): Promise<{
  rows: number;
  problems: ReadModelProblem[];
}> {
  const { scratch, tenant } = context;
  const { db, told, kept } = scratch;
  await db.raw(`CREATE TABLE ${told}.erased (key bigint PRIMARY KEY)`);
  try {
    await readAgain(context);
  } catch (error) {
    const row = error instanceof Error ? error.message : String(error);
    return { rows: 0, problems: [{ ...none, code: 'READ_MODELS_NOT_REBUILT', row }] };
  }
  let rows = 0;
  const problems: ReadModelProblem[] = [];
  for (const table of readModels) {
    const [counted] = (await db.raw(
      `SELECT count(*) AS rows FROM ${kept}.${table.name} WHERE tenant_id = ?`,
      [tenant],
    )) as { rows: number }[];
    rows += counted?.rows ?? 0;
    problems.push(...(await changed(scratch, table)), ...(await unknown(scratch, table, tenant)));
  }
  return { rows, problems: [...problems, ...(await unanswered(scratch, tenant))] };
}

async function readAgain({ scratch, tenant, keys, progress }: Context): Promise<void> {
  const { db, told } = scratch;
  const roots = new Set<number>();
  await rebuild(db, {
    tenant,
    keys,
    skipUnknown: true,
    record: (row, writes) => takeDocument(row, writes),
    erased: (rootKey) => roots.add(rootKey),
    ...(progress && { progress }),
  });
  const keysOf = dialectOf(db).values('number');
  await db.raw(`INSERT INTO ${told}.erased ${keysOf}`, [JSON.stringify([...roots])]);
}

const documents = readModels.find(({ name }) => name === 'cauce_documents') as TableSpec;

/** The rows of documents come from uploads; each left a record. */
function takeDocument({ stream, payload, tenant_id }: JournalRow, writes: WriteSet): void {
  if (!stream.startsWith('document:')) return;
  const { created, removed } = recordOf(payload) ?? {};
  if (typeof removed === 'string') writes.remove(documents, removed);
  if (typeof created === 'object' && created !== null)
    writes.insert(documents, { ...(created as { [column: string]: Json & null }), tenant_id });
}

const name = (column: string) => `"${column}"`;
const joined = ({ key }: TableSpec) =>
  key.map((column) => `told.${name(column)} = kept.${name(column)}`).join(' AND ');
const rowKey = (alias: string, { key }: TableSpec) =>
  key.map((column) => `CAST(${alias}.${name(column)} AS text)`).join(` || ' ' || `);

async function changed({ db, told, kept }: Scratch, table: TableSpec): Promise<ReadModelProblem[]> {
  const compared = table.columns.filter(
    (column) => !table.key.includes(column) && !unsaid[table.name]?.includes(column),
  );
  const from = fromValues[table.name];
  const differs = (column: string) => {
    const unequal = `told.${name(column)} IS DISTINCT FROM kept.${name(column)}`;
    return from?.columns.includes(column)
      ? `(${unequal} AND kept.${name(from.root)} NOT IN (SELECT key FROM ${told}.erased))`
      : unequal;
  };
  const lost = `kept.${name(table.key[0] as string)} IS NULL`;
  const columns = compared
    .map((column) => `CASE WHEN ${differs(column)} THEN '${column} ' ELSE '' END`)
    .join(' || ');
  const rows = (await db.raw(
    `SELECT ${rowKey('told', table)} AS one, ${lost} AS lost, ${columns || "''"} AS columns
     FROM ${told}.${table.name} AS told LEFT JOIN ${kept}.${table.name} AS kept ON ${joined(table)}
     WHERE ${appended.has(table.name) ? `NOT ${lost} AND ` : ''}(${[lost, ...compared.map(differs)].join(' OR ')})
     LIMIT ${MOST}`,
  )) as { one: string; lost: number | boolean; columns: string }[];
  return rows.map(({ one, lost: gone, columns: list }) => {
    const at = { ...none, table: table.name, row: one };
    return gone
      ? { ...at, code: 'ROW_MISSING' }
      : { ...at, code: 'ROW_DIFFERS', columns: (list ?? '').trim() };
  });
}

async function unknown(
  { db, told, kept }: Scratch,
  table: TableSpec,
  tenant: string,
): Promise<ReadModelProblem[]> {
  const rows = (await db.raw(
    `SELECT ${rowKey('kept', table)} AS one
     FROM ${kept}.${table.name} AS kept LEFT JOIN ${told}.${table.name} AS told ON ${joined(table)}
     WHERE kept.tenant_id = ? AND told.${name(table.key[0] as string)} IS NULL LIMIT ${MOST}`,
    [tenant],
  )) as { one: string }[];
  return rows.map(({ one }) => ({ ...none, code: 'ROW_UNKNOWN', table: table.name, row: one }));
}

/** Commands that were answered, whose batch is not there: the tail of their stream was cut off. */
async function unanswered({ db }: Scratch, tenant: string): Promise<ReadModelProblem[]> {
  const rows = (await db.raw(
    `SELECT c.id, c.stream, c.sequence FROM cauce_commands AS c LEFT JOIN cauce_journal AS j
     ON j.tenant_id = c.tenant_id AND j.stream = c.stream AND j.sequence = c.sequence AND j.command_id = c.id
     WHERE c.tenant_id = ? AND c.stream > 'instance:' AND c.stream < 'instance;' AND j.position IS NULL LIMIT ${MOST}`,
    [tenant],
  )) as { id: string; stream: string; sequence: number }[];
  return rows.map(({ id, ...at }) => ({
    ...none,
    ...at,
    code: 'COMMAND_WITHOUT_BATCH',
    table: 'cauce_commands',
    row: id,
  }));
}
