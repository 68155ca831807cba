// The dashboards as their readers open them: what stands there before there are figures, who may see it, and what a
// filter in the address does.
import { fileURLToPath } from 'node:url';
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

test('what was measured of each product before stands against what it promised', async () => {
  const folder = fileURLToPath(new URL('../../../processes/incident', import.meta.url));
  expect((await product.cauce.deployFolder(folder)).ok).toBe(true);
  const file = await leader.get('/tablero/productos/exportar?format=csv');
  const rows = file.text.split('\r\n').filter((line) => /encima del acuerdo|dentro del acuerdo/.test(line));
  const baseline = rows.map((row) => row.split(';').map((cell) => cell.replace(/^"|"$/g, '')));
  expect(
    baseline.map(([product, , before, hours]) => [product, before?.match(/\((.*)\)/)?.[1], hours]),
  ).toEqual([
    ['Pagos (General)', 'por encima del acuerdo', '12'],
    ['Pagos (Otros)', 'dentro del acuerdo', '32'],
    ['Canal Conexión Directa', 'por encima del acuerdo', '8,4'],
    ['Recaudos', 'por encima del acuerdo', '20'],
    ['Canal Sucursal Digital', 'por encima del acuerdo', '9,2'],
    ['Depósitos', 'dentro del acuerdo', '24'],
  ]);
  // Products without an agreement are told, and no percentage is made up for them.
  expect(file.text).toContain('"Swift";"Sin ANS acordado";"Sin datos";"";"";"";"";""');
});

test('every indicator is defined one click away, and its figures lead to the cases they count', async () => {
  const page = await leader.get('/tablero/comite');
  const links = [...page.text.matchAll(/href="(\/tablero\/indicador\/[^"?/]+)\?[^"]*"/g)].map(
    ([, link = '']) => link,
  );
  expect(new Set(links).size).toBeGreaterThan(15);
  const definition = await leader.get('/tablero/indicador/K16');
  for (const words of ['Cómo se calcula', 'respondidas', 'al menos 90 %', 'Sin datos'])
    expect(definition.text).toContain(words);
  const cases = await leader.get('/tablero/indicador/F5/casos?side=numerator');
  expect(cases.text).toMatch(/PQRS-\d{4}-\d{6}/);
  expect((await leader.get('/tablero/indicador/NADA')).status).toBe(404);
});

test('in English there is no word of Spanish of ours, and the other way round', async () => {
  const page = await leader.get('/tablero/comite?lang=en');
  expect(page.text).toContain('Against the period before');
  expect(page.text).not.toContain('Sin datos');
  await leader.get('/tablero?lang=es');
});
