// The file of a case on one page, and what its leader does to it by hand: asked first, with a reason, on record, undone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimTask, classification, complete, fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let lucia: Visitor;
let adriana: Visitor;
const reason = 'lo pidió el área <img src=x onerror=alert(1)>';

beforeAll(async () => {
  product = await startProduct({ baseUrl: 'http://tramites.example' });
  [lucia, adriana] = [createVisitor(product.url), createVisitor(product.url)];
  await lucia.signIn('lucia');
  await adriana.signIn('adriana');
});
afterAll(() => product.close());

async function filed(): Promise<{ number: string; key: string; path: string; code: string }> {
  const { number, code } = await fileRequest(createVisitor(product.url));
  const key = String((await product.cauce.engine.store.find('cases', { number }))?.key);
  return { number, key, path: `/casos/${key}`, code };
}

/** Each test reads the links of its own page. */
const linkIn = (page: Answer, part: string): string =>
  [...page.text.matchAll(/href="([^"]*)"/g)]
    .map(([, href]) => fromHtml(href ?? ''))
    .find((href) => href.includes(part)) ?? '';

test('one page holds the way on the drawing, documents with their hashes, messages, terms, and links to its parts', async () => {
  const { path, number } = await filed();
  const { text } = await lucia.get(path);
  expect(text).toMatch(/<svg class="drawing"[\s\S]*data-now=""[\s\S]*Clasificar solicitud/);
  expect(text).toContain(`con el camino del caso ${number}`);
  expect(text).toMatch(/soporte\.pdf<\/a>[\s\S]*title="[0-9a-f]{64}"/);
  for (const part of ['#diagrama', '#historia', '#documentos', '#datos', '/cancelar', '/mover', '/unir'])
    expect(text).toContain(part);
  const seen = (await adriana.get(path)).text;
  expect(seen).not.toContain('/cancelar');
  expect((await adriana.get(`${path}/cancelar`)).status).toBe(403);
});

test('a case is canceled with a reason, says so in its history as text, and is reopened where it stood', async () => {
  const { path, number } = await filed();
  const asked = await lucia.get(`${path}/cancelar`);
  expect(asked.text).toMatch(/Se retira 1 tarea abierta: Clasificar solicitud/);
  const empty = await lucia.post(asked, `${path}/cancelar`, { reason: '  ' });
  expect([empty.status, empty.text]).toEqual([400, expect.stringContaining('Escriba el motivo')]);
  const done = await lucia.post(empty, `${path}/cancelar`, { reason });
  expect(done.text).toContain('El caso quedó cancelado.');
  expect(done.text).toContain('lo pidió el área &lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;');
  expect(done.text).toMatch(/Antes: En curso: Clasificar solicitud/);
  // Sent twice, it happened once.
  await lucia.post(empty, `${path}/cancelar`, { reason });
  const undo = await lucia.get(linkIn(done, '/reabrir?en='));
  expect(undo.text).toMatch(
    /<option value="p03_classify[^"]*" selected>|<option value="[^"]*" selected>Clasificar/,
  );
  const again = await lucia.post(undo, `${path}/reabrir`, {
    reason: 'fue un error',
    en: /<option value="([^"]*)" selected>/.exec(undo.text)?.[1] ?? '',
  });
  expect(again.text).toContain('El caso sigue en curso con el mismo número.');
  expect(again.text.match(/Se canceló el caso/g)?.length).toBe(1);
  expect(again.text).toContain('Se reabrió el caso');
  await complete(adriana, await claimTask(adriana, number), classification);
});

test('a value is corrected by its kind, refused where somebody was quicker, and put back', async () => {
  const { path, key } = await filed();
  const page = await lucia.get(path);
  const asked = await lucia.get(linkIn(page, 'corregir?dato=channel'));
  expect(asked.text).toContain('<select');
  const other = [...asked.text.matchAll(/<option value="([^"]+)">/g)].map(([, value]) =>
    fromHtml(value ?? ''),
  )[0];
  const done = await lucia.post(asked, `${path}/corregir`, { reason, valor: other ?? '' });
  expect(done.text).toContain('El dato quedó corregido.');
  const late = await lucia.post(asked, `${path}/corregir`, {
    reason,
    valor: other ?? '',
    _request: 'b'.repeat(32),
  });
  expect([late.status, late.text]).toEqual([409, expect.stringContaining('alguien lo cambió')]);
  const before = await product.cauce.engine.visibleVariables(Number(key));
  const undo = await lucia.get(linkIn(done, 'valor='));
  const back = await lucia.post(undo, `${path}/corregir`, {
    reason: 'estaba bien',
    valor: fromHtml(/<option value="([^"]*)" selected>/.exec(undo.text)?.[1] ?? ''),
  });
  expect(back.text).toContain('El dato quedó corregido.');
  expect((await product.cauce.engine.visibleVariables(Number(key))).channel).not.toEqual(before.channel);
});

test('the file is taken along as a document with vectors and hashes, which is on record', async () => {
  const { path, key, number } = await filed();
  expect((await lucia.get(path)).text).toContain(`${path}/expediente.pdf`);
  const asked = await lucia.open(`${path}/expediente.pdf`, AbortSignal.timeout(60_000));
  expect([asked.status, asked.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(asked.headers.get('content-disposition')).toContain(`expediente-${number}.pdf`);
  const bytes = Buffer.from(await asked.arrayBuffer());
  expect([bytes.subarray(0, 5).toString(), bytes.length > 20_000]).toEqual(['%PDF-', true]);
  const { reader } = product.cauce.engine.store;
  expect(await reader('cauce_access_log').where({ event: 'exported', actor: 'lucia' }).first()).toMatchObject(
    {
      detail: `case=${key} expediente-${number}.pdf`,
    },
  );
  const stranger = createVisitor(product.url);
  await stranger.signIn('samuel');
  expect((await stranger.get(`${path}/expediente.pdf`)).status).toBe(404);
});

test('a case is moved, and back', async () => {
  const { path } = await filed();
  const asked = await lucia.get(`${path}/mover`);
  expect(asked.text).toContain('«Clasificar solicitud» termina sin completarse');
  const to = /<option value="([^"]*)">Registrar|<option value="(p16_service_analysis)">/.exec(asked.text);
  const done = await lucia.post(asked, `${path}/mover`, { reason, a: to?.[1] ?? to?.[2] ?? '' });
  expect(done.text).toContain('El caso se movió.');
  expect(linkIn(done, '/mover?de=')).toContain('a=');
});

test('of two repeats one ends and points to the other; its requester follows that one with the same code', async () => {
  const [gone, stays] = [await filed(), await filed()];
  const first = await lucia.get(`${gone.path}/unir?con=${stays.number.toLowerCase()}`);
  expect(first.text).toContain(`Sigue ${stays.number}`);
  const wrong = await lucia.get(`${gone.path}/unir?con=${gone.number}`);
  expect(wrong.text).toContain('Número del caso que sigue');
  const done = await lucia.post(first, `${gone.path}/unir`, { reason });
  expect(done.text).toMatch(new RegExp(`se unió a otro, que sigue: <a href="${stays.path}">${stays.number}`));
  expect((await lucia.get(stays.path)).text).toContain('Recibió un caso que se le unió');
  const followed = await createVisitor(product.url).get(`/seguimiento/${gone.code}`);
  expect(followed.text).toContain(stays.number);
});
