// A task's draft: saved field by field, by two at once, across hands, after the session ended, and had back as it was.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { claimTask, complete, fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, formTo, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

async function person(username: string): Promise<Visitor> {
  const visitor = createVisitor(product.url);
  await visitor.signIn(username);
  return visitor;
}

async function heldTask(username = 'adriana') {
  const { number } = await fileRequest(createVisitor(product.url));
  const visitor = await person(username);
  const page = await claimTask(visitor, number);
  return { visitor, page, number, path: new URL(page.path, 'http://x').pathname };
}

const hidden = (page: Answer, path: string, name: string): string =>
  fromHtml(new RegExp(`name="${name}" value="([^"]*)"`).exec(formTo(page, path))?.[1] ?? '');

/** As the page's own script saves it. */
async function autosave(visitor: Visitor, page: Answer, path: string, fields: Record<string, string>) {
  const body = new FormData();
  for (const name of ['_csrf', '_request', '_seen']) body.append(name, hidden(page, path, name));
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await visitor.send('POST', `${path}/borrador`, body);
  return { status: answer.status, headers: answer.headers, text: answer.text };
}

const said = (page: Answer): string => /<p class="notice wrong"[^>]*>([^<]*)/.exec(page.text)?.[1] ?? '';

describe('a draft', () => {
  test('is saved by one field, without being asked for, and stands in the form and at home', async () => {
    const { visitor, page, path, number } = await heldTask();
    const { status, text } = await autosave(visitor, page, path, { request_type: 'queja' });
    expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ conflicts: [], news: '' })]);
    const again = await visitor.get(path);
    expect(formTo(again, path)).toMatch(/value="queja" selected/);
    expect((await visitor.get('/inicio')).text).toContain(number);
  });

  test('stays with the task when it changes hands, and says whose it was', async () => {
    const { visitor, page, path } = await heldTask();
    await autosave(visitor, page, path, { request_type: 'queja' });
    const lucia = await person('lucia');
    await lucia.post(await lucia.get(path), '/asignar', { assignee: 'bruno' });
    const bruno = await person('bruno');
    const mine = await bruno.get(path);
    expect(formTo(mine, path)).toMatch(/value="queja" selected/);
    expect(mine.text).toContain('Borrador de Adriana Auxiliar');
  });

  test('what comes from who no longer holds the task is kept beside it, and can be had back', async () => {
    const { visitor, page, path } = await heldTask();
    const lucia = await person('lucia');
    await lucia.post(await lucia.get(path), '/asignar', { assignee: 'bruno' });
    const late = await autosave(visitor, page, path, { request_type: 'sugerencia' });
    expect([late.status, JSON.parse(late.text).gone]).toEqual([
      409,
      expect.stringContaining('Bruno Auxiliar'),
    ]);
    const bruno = await person('bruno');
    const mine = await bruno.get(path);
    expect(formTo(mine, path)).not.toMatch(/value="sugerencia" selected/);
    const href = fromHtml(/<a href="([^"]+borrador[^"]+)"/.exec(mine.text)?.[1] ?? '');
    const state = await bruno.get(href);
    expect(state.text).toContain('Sugerencia');
    const restored = await bruno.post(state, '/borrador/restaurar', {});
    expect(formTo(restored, path)).toMatch(/value="sugerencia" selected/);
  });

  test('two windows in different fields both stay; in the same field the second is told of the first', async () => {
    const { visitor, page, path } = await heldTask();
    await autosave(visitor, page, path, { request_type: 'queja' });
    const other = await complete(visitor, page, { _do: 'draft', service: 'subsidio', request_type: '' });
    const both = formTo(other, path);
    expect([/value="queja" selected/.test(both), /value="subsidio" selected/.test(both)]).toEqual([
      true,
      true,
    ]);
    const clash = await complete(visitor, page, { _do: 'draft', service: '', request_type: 'reclamo' });
    expect(clash.status).toBe(409);
    expect(said(clash)).toMatch(/dice «Queja» \(Adriana Auxiliar/);
    expect(formTo(clash, path)).toMatch(/value="reclamo" selected/);
    // Read and sent again, mine holds.
    const settled = await complete(visitor, clash, { _do: 'draft', request_type: 'reclamo' });
    expect(settled.text).toContain('Borrador guardado');
    expect(formTo(settled, path)).toMatch(/value="reclamo" selected/);
  });

  test('an answer from another window is seen before the task is completed without it', async () => {
    const { visitor, page, path } = await heldTask();
    await autosave(visitor, page, path, { request_type: 'queja' });
    const stale = await complete(visitor, page, { _do: 'complete', request_type: '' });
    expect(stale.status).toBe(409);
    expect(said(stale)).toContain('También cambió');
    expect(formTo(stale, path)).toMatch(/value="queja" selected/);
  });

  test('of a form that asks for less now still shows what the earlier version asked', async () => {
    const { visitor, path } = await heldTask();
    const key = Number(/\d+$/.exec(path)?.[0]);
    const store = product.cauce.engine.store as OpenStore;
    const root = Number((await store.find('user_tasks', { key }))?.root_key);
    const content = await store.seal(root, 'draft', '{"old_field":"<b>antes</b>"}');
    const row = { tenant_id: store.tenant, task_key: key, root_key: root, revision: 1, fields: '{}' };
    await store.write((db) =>
      db('cauce_task_drafts').insert({ ...row, content, saved_at: 1, saved_by: 'adriana' }),
    );
    expect((await visitor.get(path)).text).toMatch(/ya no pide<[\s\S]{0,200}&lt;b&gt;antes/);
  });

  test("is nobody else's to read or restore", async () => {
    const { page, visitor, path } = await heldTask();
    await autosave(visitor, page, path, { request_type: 'queja' });
    const [bruno, samuel] = await Promise.all(['bruno', 'samuel'].map(person));
    expect((await bruno!.get(`${path}/borrador?version=1`)).status).toBe(403);
    expect((await samuel!.get(`${path}/borrador?version=1`)).status).toBe(404);
    expect((await visitor.get(`${path}/borrador?version=99`)).status).toBe(404);
  });
});

describe('a session that ends while somebody types', () => {
  test('takes the answers through the door and back into the form', async () => {
    const { page, path } = await heldTask();
    const gone = createVisitor(product.url);
    const fields = { _do: 'complete', request_type: 'queja', service: '<img src=x onerror=alert(1)>' };
    const door = await complete(gone, page, fields);
    expect(door.status).toBe(401);
    expect(door.text).toContain('lo que escribió lo espera');
    expect(door.text).not.toContain('<img src=x');
    const wrong = await gone.post(door, '/entrar', { username: 'adriana', password: 'no es' });
    const entered = await gone.post(wrong, '/entrar', {
      username: 'adriana',
      password: 'una frase larga para entrar',
    });
    expect(entered.text).toContain('Volver a lo que escribí');
    const back = await gone.post(entered, path, {});
    expect(formTo(back, path)).toMatch(/value="queja" selected/);
    expect(back.text).toContain('Aquí está lo que había escrito');
    const key = Number(/\d+$/.exec(path)?.[0]);
    expect((await product.cauce.engine.store.find('user_tasks', { key }))?.state).toBe('CREATED');
  });

  test('with a session opened anew elsewhere, the form of the old one loses nothing either', async () => {
    const { page, path, visitor } = await heldTask();
    await visitor.post(page, '/salir', {});
    await visitor.signIn('adriana');
    const kept = await complete(visitor, page, { _do: 'complete', request_type: 'queja' });
    expect(kept.text).toContain('Volver a lo que escribí');
    const back = await visitor.post(kept, path, {});
    expect(formTo(back, path)).toMatch(/value="queja" selected/);
  });

  test('another site plants nothing into a form', async () => {
    const { path } = await heldTask();
    const body = new URLSearchParams({ request_type: 'queja' });
    const elsewhere = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answer = await createVisitor(product.url).send('POST', path, body, elsewhere);
    expect([answer.status, answer.text.includes('queja')]).toEqual([303, false]);
  });
});

test('who has the same task open is named, until they leave', async () => {
  const { path } = await heldTask();
  const [bruno, lucia] = await Promise.all(['bruno', 'lucia'].map(person));
  const seen = await lucia!.get(path);
  expect((await bruno!.get(path)).text).toContain('También la mira ahora: Adriana Auxiliar, Lucía Líder');
  const token = fromHtml(/name="_csrf" value="([^"]+)"/.exec(seen.text)?.[1] ?? '');
  const leave = new URLSearchParams({ _csrf: token, leaves: '1' });
  expect((await lucia!.send('POST', `${path}/presencia`, leave)).status).toBe(204);
  expect((await bruno!.get(path)).text).toContain('También la mira ahora: Adriana Auxiliar<');
});
