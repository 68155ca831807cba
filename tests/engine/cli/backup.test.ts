// `cauce backup`: beside a running server, in Spanish and English, and every way in which the call can be wrong.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../engine/store/openStore.ts';
import { cauce, emptyFolder, program, start, stop } from './cauceProcess.ts';

let folder: ReturnType<typeof emptyFolder>;
const at = (name: string) => join(folder.path, name);
const backup = (...args: string[]) => cauce(['backup', ...args], folder.path);

beforeEach(() => {
  folder = emptyFolder();
});
afterEach(() => folder.remove());

it('copies the database of a running server and, apart, its keys; the copy is verified elsewhere', async () => {
  const server = await start(['--port', '0', '--demo'], folder.path);
  const made = await backup('copy.db', '--keys', 'copy.keys', '--json');
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const told = JSON.parse(made.stdout);
  expect(told).toMatchObject({ file: at('copy.db'), keys: { file: at('copy.keys') } });
  expect(told.position).toBeGreaterThan(0);
  const plain = await backup('other.db');
  expect(plain).toMatchObject({ code: 0, stderr: '' });
  expect(plain.stdout).toMatch(
    /^Copia: .*other\.db, [\d.]+ MB; último lote: \d+, de 20.*\n.*--keys ARCHIVO\n$/,
  );
  expect(await backup('other.db')).toMatchObject({ code: 2, stdout: '' });
  await stop(server);
  const elsewhere = emptyFolder();
  try {
    copyFileSync(at('copy.db'), join(elsewhere.path, 'cauce.db'));
    copyFileSync(at('copy.keys'), join(elsewhere.path, 'cauce.db.keys'));
    copyFileSync(at('cauce.db.master'), join(elsewhere.path, 'cauce.db.master'));
    expect(await cauce(['verify'], elsewhere.path)).toMatchObject({ code: 0, stderr: '' });
    const again = await start(['--port', '0'], elsewhere.path);
    expect((await fetch(`${again.url}/ready`)).status).toBe(200);
    expect(await stop(again)).toMatchObject({ code: 0 });
  } finally {
    elsewhere.remove();
  }
}, 120_000);

it('exits with 2 where the call is wrong, in the language of the reader', async () => {
  expect(await backup()).toMatchObject({ code: 2, stderr: expect.stringContaining('un archivo') });
  expect(await backup('copy.db')).toMatchObject({ code: 2, stderr: expect.stringContaining('no existe') });
  expect(existsSync(at('cauce.db'))).toBe(false);
  await (await openStore({ filename: at('cauce.db') })).close();
  const live = await backup('cauce.db-wal');
  expect(live).toMatchObject({ code: 2, stderr: expect.stringMatching(/es uno de los suyos; indique otro/) });
  const json = await backup('no/copy.db', '--json');
  expect(json).toMatchObject({ code: 2, stderr: expect.stringMatching(/make it, or name another/) });
}, 120_000);

it('exits with 1, says why, and leaves nothing where the disk takes no copy', async () => {
  await (await openStore({ filename: at('cauce.db') })).close();
  // No file may grow beyond 100 kB: as a disk that is full.
  const full = spawnSync(
    'sh',
    ['-c', 'ulimit -f 200; exec "$0" "$@"', process.execPath, program, 'backup', 'copy.db'],
    {
      cwd: folder.path,
      env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8' },
      encoding: 'utf8',
    },
  );
  expect(full).toMatchObject({ status: 1, stdout: '' });
  expect(full.stderr).toMatch(/Expected to copy .*cauce\.db, but could not \((SQLITE_|EFBIG)/);
  expect(readdirSync(folder.path).filter((name) => name.startsWith('copy'))).toEqual([]);
}, 120_000);

it('says what to run where the database is a server, and does not repeat its password', async () => {
  const told = await backup('copy.dump', '--database', 'postgres://ana:secret@localhost/cauce');
  expect(told).toMatchObject({ code: 2, stdout: '' });
  expect(told.stderr).toMatch(/pg_dump/);
  expect(told.stderr).not.toContain('secret');
}, 120_000);
