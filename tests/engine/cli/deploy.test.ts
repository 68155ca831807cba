// `cauce deploy` and the calls that every command shares.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../engine/store/dialects/sqliteConnect.ts';
import { around, drawing, flow } from '../model/drawing.ts';
import { cauce, emptyFolder } from './cauceProcess.ts';

let folder: ReturnType<typeof emptyFolder>;
const save = (name: string, content: string) => writeFileSync(join(folder.path, name), content);

beforeEach(() => {
  folder = emptyFolder();
  mkdirSync(join(folder.path, 'flow', 'forms'), { recursive: true });
  save('flow/to-be.bpmn', drawing(around('userTask')));
  save('flow/forms/x.form', '{"type":"default","id":"x","schemaVersion":18,"components":[]}');
  save('flow/notes.txt', 'not deployed');
});
afterEach(() => folder.remove());

const deploy = (...args: string[]) => cauce(['deploy', ...args], folder.path);

async function deployed(): Promise<string[]> {
  const db = connect(join(folder.path, 'cauce.db'), ['query_only = ON']);
  try {
    const rows: { name: string }[] = await db('cauce_resources').orderBy('name').select('name');
    return rows.map(({ name }) => name);
  } finally {
    await db.destroy();
  }
}

describe('cauce deploy', () => {
  it('deploys a folder as it stands, and says what is new and what is not', async () => {
    const first = await deploy('flow');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('aviso TASK_WITHOUT_PEOPLE to-be.bpmn x "X"\n    Se esperaba un carril');
    expect(first.stdout).toContain('process P v1\n');
    expect(first.stdout).toContain('form x v1\n');
    expect(await deployed()).toEqual(['forms/x.form', 'to-be.bpmn']);
    const again = await deploy('flow');
    expect(again.stdout).toContain('process P v1 (=)');
  });

  it('deploys a file alone', async () => {
    expect((await deploy('flow/to-be.bpmn')).code).toBe(0);
    expect(await deployed()).toEqual(['to-be.bpmn']);
  });

  it('deploys drawings that are called .bpmn20.xml or .xml, and no other .xml', async () => {
    const named = (id: string) => drawing(around('userTask')).replace('id="P"', `id="${id}"`);
    save('flow/old.bpmn20.xml', named('P2'));
    save(
      'flow/plain.xml',
      `<!-- <definitions xmlns="of a comment"> -->\n${named('P3').replace(/^<\?xml.*?\?>\s*/, '')}`,
    );
    save(
      'flow/layout.xml',
      '<layout about="http://www.omg.org/spec/BPMN/20100524/MODEL"><definitions/></layout>',
    );
    const { stdout, code } = await deploy('flow');
    expect([code, stdout.match(/^process .*/gm)]).toEqual([
      0,
      ['process P2 v1', 'process P3 v1', 'process P v1'],
    ]);
    expect(await deployed()).toEqual(['forms/x.form', 'old.bpmn20.xml', 'plain.xml', 'to-be.bpmn']);
  });

  it('tells programs the same, in English', async () => {
    const { stdout, code } = await deploy('flow', '--json', '--database', 'other.db');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      deploymentKey: expect.any(Number),
      definitions: expect.arrayContaining([
        expect.objectContaining({ kind: 'process', id: 'P', version: 1 }),
      ]),
      problems: [
        { severity: 'warning', code: 'TASK_WITHOUT_PEOPLE', message: expect.stringMatching(/^Expected/) },
      ],
    });
    expect(existsSync(join(folder.path, 'other.db'))).toBe(true);
  });

  it('refuses everything for one error, lists all of them, and exits with 1', async () => {
    save(
      'flow/bad.bpmn',
      drawing(`<bpmn:task id="t" name="Radicar"/>${flow('f', 't', 'gone')}${flow('g', 't', 'lost')}`),
    );
    save('flow/twin.bpmn', drawing(around('task')));
    const ended = await deploy('flow');
    expect(ended.code).toBe(1);
    expect(ended.stdout.match(/^error FLOW_WITHOUT_TARGET bad\.bpmn [fg]$/gm)).toHaveLength(2);
    // Both other files draw a process of one id.
    expect(ended.stdout).toMatch(
      /error ID_DEPLOYED_TWICE twin\.bpmn P\n.*«P» \(process\) está dos veces, también en to-be\.bpmn/,
    );
    expect(ended.stdout).toContain('No se desplegó nada.');
    expect(await deployed()).toEqual([]);
    const json = await deploy('flow', '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, problems: expect.any(Array) });
  });

  it.each<[string, string[], RegExp]>([
    ['no path', [], /^Se esperaba como argumento una carpeta o un archivo, pero se dieron 0/],
    ['a path that is not there', ['gone'], /^Se esperaba leer .*gone.*ENOENT/],
    ['a folder without anything to deploy', ['empty'], /^Se esperaba una carpeta con diagramas/],
  ])('%s exits with 2 and leaves no database', async (_name, args, words) => {
    mkdirSync(join(folder.path, 'empty'));
    const ended = await deploy(...args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(words);
    expect(existsSync(join(folder.path, 'cauce.db'))).toBe(false);
  });
});

describe('every command', () => {
  it.each(['start', 'deploy', 'lint', 'run', 'test', 'verify'])(
    '%s --help says how to call it',
    async (name) => {
      const ended = await cauce([name, '--help'], folder.path);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout).toMatch(new RegExp(`^cauce ${name} .*--json\\]\n\n.{20,}\n`));
      const unknown = await cauce([name, '--nothing'], folder.path);
      expect(unknown).toMatchObject({ code: 2, stdout: '' });
      expect(unknown.stderr).toContain('«--nothing» no lo es');
    },
  );

  it('is listed, in the language of the environment, and an unknown one is refused', async () => {
    const spanish = await cauce(['--help'], folder.path);
    expect(spanish).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Uso: cauce ORDEN/) });
    for (const name of ['start', 'deploy', 'lint', 'run', 'test', 'verify'])
      expect(spanish.stdout).toContain(`\n  ${name} `);
    const english = await cauce(['help'], folder.path, { LANG: 'en_GB.UTF-8' });
    expect(english.stdout).toMatch(/^Usage: cauce COMMAND/);
    expect(await cauce([], folder.path)).toMatchObject({ code: 2, stdout: '' });
    const unknown = await cauce(['__proto__'], folder.path);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toBe(
      'Se esperaba una orden, pero «__proto__» no lo es; elija una de: start, deploy, lint, layout, run, test, due, diff, verify, rebuild, import, backup, bench.\n',
    );
  });

  it('lints with exit codes 0, 1 and 2', async () => {
    save('bad.bpmn', '<bpmn');
    const lint = (...args: string[]) => cauce(['lint', ...args], folder.path);
    expect(await lint('flow/to-be.bpmn')).toMatchObject({ code: 0, stderr: '' });
    const bad = await lint('flow/to-be.bpmn', 'bad.bpmn', '--json');
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.stdout)).toMatchObject({ errors: 1, warnings: 1 });
    expect(await lint('gone.bpmn')).toMatchObject({ code: 2, stdout: '' });
    expect(await lint()).toMatchObject({ code: 2, stdout: '' });
  });
});
