// Commands on a database of a server: its history verified and its read models written again, beside a running node.
import knex from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backup } from '../../../engine/cli/backup.ts';
import type { CliCommand } from '../../../engine/cli/command.ts';
import { createTerminal } from '../../../engine/cli/command.ts';
import { rebuild } from '../../../engine/cli/rebuild.ts';
import { verify } from '../../../engine/cli/verify.ts';
import { type Cauce, createCauce } from '../../../engine/index.ts';
import { freshDatabase } from '../../harness/testDatabase.ts';
import { around, drawing, measured } from '../model/drawing.ts';

const system = { username: 'system', kind: 'system' as const, groups: [], roles: [] };
let database: string;
let node: Cauce;
let instance = 0;

beforeAll(async () => {
  database = await freshDatabase();
  node = await createCauce({ database });
  const content = Buffer.from(drawing(measured + around('userTask')));
  await node.engine.deploy([{ name: 'a.bpmn', content }], system);
  for (const number of [1, 2, 3]) {
    const begun = await node.engine.start({ principal: system, processId: 'P', variables: { number } });
    if (begun.ok) instance = begun.instanceKey;
  }
}, 60_000);
afterAll(() => node.close());

async function run(command: CliCommand, ...positionals: string[]) {
  const said: string[] = [];
  const terminal = createTerminal('en');
  const say = (text: string) => void said.push(text);
  const line = { values: { database }, positionals };
  const code = await command.run(line, {
    ...terminal,
    print: say,
    complain: say,
    refuse: (problem) => {
      said.push(problem);
      return 2;
    },
  });
  return { code, said: said.join('\n') };
}

async function tamper(sql: string): Promise<void> {
  const db = knex({ client: 'pg', connection: database });
  await db.raw(sql);
  await db.destroy();
}

test('a clean history is verified while a node serves it', async () => {
  const { code, said } = await run(verify);
  expect(said).toMatch(/^ok: \d+ streams, \d+ batches; 3 executed again with the same events/);
  expect(said).toMatch(/Projections: \d+ rows compared/);
  expect(code).toBe(0);
});

test('a changed read model is named, and written again from the history', async () => {
  await tamper(`UPDATE cauce_process_instances SET state = 'COMPLETED' WHERE key = ${instance}`);
  await tamper('DELETE FROM cauce_variables');
  await tamper(`UPDATE cauce_facts SET person = 'mallory' WHERE case_key = ${instance}`);
  const found = await run(verify);
  expect(found.code).toBe(1);
  expect(found.said).toContain('ROW_DIFFERS');
  expect(found.said).toContain('ROW_MISSING');
  expect(found.said).toMatch(/cauce_facts/);
  expect(await run(rebuild)).toMatchObject({ code: 0 });
  expect(await run(verify)).toMatchObject({ code: 0 });
});

test('a batch that somebody touched is named', async () => {
  await tamper(`UPDATE cauce_journal SET actor = 'mallory' WHERE stream = 'instance:${instance}'`);
  const { code, said } = await run(verify);
  expect(code).toBe(1);
  expect(said).toContain(`HASH_MISMATCH instance:${instance} 1`);
});

test('a copy is left to the programs of PostgreSQL', async () => {
  expect(await run(backup, 'copy.db')).toEqual({ code: 2, said: 'BACKUP_OF_SERVER' });
});
