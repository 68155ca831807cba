// What people look for: cases by anything that they say or that happened to them, and the help that is offered beside a task.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimTask, classification, complete, type Filed, fileRequest, taskOf } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, type Visitor } from '../harness/visitor.ts';

let product: Product;
let adriana: Visitor;
let samuel: Visitor;
let aurora: Visitor;
let diana: Visitor;
let first: Filed;
let second: Filed;

const numbersOn = (text: string) =>
  [...text.matchAll(/class="main" href="\/casos\/\d+">([^<]+)</g)].map(([, number]) => number);

beforeAll(async () => {
  product = await startProduct();
  [adriana, samuel, aurora, diana] = [0, 1, 2, 3].map(() => createVisitor(product.url)) as [
    Visitor,
    Visitor,
    Visitor,
    Visitor,
  ];
  await adriana.signIn('adriana');
  await samuel.signIn('samuel');
  await aurora.signIn('aurora');
  await diana.signIn('diana');
  const citizen = createVisitor(product.url);
  first = await fileRequest(citizen, {
    requester_name: 'Íñigo Peña',
    description: 'La clínica no me devolvió el depósito.',
  });
  second = await fileRequest(citizen, { description: '<img src=x onerror=alert(1)> demora en subsidios' });
  await complete(adriana, await claimTask(adriana, first.number), classification);
});
afterAll(() => product.close());

describe('an auditor', () => {
  test('finds a case by a word without accents, sees the words around it, and that goes on record', async () => {
    const { text } = await aurora.get('/buscar?q=clinica');
    expect(numbersOn(text)).toEqual([first.number]);
    expect(text).toContain('La <mark>clínica</mark> no me devolvió');
    const { reader } = product.cauce.engine.store;
    const reads = await reader('cauce_case_reads').where({ username: 'aurora', action: 'case:search' });
    expect(reads).toHaveLength(1);
  });

  test('finds it by client, number, people, dates, process, state and the rule that matched', async () => {
    const found = async (query: string) => numbersOn((await aurora.get(`/buscar?${query}`)).text);
    expect(await found('q=pena')).toEqual([first.number]);
    expect(await found('persona=adriana')).toEqual([first.number]);
    expect(await found('persona=samuel')).toEqual([]);
    expect(await found('q=demora&desde=2026-01-01')).toEqual([second.number]);
    expect(await found('q=demora&hasta=2020-01-01')).toEqual([]);
    expect(await found('proceso=pqrs_tobe&estado=ACTIVE')).toEqual([second.number, first.number]);
    expect(await found('decision=due_term')).toEqual([first.number]);
    expect(await found('decision=due_term&regla=99')).toEqual([]);
    expect(await found('incumplido=si')).toEqual([]);
    expect((await aurora.get(`/buscar?q=${first.number.toLowerCase()}`)).path).toMatch(/^\/casos\/\d+$/);
  });

  test('reads what somebody wrote as text, whatever it looks like', async () => {
    const { text } = await aurora.get('/buscar?q=subsidios');
    expect(text).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;');
    expect((await aurora.get(`/buscar?q=${encodeURIComponent('"><img src=x>')}`)).text).not.toContain(
      '<img src=x>',
    );
    expect((await aurora.get('/buscar?q=%22%27%28*')).status).toBe(200);
  });

  test('never finds the way by which the requester opens the case', async () => {
    expect(numbersOn((await aurora.get(`/buscar?q=${first.code}`)).text)).toEqual([]);
    expect(numbersOn((await aurora.get('/buscar?q=seguimiento')).text)).toEqual([]);
  });
});

test('staff find the cases that they have work in, and no others; who reads no cases finds help', async () => {
  expect(numbersOn((await adriana.get('/buscar?q=deposito')).text)).toEqual([first.number]);
  expect(numbersOn((await samuel.get('/buscar?q=demora')).text)).toEqual([]);
  const { text } = await diana.get('/buscar?q=traslado');
  expect(numbersOn(text)).toEqual([]);
  expect(text).toContain('No es con nosotros: trasladar por competencia');
});

test('HTTP searches take the same words', async () => {
  const { store } = product.cauce.engine;
  expect((await store.search('user_tasks', { text: 'clinica' })).total).toBeGreaterThan(0);
  expect((await store.search('user_tasks', { text: 'clinica -deposito' })).total).toBe(0);
});

describe('the help beside a task', () => {
  test('is searched without leaving the form, and what gave the answer is on record with the case', async () => {
    const task = await claimTask(adriana, second.number);
    const path = new URL(task.path, 'http://localhost').pathname;
    expect(task.text).toContain('<cauce-help');
    const found = await adriana.get(`/ayuda/resultados?q=cobro+doble&tarea=${path.split('/').at(-1)}`);
    expect(found.text).toContain('Me cobraron dos veces');
    expect(found.text).not.toContain('<html');
    const ref = /name="_guide" value="([^"]+cobro-doble\.md)"/.exec(found.text)?.[1] ?? '';
    const used = await adriana.post(task, path, { _do: 'draft', topic: 'cobros_pagos' });
    const use = () =>
      adriana.send('POST', `${path}/ayuda`, formOf(used.text, { _guide: ref, topic: 'cobros_pagos' }));
    const after = await use();
    // A double click, or an answer that was lost.
    expect((await use()).status).toBe(303);
    expect(after.headers.get('location')).toBe(`${path}?notice=answerUsed#ayuda`);
    const page = await adriana.get(path);
    expect(page.text).toContain('usada en este caso');
    expect(page.text).toMatch(/value="cobros_pagos" selected|selected[^>]*value="cobros_pagos"/);
    expect(
      (await adriana.send('POST', `${path}/ayuda`, formOf(page.text, { _guide: '1/guides/none.md' }))).status,
    ).toBe(404);
    const { reader } = product.cauce.engine.store;
    expect(await reader('cauce_facts').where({ kind: 'answer-used', person: 'adriana' })).toHaveLength(1);
  });

  test('belongs to who holds the task', async () => {
    const list = await samuel.get('/tareas?tab=groups');
    const other = taskOf(list, first.number);
    const page = await samuel.get(other);
    const answer = await samuel.send('POST', `${other}/ayuda`, formOf(page.text, { _guide: 'x' }));
    expect(answer.status).toBe(403);
    expect((await aurora.get('/ayuda?tarea=12')).status).toBe(404);
    expect((await createVisitor(product.url).get('/ayuda')).path).toContain('/entrar');
  });
});

/** What the page's form would send, with its token. */
function formOf(text: string, fields: { [name: string]: string }): FormData {
  const form = new FormData();
  form.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '');
  form.set('_request', /name="_request" value="([^"]+)"/.exec(text)?.[1] ?? '');
  form.set('_seen', '{}');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
