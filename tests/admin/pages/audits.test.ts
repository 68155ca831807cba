// The auditor's desk: who read and took what, the proof of the history, and the replay at one of its steps.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let aurora: Visitor;
let adriana: Visitor;
let number = '';
let caseKey = 0;

beforeAll(async () => {
  product = await startProduct();
  [aurora, adriana] = [createVisitor(product.url), createVisitor(product.url)];
  ({ number } = await fileRequest(createVisitor(product.url)));
  await aurora.signIn('aurora');
  await adriana.signIn('adriana');
  caseKey = Number((await product.cauce.engine.store.find('cases', { number }))?.key);
  await adriana.get(`/casos/${caseKey}`);
  await aurora.get(`/casos/${caseKey}/auditoria`);
});
afterAll(() => product.close());

const rowsOf = ({ text }: Answer) =>
  text
    .match(/<tbody>[\s\S]*<\/tbody>/)?.[0]
    .split('<tr')
    .slice(1) ?? [];

describe('who read what', () => {
  test('stands there latest first, with the person, the act and the case', async () => {
    const rows = rowsOf(await aurora.get('/auditoria/lecturas'));
    expect(rows[0]).toContain('Aurora Auditora');
    expect(rows[0]).toContain('Abrió la historia');
    expect(rows[0]).toContain(`/casos/${caseKey}`);
    expect(rows.some((row) => row.includes('Adriana Auxiliar') && row.includes('Abrió el caso'))).toBe(true);
  });

  test.each([
    ['persona=Adriana', 1],
    ['persona=nadie', 0],
    ['accion=case:history', 1],
    ['desde=2001-01-01&hasta=2001-12-31', 0],
    ['caso=RAD-NUNCA', 0],
  ])('is limited by %s', async (query, expected) => {
    const rows = rowsOf(await aurora.get(`/auditoria/lecturas?${query}`));
    expect(rows.length > 0 ? 1 : 0).toBe(expected);
    if (query.startsWith('persona=Adriana')) expect(rows.every((row) => row.includes('Adriana'))).toBe(true);
  });

  test('is taken as a file, which goes on record itself', async () => {
    const file = await aurora.get('/auditoria/lecturas/exportar?persona=Adriana');
    expect(file.headers.get('content-disposition')).toContain('consultas.csv');
    expect(file.text).toContain('"Adriana Auxiliar"');
    const [latest = ''] = rowsOf(await aurora.get('/auditoria/exportaciones'));
    expect(latest).toContain('Aurora Auditora');
    expect(fromHtml(latest)).toContain('consultas.csv ?persona=Adriana');
  });

  test('is turned page by page, and nobody is met twice', async () => {
    const { access } = product.cauce;
    const reads = Array.from({ length: 230 }, () => ({ caseKey, username: 'bruno', action: 'task:read' }));
    await access.reads.record(reads);
    let page = await aurora.get('/auditoria/lecturas?persona=bruno');
    let seen = rowsOf(page).length;
    for (let next = /href="([^"]+)" rel="next"/.exec(page.text); next; ) {
      page = await aurora.get(fromHtml(next[1] ?? ''));
      seen += rowsOf(page).length;
      next = /href="([^"]+)" rel="next"/.exec(page.text);
    }
    expect(seen).toBe(230);
  });

  test('is for auditors and administrators alone', async () => {
    for (const path of ['/auditoria', '/auditoria/lecturas', '/auditoria/exportaciones'])
      expect([path, (await adriana.send('GET', path)).status]).toEqual([path, 403]);
  });
});

/** Presses the button and waits until the run has ended. */
async function verified(page: Answer, action: string): Promise<Answer> {
  let found = await aurora.post(page, action, {});
  while (found.text.includes('<cauce-verification')) {
    await new Promise((resume) => setTimeout(resume, 100));
    found = await aurora.get(found.path);
  }
  return found;
}

describe('the proof', () => {
  test('of everything: every check says what it looked at', async () => {
    const page = await verified(await aurora.get('/auditoria'), '/auditoria/verificar');
    expect(page.text).toContain('Sin alteraciones');
    expect(page.text.match(/data-state="fine"/g)).toHaveLength(5);
    expect(page.text).toMatch(/Lotes que dan lo mismo: [1-9]/);
  });

  test('of one case names the very row that somebody changed, and opens the history there', async () => {
    const history = await aurora.get(`/casos/${caseKey}/auditoria`);
    const fine = await verified(history, `/casos/${caseKey}/verificar`);
    expect(fine.text).toContain('Sin alteraciones');
    const { store } = product.cauce.engine;
    const row = { stream: `instance:${caseKey}`, sequence: 1 };
    const { actor } = (await store.reader('cauce_journal').where(row).first('actor')) as { actor: string };
    await store.write((db) => db('cauce_journal').where(row).update({ actor: 'mallory' }));
    const wrong = await verified(fine, `/casos/${caseKey}/verificar`);
    await store.write((db) => db('cauce_journal').where(row).update({ actor }));
    expect(wrong.text).toContain('1 alteración');
    expect(wrong.text).toContain('HASH_MISMATCH');
    expect(wrong.text).toContain(`instance:${caseKey} · 1`);
    expect(fromHtml(wrong.text)).toContain(`/casos/${caseKey}/auditoria?instance=${caseKey}&lote=1`);
    expect((await aurora.get('/auditoria/lecturas?accion=case:verify')).text).toContain(number);
  });
});

describe('the replay without scripts', () => {
  const at = (query: string) => aurora.get(`/casos/${caseKey}/auditoria?${query}`);
  const panelOf = ({ text }: Answer) =>
    fromHtml(/id="replay-values"[\s\S]*?<\/section>/.exec(text)?.[0] ?? '');

  test('shows the state after the step of its address, and leads to those beside it', async () => {
    const page = await at('paso=1');
    expect(page.text).toMatch(/Paso 1 de \d+/);
    expect(page.text).toMatch(/<tr id="paso-1" data-step="1" aria-current="step">/);
    expect(fromHtml(/href="([^"]+)" rel="next"/.exec(page.text)?.[1] ?? '')).toContain('paso=2');
    expect(panelOf(page)).toContain('Versión del proceso');
    const start = panelOf(await at('paso=0'));
    expect(start).toContain('En ninguna parte');
    expect(start).toContain('Aún no hay datos.');
    expect(panelOf(await at('paso=999999'))).toBe(panelOf(await at('')));
  });

  test('says by what and why: forms with their version, rules that matched, calendars', async () => {
    const { text } = await at('');
    expect(fromHtml(text)).toMatch(/Formulario: \S+, versión 1/);
    expect(fromHtml(text)).toMatch(/Calendario: \S+/);
  });

  test('compares two instants, in whichever order they are asked for', async () => {
    const forward = panelOf(await at('paso=2&con=0'));
    expect(forward).toContain('Comparado con el paso 0');
    expect(forward).toContain('no estaba');
    expect(panelOf(await at('paso=2&con=2'))).toContain('Es igual en los dos instantes.');
    expect(panelOf(await at('paso=0&con=2'))).toContain('no estaba');
  });

  test('lists the steps of one element alone, and a batch of the journal opens its step', async () => {
    const { text } = await at('');
    const [, element = ''] = /name="elemento">[\s\S]*?<option value="([^"]+)">/.exec(text) ?? [];
    const filtered = await at(`elemento=${encodeURIComponent(element)}`);
    const count = filtered.text.match(/data-step=/g)?.length ?? 0;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(text.match(/data-step=/g)?.length ?? 0);
    expect((await at('lote=1')).text).toMatch(/Paso 1 de/);
    expect((await at('paso=%27&con=x&lote=-1')).status).toBe(200);
  });
});

test('the heat map is of any process and period, and an activity leads to its cases', async () => {
  const page = await aurora.get('/tablero/tiempos?process=pqrs_tobe&measure=share');
  expect(page.status).toBe(200);
  expect(page.text).toContain('<option value="pqrs_tobe" selected>');
  const href = fromHtml(/href="([^"]*tiempos\/casos[^"]*)"/.exec(page.text)?.[1] ?? '');
  const cases = await aurora.get(href || '/tablero/tiempos/casos?process=pqrs_tobe&element=p01_file_pqrs');
  expect(cases.status).toBe(200);
  expect((await aurora.send('GET', '/tablero/tiempos/casos?process=nada&element=x')).status).toBe(404);
});
