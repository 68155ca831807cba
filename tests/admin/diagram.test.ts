// Diagrams in a real Chromium: a drawing without a picture says so, and what the replay adds hides no names.
import { afterAll, beforeAll, expect, test } from 'vitest';
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
