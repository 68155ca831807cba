// What `cauce lint` prints and answers.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lint } from '../../../engine/cli/lint.ts';
import { localeOf } from '../../../engine/cli/locale.ts';
import { stopWorker } from '../../../engine/model/index.ts';
import { around, drawing, flow } from '../model/drawing.ts';

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cauce-lint-'));
  await writeFile(path('clean.bpmn'), drawing(around('task')));
  await writeFile(path('warned.bpmn'), drawing(around('userTask')));
  await writeFile(
    path('wrong.bpmn'),
    drawing(`<bpmn:userTask id="t" name="Radicar"/>${flow('f', 't', 'gone')}`),
  );
});
afterAll(async () => {
  await stopWorker();
  await rm(folder, { recursive: true });
});

test('a clean drawing exits with 0', async () => {
  const { exitCode, output } = await lint([path('clean.bpmn')], { json: false, locale: 'es' });
  expect(exitCode).toBe(0);
  expect(output).toBe(`${path('clean.bpmn')}: sin problemas\n0 errores, 0 avisos`);
});

test('warnings alone exit with 0 and are printed', async () => {
  const { exitCode, output } = await lint([path('warned.bpmn')], { json: false, locale: 'en' });
  expect(exitCode).toBe(0);
  expect(output).toContain('warning TASK_WITHOUT_PEOPLE x "X"\n    Expected a lane or an assignment');
});

test('errors of any file exit with 1, and name code, element and what to do, errors first', async () => {
  const files = [path('clean.bpmn'), path('wrong.bpmn')];
  const { exitCode, output } = await lint(files, { json: false, locale: 'es' });
  expect(exitCode).toBe(1);
  expect(output.split('\n').slice(1)).toEqual([
    path('wrong.bpmn'),
    '  error FLOW_WITHOUT_TARGET f',
    '    Se esperaba un elemento de destino para el flujo, pero gone no existe; conecte el final del flujo o bórrelo.',
    '  aviso TASK_WITHOUT_PEOPLE t "Radicar"',
    '    Se esperaba un carril o una asignación, pero la tarea no tiene y la verá la administración; póngala en un carril o asígnele un grupo.',
    '1 error, 1 aviso',
  ]);
});

test('JSON is in English and complete', async () => {
  const { output } = await lint([path('wrong.bpmn')], { json: true, locale: 'es' });
  expect(JSON.parse(output)).toEqual({
    files: [
      {
        file: path('wrong.bpmn'),
        problems: [
          {
            severity: 'error',
            code: 'FLOW_WITHOUT_TARGET',
            elementId: 'f',
            values: { id: 'gone' },
            message: expect.stringMatching(/^Expected a target element/),
          },
          expect.objectContaining({
            severity: 'warning',
            code: 'TASK_WITHOUT_PEOPLE',
            elementName: 'Radicar',
          }),
        ],
      },
    ],
    errors: 1,
    warnings: 1,
  });
});

test.each([
  ['no file', []],
  ['a file that is not there', ['/nowhere/a.bpmn']],
  ['a file of another kind', ['package.json']],
])('%s is a wrong call and exits with 2', async (_, files) => {
  const { exitCode, output } = await lint(files, { json: false, locale: 'en' });
  expect(exitCode).toBe(2);
  expect(output).toMatch(/^Expected .* but .*;/);
});

test('the language is that of the environment, Spanish unless it says English', () => {
  expect(localeOf({ LANG: 'en_US.UTF-8' })).toBe('en');
  expect(localeOf({ LANG: 'es_CO.UTF-8' })).toBe('es');
  expect(localeOf({ LC_ALL: 'es_CO.UTF-8', LANG: 'en_US.UTF-8' })).toBe('es');
  expect(localeOf({})).toBe('es');
});
