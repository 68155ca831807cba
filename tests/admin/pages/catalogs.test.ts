// The page of catalogs: download, change, send back; bad lines by number; who changed how much.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, type Visitor } from '../harness/visitor.ts';

let product: Product;
let diana: Visitor;

beforeAll(async () => {
  product = await startProduct();
  diana = createVisitor(product.url);
  await diana.signIn('diana');
});
afterAll(() => product.close());

const path = '/catalogos/services';

async function send(csv: string) {
  const page = await diana.get(path);
  return diana.post(page, path, { file: { name: 'services.csv', content: csv }, comment: 'Sede nueva' });
}

test('a designer changes a catalog, and the page says what of it', async () => {
  expect((await diana.get('/catalogos')).text).toContain('href="/catalogos/services"');
  const { text: csv } = await diana.get(`${path}/csv`);
  const changed = await send(`${csv.trimEnd()}\nnuevo,Servicio nuevo,nuevo@example.com\n`);
  expect(changed).toMatchObject({ status: 200, text: expect.stringContaining('El catálogo quedó cambiado') });
  expect(changed.text).toContain('1 filas nuevas, 0 cambiadas, 0 quitadas');
  expect(changed.text).toContain('Sede nueva');
  expect(await product.cauce.engine.catalogs.rows('services', Date.now())).toContainEqual({
    value: 'nuevo',
    label: 'Servicio nuevo',
    email: 'nuevo@example.com',
  });
});

test('with bad lines nothing changes, and each is named', async () => {
  const refused = await send('value,label,email\na,A\na,Otra,a@example.com\n');
  expect(refused.status).toBe(422);
  for (const words of ['la línea 2 tiene 2', '«a» de la línea 3 ya está en la línea 2'])
    expect(refused.text).toContain(words);
  expect((await product.cauce.engine.catalogs.history('services')).length).toBe(2);
});

test('who works in cases does not find it', async () => {
  const adriana = createVisitor(product.url);
  await adriana.signIn('adriana');
  expect((await adriana.get(path)).status).toBe(403);
});
