// `cauce verify` on a database in which somebody changed something outside the journal, or cut it past the last anchor.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../../../engine/cli/verification.ts';
import { createCauce } from '../../../engine/index.ts';
import { connect } from '../../../engine/store/dialects/sqliteConnect.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { around, drawing, measured } from '../model/drawing.ts';
import { emptyFolder } from './cauceProcess.ts';

const system = { username: 'system', kind: 'system' as const, groups: [], roles: [] };
const folder = emptyFolder();
const clean = join(folder.path, 'clean.db');
const killed = join(folder.path, 'killed.db');
let last = 0;
let document = '';
let copies = 0;

/** Two anchored cases with a document each, and one case that no anchor holds yet, as after a kill. */
beforeAll(async () => {
  const product = await createCauce({ database: clean });
  const { engine } = product;
  const content = Buffer.from(drawing(measured + around('userTask')));
  await engine.deploy([{ name: 'a.bpmn', content }], system);
  const start = async (variables: { [name: string]: string }) => {
    const begun = await engine.start({ principal: system, processId: 'P', variables });
    if (!begun.ok) throw new Error(JSON.stringify(begun));
    return begun.instanceKey;
  };
  await start({ requester_name: '$erased' });
  await product.close();
  const store = await openStore({ filename: clean });
  const upload = { contentType: 'text/plain', createdBy: 'ana', at: 5 };
  const made = await store.documents.create({ ...upload, name: 'a.txt', source: Buffer.alloc(600_000, 7) });
  document = made.id;
  const gone = await store.documents.create({ ...upload, name: 'b.txt', source: Buffer.from('b') });
  expect(await store.documents.remove(gone.id, 'ana', 4)).toBe(true);
  expect(await store.documents.remove(gone.id, 'ana', 4)).toBe(false);
  await store.close();
  const again = await createCauce({ database: clean });
  const reference = { 'camunda.document.type': 'camunda', documentId: document };
  const begun = await again.engine.start({
    principal: system,
    processId: 'P',
    variables: { letter: reference },
    commandId: 'filed-last',
  });
  if (begun.ok) last = begun.instanceKey;
  await copyAsKilled(clean, killed);
  await copyAsKilled(`${clean}.keys`, `${killed}.keys`);
  copyFileSync(`${clean}.master`, `${killed}.master`);
  await again.close();
}, 60_000);
afterAll(() => folder.remove());

async function copyAsKilled(from: string, to: string): Promise<void> {
  const db = connect(from, []);
  await db.raw('VACUUM INTO ?', [to]);
  await db.destroy();
}

/** Changes a copy of the database as a kill left it, with its keys. */
async function audited(...changes: string[]) {
  const filename = join(folder.path, `copy${copies++}.db`);
  for (const part of ['', '.keys', '.master']) copyFileSync(`${killed}${part}`, `${filename}${part}`);
  const db = connect(filename, []);
  for (const sql of changes) await db.raw(sql);
  await db.destroy();
  const store = await openStore({ filename, readOnly: true });
  try {
    return await audit(store, { at() {} });
  } finally {
    await store.close();
  }
}

const codes = async (...changes: string[]) => {
  const { problems } = await audited(...changes);
  return problems.map(({ code, stream, table, row }) => `${code} ${table || stream} ${row ?? ''}`.trim());
};

it('a database as a kill left it is clean, all of it checked, values that speak of erasure included', async () => {
  const checked = await audited();
  expect(checked).toMatchObject({ problems: [], chainOnly: 0, reexecuted: 2, streams: 5, batches: 6 });
  expect(checked).toMatchObject({ documents: 1, documentsErased: 0, deployments: 1, resources: 1 });
  expect(checked.pastLastAnchor).toBeGreaterThan(0);
  expect(checked.projectionRows).toBeGreaterThan(10);
});

describe('names the row of a read model that somebody', () => {
  it.each([
    [
      'changed',
      "UPDATE cauce_process_instances SET state = 'COMPLETED'",
      'ROW_DIFFERS cauce_process_instances',
    ],
    ['deleted', 'DELETE FROM cauce_cases', 'ROW_MISSING cauce_cases'],
    ['gave to somebody', "UPDATE cauce_user_tasks SET assignee = 'mallory'", 'ROW_DIFFERS cauce_user_tasks'],
    ['changed in a fact', "UPDATE cauce_facts SET person = 'mallory'", 'ROW_DIFFERS cauce_facts'],
    ['changed in a variable', "UPDATE cauce_variables SET value = '1'", 'ROW_DIFFERS cauce_variables'],
    [
      'put there',
      "INSERT INTO cauce_timers (key, tenant_id, instance_key, element_id, element_instance_key, due_at) VALUES (1, '<default>', 1, 'e', 1, 1)",
      'ROW_UNKNOWN cauce_timers 1',
    ],
  ])('%s', async (_what, sql, expected) => {
    expect((await codes(sql))[0]).toContain(expected);
  });

  it('but not facts that a release before them did not keep', async () => {
    expect(await codes('DELETE FROM cauce_facts')).toEqual([]);
  });

  it('but not who holds a job, for no event says that', async () => {
    expect(await codes("UPDATE cauce_jobs SET worker = 'w', leased_until = 9, epoch = 3")).toEqual([]);
  });
});

it('a case deleted or a tail cut past the last anchor is found by what still names it', async () => {
  const cut = `DELETE FROM cauce_journal WHERE stream = 'instance:${last}'`;
  const found = await codes(cut);
  expect(found).toContain(`ROW_UNKNOWN cauce_process_instances ${last}`);
  expect(found).toContain('COMMAND_WITHOUT_BATCH cauce_commands filed-last');
});

it('a history is executed again though its row is gone, and told of when its definition is', async () => {
  const gone = `DELETE FROM cauce_process_instances WHERE key = ${last}`;
  expect(await audited(gone)).toMatchObject({ reexecuted: 2 });
  const found = await codes('DELETE FROM cauce_process_definitions');
  expect(found).toContain(`DEFINITION_MISSING instance:${last}`);
});

it('documents are held to what was received', async () => {
  const at = `WHERE document_id = '${document}' AND "index" = 1`;
  const changed = [`DOCUMENT_CHANGED document:${document} ${document}`];
  expect(await codes(`UPDATE cauce_document_chunks SET content = zeroblob(262172) ${at}`)).toEqual(changed);
  expect(await codes(`DELETE FROM cauce_document_chunks ${at}`)).toEqual(changed);
  const row = `cauce_documents ${document}`;
  expect(await codes("UPDATE cauce_documents SET sha256 = 'f'")).toEqual([`ROW_DIFFERS ${row}`, ...changed]);
  expect(await codes("UPDATE cauce_documents SET name = 'x'")).toEqual([`ROW_DIFFERS ${row}`]);
  expect(await codes('UPDATE cauce_documents SET case_key = 1')).toEqual([`ROW_DIFFERS ${row}`]);
  expect(await codes('DELETE FROM cauce_documents')).toEqual([`ROW_MISSING ${row}`]);
});

it('deployments are held to what was deployed', async () => {
  const [file] = await codes("UPDATE cauce_resources SET content = CAST('<x/>' AS BLOB)");
  expect(file).toMatch(/^DEPLOYMENT_CHANGED deployment:\d+ file a\.bpmn$/);
  const [model] = await codes("UPDATE cauce_process_definitions SET model = replace(model, '}', ' }')");
  expect(model).toMatch(/^DEPLOYMENT_CHANGED deployment:\d+ process definition \d+$/);
  expect(await codes('DELETE FROM cauce_resources')).toHaveLength(1);
  expect((await codes('DELETE FROM cauce_deployments'))[0]).toMatch(/^DEPLOYMENT_DELETED deployment:/);
});
