// Somebody's morning at the work list, by keyboard alone: home, moving, choosing, claiming together, filtering, a view; the
// list that changes under their eyes; and the same without scripts.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../../admin/harness/accessibility.ts';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import { fileRequest } from '../../admin/harness/pqrs.ts';
import { buildPages, type Product, startProduct } from '../../admin/harness/product.ts';
import { createVisitor } from '../../admin/harness/visitor.ts';
import { arriving } from '../../harness/chromium.ts';
import { picture } from '../desk.ts';

let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  const citizen = createVisitor(product.url);
  for (const description of ['Me cobraron dos veces.', 'Perdí el carné azul.', 'No me contestan.'])
    await fileRequest(citizen, { description, requester_name: 'Žofie 😀 عبد الله' });
  browser = await startBrowser({ bypassPolicy: true });
  page = await browser.page();
  await signIn(page, product.url, 'adriana');
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

async function look(on: Page, name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await on.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    expect([name, width, await on.evaluate('document.documentElement.scrollWidth')]).toEqual([
      name,
      width,
      width,
    ]);
    expect([name, width, await violations(on)]).toEqual([name, width, []]);
    await picture(on, `workList-${name}-${width}`, width === 390);
  }
  await on.setViewportSize({ width: 1280, height: 800 });
}

const chosen = () => page.locator('td.pick input:checked').count();

test('home shows what could be claimed first, and leads to the list', async () => {
  await page.goto(`${product.url}/inicio`);
  expect(await page.locator('.home-list').first().locator('li').count()).toBe(3);
  await look(page, 'home');
  await page.locator('#groups ~ .more a').focus();
  await arriving(page, () => page.keyboard.press('Enter'));
  await page.locator('cauce-rows').waitFor();
});

test('keys move, choose and explain themselves', async () => {
  await page.goto(`${product.url}/tareas?tab=free`);
  await page.locator('.bulk-all:not([hidden])').waitFor();
  expect(await page.locator('.bulk button').first().isDisabled()).toBe(true);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  expect([await chosen(), await page.locator('.bulk-count').textContent()]).toEqual([1, '1 elegida:']);
  await page.keyboard.press('?');
  await page.locator('dialog.keys-help[open]').waitFor();
  await look(page, 'keys');
  await page.keyboard.press('Escape');
  await look(page, 'list');
  await page.keyboard.press('/');
  await page.keyboard.type('carne AZUL');
  await arriving(page, () => page.keyboard.press('Enter'));
  expect(await page.locator('tbody tr').count()).toBe(1);
});

test('several are claimed together, and what a colleague took meanwhile says so', async () => {
  await page.goto(`${product.url}/tareas?tab=free`);
  await page.locator('.bulk-all:not([hidden])').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  expect(await chosen()).toBe(2);
  const bruno = createVisitor(product.url);
  await bruno.signIn('bruno');
  const list = await bruno.get('/tareas?tab=free');
  const first = (await page.locator('td.pick input:checked').first().getAttribute('value')) ?? '';
  await bruno.post(list, '/tareas/varias', { _do: 'claim', task: [first] });
  await arriving(page, () => page.keyboard.press('c'));
  await page.getByText('Se tomó 1 tarea.').waitFor();
  await page.getByText('La tiene Bruno Auxiliar.').waitFor();
  await look(page, 'results');
});

test('a task that arrives stands in the list without anybody asking for it', async () => {
  await page.goto(`${product.url}/tareas?tab=free`);
  const before = await page.locator('tbody tr').count();
  await fileRequest(createVisitor(product.url));
  await page.locator('tbody tr').nth(before).waitFor();
  expect(await page.locator('tbody tr').count()).toBe(before + 1);
});

test('a view is kept under a name and opened again', async () => {
  await page.goto(`${product.url}/tareas?tab=free&urgency=onTime`);
  await page.getByText('Vistas', { exact: true }).press('Enter');
  await page.fill('#view-name', 'A tiempo <b>');
  await look(page, 'views');
  await arriving(page, () => page.locator('#view-name').press('Enter'));
  await page.getByText('La vista quedó guardada.').waitFor();
  await page.goto(`${product.url}/tareas`);
  await page.getByText('Vistas', { exact: true }).press('Enter');
  await arriving(page, () => page.getByRole('link', { name: 'A tiempo <b>' }).press('Enter'));
  expect(page.url()).toContain('urgency=onTime');
});

test('without scripts the same is done with boxes and buttons', async () => {
  const plain = await startBrowser({ javaScript: false, width: 390 });
  const still = await plain.page();
  await signIn(still, product.url, 'bruno');
  await still.goto(`${product.url}/tareas?tab=free`);
  await still.locator('td.pick input').first().check();
  await arriving(still, () => still.locator('.bulk button[value=claim]').click());
  expect(await still.locator('main').textContent()).toContain('Se tomó 1 tarea.');
  await plain.close();
});

test('no page complained', () => expect(browser.complaints).toEqual([]));
