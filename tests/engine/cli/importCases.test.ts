// `cauce import cases`: an export of another tool taken in with its dates, refused line by line, never twice, and proved.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Terminal } from '../../../engine/cli/command.ts';
import { importCommand } from '../../../engine/cli/import.ts';
import { createProgress } from '../../../engine/cli/progress.ts';
import { audit } from '../../../engine/cli/verification.ts';
import { createCauce } from '../../../engine/index.ts';
import { type OpenStore, openStore } from '../../../engine/store/openStore.ts';
import { databaseIn } from '../../harness/testDatabase.ts';
import { boundary, drawing, element, end, start, timer, userTask } from '../runtime/drawings.ts';
import { ana, done, openRuntime, tasks, temporaryFolder } from '../runtime/openRuntime.ts';

const asIs = drawing(
  'pqrs_asis',
  [start(), element('task', 'classify'), userTask('answer'), element('task', 'verify'), end()],
  ['start>classify>answer>verify>end'],
).replace('name="classify"', 'name="Clasificar  la solicitud"');

const map = {
  columns: {
    case_id: 'Radicado',
    case_number: 'Número',
    opened: 'Creado',
    due: 'Vence',
    closed: 'Cerrado',
    state: 'Estado',
    activity: 'Actividad',
    started: 'Inicio',
    ended: 'Fin',
    actor: 'Responsable',
  },
  variables: { product: 'Producto' },
  ignored: ['Notas'],
  activities: { Responder: 'answer' },
  states: { Anulado: 'cancelled', Cerrado: 'completed', 'En curso': 'open' },
  dates: 'dd/mm/yyyy',
};
const header = 'Radicado;Número;Creado;Vence;Cerrado;Estado;Actividad;Inicio;Fin;Responsable;Producto;Notas';
const good = [
  header,
  'B-1;2019-001;05/03/2019 08:00;27/03/2019;20/03/2019 17:00;Cerrado;clasificar la solicitud;05/03/2019 08:00;06/03/2019 09:30;juana;Ahorro;"a; b"',
  'B-1;;;;;;Responder;06/03/2019 09:30;20/03/2019 17:00;pedro;;',
  'B-2;2019-002;07/03/2019;;08/03/2019 10:00;Anulado;;;;;Crédito;',
  'B-3;2019-003;09/03/2026 10:00;01/04/2026;;En curso;Responder;10/03/2026 11:00;;;;',
].join('\n');

let folder: string;
let database: string;
let printed: string[];

beforeEach(async () => {
  folder = temporaryFolder();
  database = await databaseIn(folder);
  printed = [];
  const cauce = await createCauce({ database });
  expect(await cauce.engine.deploy([{ name: 'a.bpmn', content: Buffer.from(asIs) }], ana)).toMatchObject({
    ok: true,
  });
  await cauce.close();
  writeFileSync(join(folder, 'map.json'), JSON.stringify(map));
});

async function run(csv: string): Promise<number> {
  const file = join(folder, 'old.csv');
  writeFileSync(file, csv);
  const terminal: Terminal = {
    print: (text) => void printed.push(text),
    complain: (text) => void printed.push(text),
    refuse: () => 2,
    locale: 'es',
  };
  const values = { database, process: 'pqrs_asis', source: 'bizagi', map: join(folder, 'map.json') };
  return importCommand.run({ values, positionals: ['cases', file] }, terminal);
}

async function withStore<T>(work: (store: OpenStore) => Promise<T>): Promise<T> {
  const store = await openStore({ filename: database });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const silent = createProgress({ print() {}, complain() {}, refuse: () => 2, locale: 'en' });
const at = (local: string) => Date.parse(`${local}-05:00`);

test('cases and their activities stand in the read models with their own dates', async () => {
  expect(await run(good)).toBe(0);
  expect(printed).toEqual(['3 casos importados con 3 actividades; 0 ya estaban']);
  await withStore(async ({ reader }) => {
    expect(await reader('cauce_cases').orderBy('number')).toMatchObject([
      {
        number: '2019-001',
        process_id: 'pqrs_asis',
        state: 'COMPLETED',
        opened_at: at('2019-03-05T08:00:00'),
        due_at: at('2019-03-27T23:59:59'),
        closed_at: at('2019-03-20T17:00:00'),
        opened_by: 'bizagi',
      },
      { number: '2019-002', state: 'TERMINATED', due_at: null, closed_at: at('2019-03-08T10:00:00') },
      { number: '2019-003', state: 'ACTIVE', closed_at: null },
    ]);
    expect(await reader('cauce_user_tasks').orderBy('created_at')).toMatchObject([
      {
        element_id: 'classify',
        state: 'COMPLETED',
        assignee: 'juana@bizagi',
        completed_by: 'juana@bizagi',
        created_at: at('2019-03-05T08:00:00'),
        completed_at: at('2019-03-06T09:30:00'),
      },
      { element_id: 'answer', completed_by: 'pedro@bizagi', completed_at: at('2019-03-20T17:00:00') },
      { element_id: 'answer', state: 'CREATED', assignee: null, created_at: at('2026-03-10T11:00:00') },
    ]);
    const product = await reader('cauce_variables')
      .where({ name: 'product' })
      .orderBy('value')
      .select('value');
    expect(product.map(({ value }) => value)).toEqual(['"Ahorro"', '"Crédito"']);
  });
});

test('what was imported is not imported again, and nothing changes when everything is read again from the journal', async () => {
  await run(good);
  expect(await run(`${good}\nB-4;2019-004;10/03/2019;;11/03/2019;Cerrado;;;;;;`)).toBe(0);
  expect(printed.at(-1)).toBe('1 casos importados con 0 actividades; 3 ya estaban');
  await withStore(async (store) => {
    const before = await audit(store, silent);
    expect(before.problems).toEqual([]);
    expect(before).toMatchObject({ reexecuted: 0, anchors: 3, pastLastAnchor: 0 });
    const rows = () => store.reader('cauce_element_instances').orderBy('key');
    const known = await rows();
    await store.rebuild();
    expect(await rows()).toEqual(known);
    expect((await audit(store, silent)).problems).toEqual([]);
  });
});

test('a case that was open there goes on here, by the diagram', async () => {
  await run(good);
  const { engine, store } = await openRuntime({ folder, now: Date.now });
  const [task] = await tasks(store, 'answer');
  done(await engine.completeUserTask(task as number, {}, { principal: ana }));
  expect(await tasks(store, 'verify')).toHaveLength(1);
  const { problems, reexecuted } = await audit(store, silent);
  expect({ problems, reexecuted }).toEqual({ problems: [], reexecuted: 1 });
});

test('every bad line is named with its number and reason, and nothing is imported', async () => {
  const bad = [
    header,
    'B-1;1;31/02/2019;;;;;;;;;',
    'B-2;2;05/03/2019;;04/03/2019;Cerrado;;;;;;',
    'B-3;3;05/03/2019;;;En curso;Inventada;05/03/2019;;;;',
    'B-4;4;05/03/2019;;;En curso;Responder;06/03/2019;05/03/2019;;;',
    'B-4;5;;;;;Responder;06/03/2019;;;;',
    'B-5;3;01/01/2999;;;¿?;;;;;;',
    ';;05/03/2019;;;;;;;;;',
    'B-6;6',
  ].join('\n');
  expect(await run(bad)).toBe(1);
  const codes = printed.filter((line) => line.startsWith('error')).map((line) => line.split(' ')[1]);
  const lines = printed.flatMap(
    (line) => /l[ií]nea (\d+)|la (\d) dice/.exec(line)?.slice(1).find(Boolean) ?? [],
  );
  expect(lines.map((line, index) => `${line} ${codes[index]}`)).toEqual([
    '2 IMPORT_NOT_A_DATE',
    '3 IMPORT_DATES_REVERSED',
    '4 IMPORT_ACTIVITY_UNKNOWN',
    '5 IMPORT_DATES_REVERSED',
    '6 IMPORT_LINE_TWICE',
    '6 IMPORT_CASE_DIFFERS',
    '7 IMPORT_IN_THE_FUTURE',
    '7 IMPORT_STATE_UNKNOWN',
    '7 IMPORT_NUMBER_TWICE',
    '8 IMPORT_WITHOUT_ID',
    '9 IMPORT_CELLS',
  ]);
  expect(printed.at(-1)).toBe('No se importó nada.');
  printed.length = 0;
  expect(await run(good.replace('Producto;Notas', 'Producto;Notes'))).toBe(1);
  expect(printed[0]).toContain('IMPORT_COLUMN_UNKNOWN');
  expect(await withStore((store) => store.reader('cauce_cases'))).toEqual([]);
});

test('what stands beside the work of a case that was open there is armed by a migration to its own version', async () => {
  const timed = drawing(
    'pqrs_asis',
    [
      ...[start(), element('task', 'classify'), userTask('answer'), element('task', 'verify'), end()],
      ...[boundary('late', 'answer', timer('timeDuration', 'PT1H'), false), userTask('remind')],
    ],
    ['start>classify>answer>verify>end', 'late>remind'],
  ).replace('name="classify"', 'name="Clasificar la solicitud"');
  const cauce = await createCauce({ database });
  expect(await cauce.engine.deploy([{ name: 'a.bpmn', content: Buffer.from(timed) }], ana)).toMatchObject({
    ok: true,
  });
  await cauce.close();
  await run(good);
  const { engine, store } = await openRuntime({ folder, now: Date.now });
  const timers = async () => (await store.search('timers', {})).rows.map((row) => row.element_id);
  expect(await timers()).toEqual([]);
  const row = await store.find('user_tasks', { element_id: 'answer', state: 'CREATED' });
  const definition = await store.find('process_definitions', { process_id: 'pqrs_asis', version: 2 });
  for (let times = 0; times < 2; times++) {
    const migration = { definitionKey: Number(definition?.key), mapping: [] };
    done(await engine.migrateInstance(Number(row?.instance_key), migration, { principal: ana }));
  }
  expect(await timers()).toEqual(['late']);
  expect((await audit(store, silent)).problems).toEqual([]);
});
