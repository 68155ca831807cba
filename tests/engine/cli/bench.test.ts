// `cauce bench`: its form, not its speed. The whole suite with other engines is `npm run bench`.
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cauce, emptyFolder } from './cauceProcess.ts';

let folder: ReturnType<typeof emptyFolder>;
beforeEach(() => {
  folder = emptyFolder();
});
afterEach(() => folder.remove());

const bench = (args: string[], env = {}) => cauce(['bench', ...args], folder.path, env);

it('prints figures with their spread, CPU time and units as one line of JSON, and leaves nothing behind', async () => {
  const { code, stdout, stderr } = await bench(['--quick', '--only', 'memory', '--folder', '.', '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { ratios, figures, machine } = JSON.parse(stdout);
  expect(ratios).toEqual({});
  expect(Object.keys(figures)).toEqual(['W1', 'W2', 'W3', 'W4', 'W5'].map((name) => `memory.${name}.cauce`));
  const number = expect.any(Number);
  const range = { median: number, min: number, max: number };
  expect(figures['memory.W1.cauce']).toMatchObject({
    unit: 'instance',
    perSecond: range,
    cpuMs: range,
    rounds: 5,
  });
  expect(machine).toMatchObject({ node: process.version, cpus: number, cpu: expect.any(String) });
  expect(readdirSync(folder.path)).toEqual([]);
}, 60_000);

it.each<[string, string[], Record<string, string>, string]>([
  [
    'a part that is none',
    ['--only', 'memory,speed'],
    {},
    'Se esperaba una parte de la medición, pero «speed» no lo es; elija entre: memory, durable, http, postgres.\n',
  ],
  [
    'PostgreSQL without its address',
    ['--only', 'postgres'],
    {},
    'Se esperaba un servidor PostgreSQL que medir, pero no se indicó ninguno; dé su dirección en --database o en DATABASE_URL.\n',
  ],
  [
    'a file where a server is meant',
    ['--only', 'postgres'],
    { DATABASE_URL: 'cauce.db', LANG: 'en_US.UTF-8' },
    'Expected a PostgreSQL server to measure, but none is named; give its address with --database or in DATABASE_URL.\n',
  ],
  [
    'arguments',
    ['fast'],
    {},
    'Se esperaba como argumento ninguno, pero se dieron 1; use: cauce bench [--quick] [--only PART,...] [--folder DIR] [--database postgres://...] [--json]\n',
  ],
])('refuses %s', async (_, args, env, told) => {
  expect(await bench(args, env)).toEqual({ code: 2, stdout: '', stderr: told });
});
