// The text of cases that hold very much: the same as if all of it were joined and cut, but read in pages and no further.
import { expect, test } from 'vitest';
import type { Event } from '../../../engine/core/events.ts';
import type { Json } from '../../../engine/core/json.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { sealing } from '../../../engine/store/sealing.ts';
import { readCaseTexts } from '../../../engine/store/texts/caseTexts.ts';
import { caseMark } from '../../../engine/store/texts/marks.ts';
import { PAGE } from '../../../engine/store/texts/pages.ts';
import {
  batch,
  commit,
  facts,
  instanceKeyOf,
  openTestStore,
  personalModel,
  startWithTask,
} from './openTestStore.ts';

type Variables = { [name: string]: Json };

const MOST = 100_000;

/** An instance of the case `root`, with these variables in each of so many scopes. */
async function file(
  store: OpenStore,
  [number, root]: readonly [number: number, root: number],
  scopes: number,
  variables: Variables,
  more: Event[] = [],
): Promise<number> {
  const key = instanceKeyOf(number);
  const instance = facts(key, personalModel, instanceKeyOf(root));
  const set = Array.from({ length: scopes }, (_, at): Event => {
    return { type: 'variablesSet', scope: key + at, variables };
  });
  await commit(store, [batch(instance, 1, [...startWithTask(instance), ...set, ...more])]);
  return key;
}

/** So many texts, in the order of their names. */
function texts(count: number, said: (at: number) => Json): Variables {
  const names = Array.from({ length: count }, (_, at) => `v${String(at).padStart(6, '0')}`);
  return Object.fromEntries(names.map((name, at) => [name, said(at)]));
}

const linesOf = (variables: Variables) => Object.entries(variables).map(([name, text]) => `${name}\t${text}`);

function bodyOf(lines: string[]): string {
  return ['#process\tPetitions', ...lines].join('\n').slice(0, MOST);
}

async function read(store: OpenStore, ...roots: number[]) {
  const { reader, tenant, keys } = store;
  const found = new Map<number, { body: string; marks: readonly string[] }>();
  for await (const { key, ...text } of readCaseTexts({ reader, tenant, keys, sealing: sealing(keys) }, roots))
    found.set(key, text);
  return found;
}

/** How many rows each page of a table had, from now on. */
function pagesOf(store: OpenStore, table: string): number[] {
  const pages: number[] = [];
  store.reader.on('query-response', (rows: unknown, { sql }: { sql: string }) => {
    const from = /from [`"](\w+)[`"]/.exec(sql)?.[1];
    const list = Array.isArray(rows) ? rows : (rows as { rows: unknown[] }).rows;
    if (from === table) pages.push(list.length);
  });
  return pages;
}

test('thousands of variables, in scopes and called processes, sealed, give the text of the plain join', async () => {
  const store = await openTestStore();
  const many = texts(1300, (at) => `palabra ${at}`);
  const few = texts(3, (at) => `poca ${at}`);
  const root = await file(store, [1, 1], 2, many);
  const other = await file(store, [2, 2], 1, few);
  await file(store, [3, 1], 1, few);
  await file(
    store,
    [4, 2],
    1,
    texts(PAGE, (at) => `justa ${at}`),
  );
  await file(store, [5, 1], 1, { last: 'la última' });
  const { value } = (await store.reader('cauce_variables').where({ instance_key: root }).first()) ?? {};
  expect(value).toMatch(/\$sealed/);
  const pages = pagesOf(store, 'cauce_variables');
  const found = await read(store, root, other);
  expect(found.get(root)?.body).toBe(
    bodyOf([...linesOf(many), ...linesOf(many), ...linesOf(few), 'last\tla última']),
  );
  expect(found.get(other)?.body).toBe(
    bodyOf([...linesOf(few), ...linesOf(texts(PAGE, (at) => `justa ${at}`))]),
  );
  expect(Math.max(...pages)).toBe(PAGE);
  await store.keys.erase(String(root), 5);
  const left = await read(store, root, other);
  expect(left.get(root)?.body).toBe(bodyOf([]));
  expect(left.get(other)?.body).toBe(found.get(other)?.body);
});

test('a case whose text is full is read no further, and those that are read with it are whole', async () => {
  const store = await openTestStore();
  const long = texts(6000, (at) => `${at} ${'x'.repeat(90)}`);
  const root = await file(store, [1, 1], 1, long);
  await file(store, [2, 1], 1, long);
  const other = await file(store, [3, 3], 1, { nombre: 'Ana' });
  const pages = pagesOf(store, 'cauce_variables');
  const found = await read(store, root, other);
  expect(found.get(root)?.body).toBe(bodyOf(linesOf(long)));
  expect(found.get(root)?.body).toHaveLength(MOST);
  expect(found.get(other)?.body).toBe(bodyOf(['nombre\tAna']));
  // Each of some hundred characters.
  expect(pages.reduce((sum, rows) => sum + rows, 0)).toBeLessThan(1000 + 2 * PAGE);
  expect(Math.max(...pages)).toBe(PAGE);
});

test('variables that say nothing fill no text: all are read, each once', async () => {
  const store = await openTestStore();
  const counts = texts(2 * PAGE + 7, (at) => at % 1000);
  const root = await file(store, [1, 1], 2, counts);
  const pages = pagesOf(store, 'cauce_variables');
  expect((await read(store, root)).get(root)?.body).toBe(bodyOf([]));
  expect(pages.reduce((sum, rows) => sum + rows, 0)).toBe(2 * (2 * PAGE + 7));
});

test('notes and rules that matched are read in pages, the rules of a full case, too', async () => {
  const store = await openTestStore();
  const decided = (index: number): Event => ({
    type: 'decisionEvaluated',
    owner: instanceKeyOf(1) + 1,
    element: 'register',
    decisionId: 'Term',
    decisionName: 'Term',
    inputs: [],
    matched: [{ rule: index > PAGE ? 'Last' : 'First', outputs: {} }],
    result: index,
  });
  const noted = (at: number) =>
    ({ type: 'annotated', key: instanceKeyOf(1) + 900 + at, kind: 'comment', text: `Nota ${at}` }) as never;
  const places = Array.from({ length: PAGE + 20 }, (_, at) => at);
  const events = places.flatMap((at) => [noted(at), decided(at)]);
  const root = await file(store, [1, 1], 1, {}, events);
  const full = await file(
    store,
    [2, 2],
    1,
    texts(1100, () => 'x'.repeat(90)),
  );
  const [notes, rules] = [pagesOf(store, 'cauce_notes'), pagesOf(store, 'cauce_decision_instances')];
  const found = await read(store, root, full);
  expect(found.get(root)?.body).toBe(bodyOf(places.map((at) => `#note\tNota ${at}`)));
  for (const rule of ['First', 'Last'])
    expect(found.get(root)?.marks).toContain(caseMark('rule', 'Term', rule));
  expect(Math.max(...notes, ...rules)).toBe(PAGE);
  expect(found.get(full)?.body).toHaveLength(MOST);
});
