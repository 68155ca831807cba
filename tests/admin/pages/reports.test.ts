// The dashboards as their readers open them: what stands there before there are figures, who may see it, and what a
// filter in the address does.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, type Visitor } from '../harness/visitor.ts';

let product: Product;
let leader: Visitor;

beforeAll(async () => {
  product = await startProduct();
  leader = createVisitor(product.url);
  await leader.signIn('lucia');
  await fileRequest(createVisitor(product.url));
});
afterAll(() => product.close());

test('the leader sees what is open with its age, its state and on whose shoulders it is', async () => {
  const page = await leader.get('/tablero');
  expect(page.status).toBe(200);
  expect(page.text).toContain('Casos abiertos');
  // The drawing has a name and says its values to who cannot see it; the table beside it says the same.
  expect(page.text).toMatch(/<svg class="chart wide"[^>]* role="img" aria-labelledby="(\w+)-t \1-d"/);
  expect(page.text).toMatch(/<desc id="[^"]+">Vencidos: hasta 1 día 0/);
  expect(page.text).toContain('<th scope="row">hasta 1 día</th>');
  expect(page.text).toContain('Nadie la ha tomado');
  // The policy of the pages forbids them.
  expect(page.text).not.toMatch(/<style|style="/);
});

test('a filter that leaves nothing says so instead of zero percent', async () => {
  const page = await leader.get('/tablero?flow=incident&period=2020-01');
  expect(page.text).toContain('No hay casos abiertos con estos filtros.');
  expect(page.text).toContain('enero de 2020');
  expect(page.text).not.toMatch(/NaN|0 %<\/strong>/);
});

test('an address that was mistyped shows the usual period', async () => {
  const page = await leader.get('/tablero?period=2026-99&from=x&to=y&flow=');
  expect(page.status).toBe(200);
});

test('who does not lead does not see it', async () => {
  const staff = createVisitor(product.url);
  await staff.signIn('adriana');
  expect((await staff.get('/tablero')).status).toBe(403);
});
