// Diagrams in a real Chromium: a drawing without a picture says so, and what the replay adds hides no names.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFolder } from '../../engine/runtime/folder.ts';
import { type Browser, signIn, startBrowser } from './harness/browser.ts';
import { deployDrawing, plainDrawing } from './harness/drawings.ts';
import { fileRequest } from './harness/pqrs.ts';
import { buildPages, type Product, startProduct } from './harness/product.ts';
import { createVisitor } from './harness/visitor.ts';

let product: Product;
let processPath = '';
let caseKey = 0;
const browsers: Browser[] = [];

async function pageAs(username: string, options: Parameters<typeof startBrowser>[0] = {}) {
  const browser = await startBrowser(options);
  browsers.push(browser);
  const page = await browser.page();
  await signIn(page, product.url, username);
  return page;
}

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  const { number } = await fileRequest(createVisitor(product.url));
  caseKey = Number((await product.cauce.engine.store.find('cases', { number }))?.key);
  const angela = createVisitor(product.url);
  await angela.signIn('angela');
  processPath = await deployDrawing(angela, plainDrawing);
}, 120_000);
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await product.close();
});

test('a drawing without a picture has a sentence in its place', async () => {
  const page = await pageAs('angela');
  await page.goto(product.url + processPath);
  await page.locator('cauce-diagram p').waitFor();
  expect(await page.textContent('cauce-diagram')).toContain('no trae un dibujo');
});

test('a large drawing comes near enough to read at the press of a button, and whole again', async () => {
  const definition = await product.cauce.engine.store.find('process_definitions', {
    process_id: 'pqrs_tobe',
  });
  const page = await pageAs('angela');
  await page.goto(`${product.url}/procesos/${definition?.key}`);
  const task = page.locator('.djs-element[data-element-id="p14_assign"] .djs-visual > rect');
  const width = async () => (await task.boundingBox())?.width ?? 0;
  await page.getByRole('button', { name: 'Acercar' }).waitFor();
  const whole = await width();
  for (let press = 0; press < 3; press++) await page.getByRole('button', { name: 'Acercar' }).click();
  await page.getByRole('button', { name: 'Alejar' }).click();
  expect(await width()).toBeCloseTo(whole * 1.4 ** 2, 0);
  await page.getByRole('button', { name: 'Ver todo' }).click();
  expect(await width()).toBeCloseTo(whole, 0);
});

test('the replay writes above events, whose names stand below them, and below tasks', async () => {
  const page = await pageAs('aurora');
  await page.goto(`${product.url}/casos/${caseKey}/auditoria`);
  await page.waitForSelector('.djs-element.visited');
  await page.click('.replay-bar [aria-label="Al comienzo"]');
  await page.click('.replay-bar [aria-label="Siguiente"]');
  const event = await page
    .locator('.djs-element[data-element-id="start_pqrs"] .djs-visual > circle')
    .boundingBox();
  const badge = await page.locator('.replay-badge').first().boundingBox();
  expect(badge && event && badge.y + badge.height <= event.y + 1).toBe(true);
});

test('keys are only announced where a script hears them', async () => {
  for (const javaScript of [true, false]) {
    const page = await pageAs('adriana', { javaScript });
    await page.goto(`${product.url}/tareas?tab=groups`);
    expect([javaScript, await page.locator('.keys').isVisible()]).toEqual([javaScript, javaScript]);
  }
});

test('two versions stand side by side, what differs is marked and told, and they move together', async () => {
  const drawing = readFileSync(new URL('../../processes/pqrs/to-be.bpmn', import.meta.url), 'utf8');
  const changed = drawing
    .replace('business days before(due_date, 2,', 'business days before(due_date, 3,')
    .replace('name="Gestionar resarcimiento"', 'name="Acordar resarcimiento"');
  const deployed = await product.cauce.engine.deploy(
    [
      ...(await readFolder(fileURLToPath(new URL('../../processes/pqrs', import.meta.url)))).filter(
        ({ name }) => name !== 'to-be.bpmn',
      ),
      { name: 'to-be.bpmn', content: Buffer.from(changed) },
    ],
    { username: 'diana', kind: 'user', groups: [], roles: ['designer'] },
  );
  expect(deployed.ok).toBe(true);
  const { rows } = await product.cauce.engine.store.search('process_definitions', {
    where: [{ column: 'process_id', op: 'eq', value: 'pqrs_tobe' }],
    sort: [{ column: 'version', descending: true }],
  });
  const page = await pageAs('diana');
  await page.goto(`${product.url}/procesos/${rows[0]?.key}/diferencias?con=${rows[1]?.key}`);
  expect(await page.locator('.changes .change').allTextContents()).toEqual([
    'evento de borde «2 días antes del vencimiento» (Servicio): la fecha del temporizador cambió de «=business days before(due_date, 2, "co-legal")» a «=business days before(due_date, 3, "co-legal")»',
    'tarea de usuario «Acordar resarcimiento» (Responsable de Área): se llamaba «Gestionar resarcimiento» y ahora «Acordar resarcimiento»',
  ]);
  const marked = page.locator(
    '.djs-element.changed[data-element-id="p20_manage_redress"] .djs-visual > rect',
  );
  await page.getByRole('button', { name: 'Acercar' }).waitFor();
  expect(await marked.count()).toBe(2);
  const widths = async () =>
    (await Promise.all([0, 1].map((at) => marked.nth(at).boundingBox()))).map((box) => box?.width ?? 0);
  const [before = 0] = await widths();
  for (let press = 0; press < 3; press++) await page.getByRole('button', { name: 'Acercar' }).click();
  const [left = 0, right = 0] = await widths();
  expect(left).toBeGreaterThan(before * 2);
  expect(left).toBeCloseTo(right, 0);
  // With the keyboard alone: the sentence leads to its element.
  await page.locator('.changes [data-element]').last().focus();
  await page.keyboard.press('Enter');
  expect(await page.locator('.djs-element.shown[data-element-id="p20_manage_redress"]').count()).toBe(2);
});
