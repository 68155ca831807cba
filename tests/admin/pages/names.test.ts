// What pages call things: elements without a name, cases without a number, who did what, and the words of values.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deployDrawing, plainDrawing } from '../harness/drawings.ts';
import { claimTask, classification, complete, fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let angela: Visitor;
let process = '';
/** Page of a case of the plain drawing, from beginning to end. */
let plainCase: Answer;
/** Page of a request that waits for what was missing. */
let incomplete: Answer;

/** Rows of a table as text. */
function rowsOf(page: Answer): string[] {
  return [...page.text.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
    fromHtml(row.replace(/<[^>]+>/g, ' '))
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

const audit = (page: Answer) => angela.get(`${page.path}/auditoria`);

beforeAll(async () => {
  product = await startProduct();
  angela = createVisitor(product.url);
  await angela.signIn('angela');
  process = await deployDrawing(angela, plainDrawing);
  const started = await angela.post(await angela.get(`${process}/iniciar`), '/iniciar', {});
  for (const fields of [{}, { g: 'f4' }]) {
    const page = await angela.get(started.path);
    const task = /class="main" href="(\/tareas\/\d+)"/.exec(page.text)?.[1] ?? '';
    const claimed = await angela.post(await angela.get(task), '/tomar', {});
    await complete(angela, claimed, fields);
  }
  plainCase = await angela.get(started.path);
  const adriana = createVisitor(product.url);
  await adriana.signIn('adriana');
  const { number } = await fileRequest(createVisitor(product.url));
  await complete(adriana, await claimTask(adriana, number), { ...classification, is_complete: 'false' });
  const key = (await product.cauce.engine.store.find('cases', { number }))?.key;
  incomplete = await angela.get(`/casos/${key}`);
});
afterAll(() => product.close());

test('the history says what a gateway was answered, in the words of the drawing', async () => {
  const rows = rowsOf(await audit(plainCase));
  expect(rows.some((row) => row.includes('Respondió ¿Se aprueba?: Sí Ángela Administradora'))).toBe(true);
});

test('an element without a name is called what it is', async () => {
  const rows = rowsOf(await audit(plainCase));
  expect(rows.some((row) => row.includes('Pasó por Inicio'))).toBe(true);
  expect(rows.some((row) => row.includes('Pasó por Fin'))).toBe(true);
});

test('a case whose process numbers none has a short number, and was opened, not filed', () => {
  expect(plainCase.text).toMatch(/<h1>#\d{1,6}<\/h1>/);
  expect(plainCase.text).not.toContain('Radicada');
  expect(incomplete.text).toMatch(/<h1>PQRS-/);
});

test('a task of a case that was started by hand begins its history with «Abierto»', async () => {
  const started = await angela.post(await angela.get(`${process}/iniciar`), '/iniciar', {});
  const task = /class="main" href="(\/tareas\/\d+)"/.exec(started.text)?.[1] ?? '';
  const { text } = await angela.get(task);
  expect(text).toContain('<span>Abierto</span>');
  expect(text).not.toContain('Radicada');
});

test('the case page says that the requester filed it, as the history does', () => {
  const filed: string | undefined = rowsOf(incomplete).find((row) => row.includes('PQRS recibida'));
  expect(filed).toContain('la persona solicitante');
});

test('values that only a program was handed are not told, nor the same twice', async () => {
  const rows = rowsOf(await audit(incomplete));
  expect(rows.join('\n')).not.toMatch(/\bTo\b/);
  for (const row of rows) expect([row, row.match(/Término en días/g)?.length ?? 0]).not.toEqual([row, 2]);
});

test('initial values that are no JSON are refused in the language of the page', async () => {
  const form = await angela.get(`${process}/iniciar`);
  const refusal = async (variables: string) => {
    const answer = await angela.post(form, '/iniciar', { variables });
    expect(answer.status).toBe(422);
    return fromHtml(/class="notice wrong"[^>]*>([^<]+)</.exec(answer.text)?.[1] ?? '');
  };
  expect(await refusal('{"monto": 1,\n "tipo" "x"}')).toContain('línea 2, columna 9');
  expect(await refusal('{"monto": ')).toContain('falta algo al final');
  expect(await refusal('{"monto": mil}')).toContain('«m»');
  expect(await refusal('[1]')).toContain('{"monto": 100}');
  expect(await refusal('{"constructor": 1}')).toContain('«constructor»');
});
