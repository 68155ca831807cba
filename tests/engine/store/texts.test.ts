import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { Event } from '../../../engine/core/events.ts';
import type { Json } from '../../../engine/core/json.ts';
import { openDatabase } from '../../../engine/store/database.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { search } from '../../../engine/store/search.ts';
import type { Condition } from '../../../engine/store/store.ts';
import { caseMark } from '../../../engine/store/texts/marks.ts';
import { wantedOf, wordsIn } from '../../../engine/store/texts/words.ts';
import { databaseIn } from '../../harness/testDatabase.ts';
import {
  batch,
  commit,
  facts,
  instanceKeyOf,
  openTestStore,
  personalModel,
  startWithTask,
  temporaryFolder,
} from './openTestStore.ts';

const set = (scope: number, variables: { [name: string]: Json }): Event => ({
  type: 'variablesSet',
  scope,
  variables,
});

/** A case of a person, with a task that waits and these variables. */
async function file(store: OpenStore, number: number, variables: { [name: string]: Json }): Promise<number> {
  const key = instanceKeyOf(number);
  const instance = facts(key, personalModel);
  await commit(store, [
    batch(instance, 1, [
      ...startWithTask(instance),
      set(key, { case_number: `PQRS-2026-00${number}`, ...variables }),
    ]),
  ]);
  return key;
}

async function found(store: OpenStore, text: string): Promise<number[]> {
  const { rows } = await store.search('cases', { text, sort: [{ column: 'key' }] });
  return rows.map(({ key }) => Number(key) / 2 ** 20);
}

async function filled(filename?: string): Promise<OpenStore> {
  const store = await openTestStore(filename === undefined ? {} : { filename });
  await file(store, 1, {
    nombre: 'Íñigo Peña',
    descripcion: 'Quejas por demora en la petición de habilitación',
    cedula: '1.020.304',
  });
  await file(store, 2, {
    nombre: 'مريم 😀',
    descripcion: 'El certificado llegó sin firma',
    contacto: { correo: 'maryam@example.org', celular: 3001234567 },
  });
  await file(store, 3, {
    nombre: 'Ana',
    descripcion: 'La petición no fue respondida',
    tema: ['Luces', 'Ciudades'],
  });
  return store;
}

const searches: [text: string, cases: number[]][] = [
  ['peticion', [1, 3]],
  ['PETICIONES queja', [1]],
  ['pena', [1]],
  ['1020304', [1]],
  ['PQRS-2026-002', [2]],
  ['مريم', [2]],
  ['😀', [2]],
  ['maryam@example', [2]],
  ['30012', [2]],
  ['luz ciudad', [3]],
  ['"petición no fue"', [3]],
  ['"fue petición"', []],
  ['peticion -demora', [3]],
  ['nadie', []],
  ['de la', []],
  [`" OR * NEAR( ' & | ! :* \\ {words} : x`, []],
];

test('words are found whatever accents and endings were typed, phrases, exclusions and other alphabets too', async () => {
  const store = await filled();
  for (const [text, cases] of searches) expect(await found(store, text), text).toEqual(cases);
});

test('tasks and instances are found by the text of their case, within the other conditions', async () => {
  const store = await filled();
  const tasks = (text: string, user: string) =>
    store.search('user_tasks', {
      text,
      where: [{ column: 'state', op: 'eq', value: 'CREATED' }],
      candidates: { groups: user === 'desk' ? ['front-desk'] : [], user },
    });
  expect((await tasks('peticion', 'desk')).total).toBe(2);
  expect((await tasks('peticion', 'somebody')).total).toBe(0);
  expect((await store.search('process_instances', { text: 'firma' })).rows.map(({ key }) => key)).toEqual([
    instanceKeyOf(2),
  ]);
});

test('what is written later is found, and what it took the place of is not', async () => {
  const store = await filled();
  expect(await found(store, 'firma')).toEqual([2]);
  const key = instanceKeyOf(2);
  await commit(
    store,
    [batch(facts(key, personalModel), 2, [set(key, { descripcion: 'Ya tiene sello' })])],
    false,
  );
  expect(await found(store, 'firma')).toEqual([]);
  expect(await found(store, 'sellos')).toEqual([2]);
});

test('what more cases say than can be named is found row by row all the same', async () => {
  const filename = await databaseIn(temporaryFolder());
  const store = await filled(filename);
  await found(store, 'peticion');
  const database = await openDatabase({ filename, readOnly: true });
  onTestFinished(() => database.close());
  const texts = database.texts && { ...database.texts, mostNamed: 1 };
  const asked = (projection: 'cases' | 'user_tasks', where: Condition[]) =>
    search(store.reader, store.tenant, projection, { text: 'peticion', where }, texts);
  expect((await asked('cases', [])).rows.map(({ key }) => Number(key) / 2 ** 20)).toEqual([1, 3]);
  const open = await asked('user_tasks', [{ column: 'state', op: 'eq', value: 'CREATED' }]);
  expect([open.total, open.rows.length]).toEqual([2, 2]);
});

test('cases are found by who worked in them, by rules that matched and by promises that were broken', async () => {
  const store = await filled();
  const key = instanceKeyOf(2);
  const decided: Event = {
    type: 'decisionEvaluated',
    owner: key + 1,
    element: 'register',
    decisionId: 'Term',
    decisionName: 'Term',
    inputs: [],
    matched: [{ rule: 'Rule_2', outputs: { days: 15 } }],
    result: 15,
  };
  const taken: Event = { type: 'userTaskAssigned', key: key + 2, assignee: 'luz.marina' };
  await commit(store, [batch(facts(key, personalModel), 2, [decided, taken])], false);
  const bearing = async (...marks: string[][]) =>
    (await store.search('cases', { marks })).rows.map((row) => Number(row.key) / 2 ** 20);
  expect(await bearing([caseMark('person', 'luz.marina')])).toEqual([2]);
  expect(await bearing([caseMark('person', 'luz')])).toEqual([]);
  expect(
    await bearing([caseMark('rule', 'Term')], [caseMark('person', 'luz'), caseMark('person', 'luz.marina')]),
  ).toEqual([2]);
  expect(await bearing([caseMark('rule', 'Term', 'Rule_2')])).toEqual([2]);
  expect(await bearing([caseMark('rule', 'Term', 'Rule_1')])).toEqual([]);
  expect(await bearing([caseMark('breach')])).toEqual([]);
});

test('notes about a case are part of its text', async () => {
  const store = await filled();
  const key = instanceKeyOf(3);
  const note: Event = {
    type: 'annotated',
    key: key + 900,
    kind: 'comment',
    text: 'Llamó la alcaldía',
    instance: key,
  } as never;
  await commit(store, [batch(facts(key, personalModel), 2, [note])], false);
  expect(await found(store, 'alcaldia')).toEqual([3]);
});

test('what is found is shown with a few words around it', async () => {
  const store = await filled();
  await found(store, 'habilitacion');
  const excerpts = await store.texts?.excerpts('habilitacion pena', [instanceKeyOf(1)]);
  expect(excerpts?.get(instanceKeyOf(1))).toEqual([
    { place: 'descripcion', parts: ['Quejas por demora en la petición de ', 'habilitación', ''] },
    { place: 'nombre', parts: ['Íñigo ', 'Peña', ''] },
  ]);
});

test('an erased case is found by nothing that was sealed, and none of it is left in the file', async () => {
  const store = await filled();
  expect(await found(store, 'demora')).toEqual([1]);
  await store.keys.erase(String(instanceKeyOf(1)), 5);
  expect(await found(store, 'demora')).toEqual([]);
  expect(await found(store, 'pena')).toEqual([]);
  expect(await found(store, 'PQRS-2026-001')).toEqual([1]);
  expect(await bytesOfTexts(store)).not.toMatch(/demora|habilitaci|Pe\u00f1a/i);
  expect(await bytesOfTexts(store)).toMatch(/sin firma/);
});

test('what was forgotten is filled in again, the newest cases first', async () => {
  const store = await filled();
  await found(store, 'peticion');
  await store.texts?.forget();
  expect(await store.texts?.isFilling()).toBe(true);
  while (await store.texts?.advance());
  expect(await store.texts?.isFilling()).toBe(false);
  expect(await found(store, 'peticion')).toEqual([1, 3]);
});

test('a store that is closed twice, with its text at work, ends that work and takes no more', async () => {
  const store = await filled();
  const atWork = [
    store.texts?.advance(),
    store.texts?.advance(),
    store.keys.erase(String(instanceKeyOf(1)), 1),
  ];
  // Of the two that close, none takes from the other what it needs to end.
  await Promise.all([store.close(), store.close(), ...atWork]);
  expect(await store.texts?.advance()).toBe(false);
});

test('words of common text are many, those of a dictionary of accents one', () => {
  expect([...wordsIn('Las PETICIONES, «quejas» y reclamos: $1.250.000')].map(({ word }) => word)).toEqual([
    'peticion',
    'quej',
    'reclam',
    '1250000',
  ]);
  expect(wantedOf('  ¿?  ')).toBeUndefined();
});

/** What the database keeps of texts, byte for byte. */
async function bytesOfTexts({ dialect, filename, reader }: OpenStore): Promise<string> {
  if (dialect === 'sqlite')
    return ['.search', '.search-wal'].map((end) => readFileSync(`${filename}${end}`, 'utf8')).join('');
  return JSON.stringify(await reader.raw('SELECT words::text, body FROM cauce_search.case_texts'));
}
