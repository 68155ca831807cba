// `cauce verify`: clean histories, a touched row by its name, a running server, and files that are no history.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCauce } from '../../../engine/index.ts';
import { connect } from '../../../engine/store/dialects/sqliteConnect.ts';
import { around, drawing } from '../model/drawing.ts';
import { cauce, emptyFolder, start, stop } from './cauceProcess.ts';

let folder: ReturnType<typeof emptyFolder>;
const database = () => join(folder.path, 'cauce.db');
const verify = (...args: string[]) => cauce(['verify', ...args], folder.path);
const system = { username: 'system', kind: 'system' as const, groups: [], roles: [] };

/** Three cases of a process that waits for a person. */
async function fill(): Promise<number[]> {
  const product = await createCauce({ database: database() });
  const keys: number[] = [];
  try {
    await product.engine.deploy(
      [{ name: 'a.bpmn', content: Buffer.from(drawing(around('userTask'))) }],
      system,
    );
    for (const number of [1, 2, 3]) {
      const begun = await product.engine.start({ principal: system, processId: 'P', variables: { number } });
      if (begun.ok) keys.push(begun.instanceKey);
    }
  } finally {
    await product.close();
  }
  return keys;
}

async function tamper(sql: string, ...bindings: (string | number)[]): Promise<void> {
  const db = connect(database(), []);
  await db.raw(sql, bindings);
  await db.destroy();
}

beforeEach(() => {
  folder = emptyFolder();
});
afterEach(() => folder.remove());

it('says that a clean history is, and how much of it was executed again', async () => {
  expect(await fill()).toHaveLength(3);
  const told = await verify();
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toMatch(
    /^Correcto: \d+ historiales, \d+ lotes; 3 ejecutados de nuevo con los mismos eventos/,
  );
  expect(told.stdout).toMatch(/\nAnclas: 1; lotes posteriores a la última: 0\n/);
  expect(told.stdout).toMatch(
    /\nDocumentos: 0, .*; despliegues: 1, con 1 archivos; versiones de catálogos: 0; de calendarios: 0\nProyecciones: \d+ filas/,
  );
  const { code, stdout } = await verify('--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, reexecuted: 3, chainOnly: 0, problems: [] });
  expect(JSON.parse(stdout)).toMatchObject({ anchors: 1, pastLastAnchor: 0, documents: 0, resources: 1 });
});

it('names the batch that somebody touched, and exits with 1', async () => {
  const [, second] = await fill();
  await tamper('UPDATE cauce_journal SET actor = ? WHERE stream = ?', 'mallory', `instance:${second}`);
  const told = await verify();
  expect(told.code).toBe(1);
  expect(told.stdout).toContain(
    `HASH_MISMATCH instance:${second} 1\n    Se esperaba el lote 1 de instance:${second} `,
  );
  expect(told.stdout).toContain('\nALTERADO: ');
  const { code, stdout } = await verify('--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    problems: [
      {
        code: 'HASH_MISMATCH',
        stream: `instance:${second}`,
        sequence: 1,
        message: expect.stringMatching(/^Expected batch 1/),
      },
    ],
  });
});

it('verifies the database of a running server without disturbing it', async () => {
  await fill();
  writeFileSync(join(folder.path, 'a.bpmn'), drawing(around('userTask')));
  const server = await start(['--port', '0', '--processes', '.'], folder.path);
  try {
    expect(await verify()).toMatchObject({ code: 0, stderr: '' });
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  } finally {
    expect((await stop(server)).code).toBe(0);
  }
});

it.each<[string, () => string[], RegExp]>([
  [
    'a database that is not there',
    () => [],
    /^Se esperaba una base de datos en .*cauce\.db, pero ese archivo no existe/,
  ],
  ['a file of another kind', () => ['--database', 'notes.txt'], /SQLite responde SQLITE_NOTADB|no existe/],
  ['an argument', () => ['cauce.db'], /^Se esperaba como argumento ninguno, pero se dieron 1/],
])('%s exits with 2 and makes no file', async (_name, args, words) => {
  writeFileSync(join(folder.path, 'notes.txt'), 'plain text\n'.repeat(1000));
  const before = readdirSync(folder.path);
  const ended = await verify(...args());
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr).not.toMatch(/\n {4}at /);
  expect(readdirSync(folder.path)).toEqual(before);
});
