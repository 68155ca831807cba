// Many instances from one: its rows copied set by set under other keys, its journal with chains of its own. For tests of size.
import { batchHash } from '../../engine/store/chainHash.ts';
import { dialectOf } from '../../engine/store/dialects/dialectOf.ts';
import type { OpenStore } from '../../engine/store/openStore.ts';
import { listTasks } from '../../engine/store/projections/workList.ts';
import type { Db } from '../../engine/store/store.ts';
import { journalTable } from '../../engine/store/tables.ts';
import { createWriteSet } from '../../engine/store/writeSet.ts';

/** As far apart are the keys of two instances. */
const APART = 2 ** 20;

export interface Cloning {
  /** Key of the instance that is copied; it has no children. */
  template: number;
  count: number;
  /** SQL of a cell of the clones in place of the template's; `n` is the clone's number, from 1. */
  cells?: { [table: string]: { [column: string]: string } };
  /** Changes the text of a batch's payload. */
  payload?(text: string, n: number): string;
  /** Default true. */
  journal?: boolean;
  /** Default 0: the clones' keys begin behind those of so many instances. */
  after?: number;
}

/** Each table with the column that says whose its rows are, and the columns that move with the instance. */
const tables: readonly [table: string, owner: string, moved: readonly string[]][] = [
  ['cauce_process_instances', 'key', ['key', 'root_key']],
  ['cauce_cases', 'key', ['key']],
  ['cauce_element_instances', 'instance_key', ['key', 'instance_key', 'scope_key']],
  ['cauce_user_tasks', 'instance_key', ['key', 'instance_key', 'root_key', 'element_instance_key']],
  ['cauce_jobs', 'instance_key', ['key', 'instance_key', 'root_key', 'element_instance_key']],
  ['cauce_timers', 'instance_key', ['key', 'instance_key', 'element_instance_key']],
  ['cauce_message_subscriptions', 'instance_key', ['key', 'instance_key', 'element_instance_key']],
  ['cauce_variables', 'instance_key', ['instance_key', 'scope_key']],
  ['cauce_task_candidates', 'task_key', ['task_key']],
];

/** Keys of the clones: `template + n * 2 ** 20`. */
export async function cloneInstance(store: OpenStore, cloning: Cloning): Promise<void> {
  const { count, after = 0 } = cloning;
  const step = 10_000;
  const batches = cloning.journal === false ? [] : await journalOf(store, cloning.template);
  for (let from = 1; from <= count; from += step) {
    const to = Math.min(from + step - 1, count);
    await store.write(async (db) => {
      for (const [table, owner, moved] of tables)
        await cloneRows(db, cloning, { table, owner, moved }, from + after, to + after);
      await cloneWorkList(db, cloning.template, from + after, to + after);
      if (batches.length > 0) await cloneJournal(db, store, cloning, batches, from + after, to + after);
    });
  }
  await store.reserve('instance', count);
}

async function cloneRows(
  db: Db,
  { template, cells = {} }: Cloning,
  { table, owner, moved }: { table: string; owner: string; moved: readonly string[] },
  from: number,
  to: number,
): Promise<void> {
  const columns = Object.keys((await db(table).first()) ?? {});
  if (columns.length === 0) return;
  const quoted = columns.map((column) => `"${column}"`).join(', ');
  const values = columns.map((column) => {
    const cell = cells[table]?.[column];
    if (cell !== undefined) return `(${cell}) AS "${column}"`;
    return moved.includes(column) ? `"${column}" + n * ${APART} AS "${column}"` : `"${column}"`;
  });
  // Rows of a task belong to the instance whose range of keys they lie in.
  await db.raw(
    `INSERT INTO ${table} (${quoted})
     WITH RECURSIVE series(n) AS (SELECT CAST(? AS bigint) UNION ALL SELECT n + 1 FROM series WHERE n < ?),
     original AS MATERIALIZED (SELECT * FROM ${table} WHERE "${owner}" >= ? AND "${owner}" < ?)
     SELECT ${values.join(', ')} FROM series CROSS JOIN original ORDER BY n`,
    [from, to, template, template + APART],
  );
}

/** As the clones' tasks are, whatever the template's is. */
async function cloneWorkList(db: Db, template: number, from: number, to: number): Promise<void> {
  const tasks = (await db('cauce_user_tasks')
    .where('instance_key', '>=', template + from * APART)
    .where('instance_key', '<=', template + to * APART)
    .select('key')) as { key: number }[];
  await db.raw(listTasks.sql(dialectOf(db)), [JSON.stringify(tasks.map(({ key }) => key))]);
}

interface JournalBatch {
  row: { [column: string]: string | number | null };
  /** Payload, split where a key of the instance stands; each key as its distance from the instance's. */
  parts: { text: string; key: number }[];
}

async function journalOf(store: OpenStore, template: number): Promise<JournalBatch[]> {
  const rows: JournalBatch['row'][] = await store
    .reader('cauce_journal')
    .where({ tenant_id: store.tenant, stream: `instance:${template}` })
    .orderBy('sequence');
  return rows.map((row) => {
    const parts: JournalBatch['parts'] = [];
    let last = 0;
    for (const { 0: digits, index } of String(row.payload).matchAll(/\b\d{10,16}\b/g)) {
      const key = Number(digits) - template;
      if (key < 0 || key >= APART) continue;
      parts.push({ text: String(row.payload).slice(last, index), key });
      last = index + digits.length;
    }
    parts.push({ text: String(row.payload).slice(last), key: -1 });
    return { row, parts };
  });
}

async function cloneJournal(
  db: Db,
  { tenant }: OpenStore,
  { template, payload = (text) => text }: Cloning,
  batches: JournalBatch[],
  from: number,
  to: number,
): Promise<void> {
  const writes = createWriteSet();
  for (let n = from; n <= to; n++) {
    const instance = template + n * APART;
    let previousHash = '';
    for (const { row, parts } of batches) {
      let text = '';
      for (const part of parts) text += part.key < 0 ? part.text : part.text + (instance + part.key);
      const batch = {
        stream: `instance:${instance}`,
        sequence: Number(row.sequence),
        actor: String(row.actor),
        at: Number(row.at),
        semantics: Number(row.semantics),
        payload: payload(text, n),
      };
      const commandId = `${instance}-${batch.sequence}`;
      const deploymentHash = row.deployment_hash as string | null;
      const hash = batchHash({ ...batch, tenant, commandId, deploymentHash, previousHash });
      const chained = { previous_hash: previousHash, hash, deployment_hash: deploymentHash };
      writes.insert(journalTable, { ...batch, ...chained, tenant_id: tenant, command_id: commandId });
      previousHash = hash;
    }
  }
  await dialectOf(db).run(db, writes.statements(dialectOf(db)));
}
