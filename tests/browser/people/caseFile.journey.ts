// A leader puts cases right on their page: by keyboard alone, on a telephone, and without scripts; the drawing comes to
// where the case is, and nothing is done without a reason.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../../admin/harness/accessibility.ts';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import { fileRequest } from '../../admin/harness/pqrs.ts';
import { buildPages, type Product, quiet, startProduct } from '../../admin/harness/product.ts';
import { createVisitor } from '../../admin/harness/visitor.ts';
import { arriving } from '../../harness/chromium.ts';
import { picture } from '../desk.ts';

let product: Product;
const browsers: Browser[] = [];
beforeAll(async () => {
  buildPages();
  product = await startProduct();
});
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await product?.close();
});

async function leader(options: Parameters<typeof startBrowser>[0] = {}): Promise<Page> {
  const browser = await startBrowser({ bypassPolicy: true, ...options });
  browsers.push(browser);
  const page = await browser.page();
  page.setDefaultTimeout(15_000);
  await signIn(page, product.url, 'lucia');
  return page;
}

async function filed(): Promise<{ number: string; address: string }> {
  const { number } = await fileRequest(createVisitor(product.url));
  await quiet(product.url);
  const row = await product.cauce.engine.store.find('cases', { number });
  return { number, address: `${product.url}/casos/${row?.key}` };
}

async function look(page: Page, name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect([name, width, await violations(page)]).toEqual([name, width, []]);
    expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, width]);
    await picture(page, `case-${name}-${width}`, true);
  }
  await page.setViewportSize({ width: 1280, height: 844 });
}

/** Goes to a link by keyboard, as whoever has no mouse does. */
async function follow(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).first().focus();
  await arriving(page, () => page.keyboard.press('Enter'));
}

async function because(page: Page, reason: string): Promise<void> {
  await page.focus('#reason');
  await page.keyboard.type(reason);
  await page.keyboard.press('Tab');
  await arriving(page, () => page.keyboard.press('Enter'));
}

test('the drawing shows where the case is, comes nearer and goes farther', async () => {
  const page = await leader();
  await page.goto((await filed()).address);
  const isSeen = () =>
    page.evaluate(`(() => {
      const box = document.querySelector('.drawing-box').getBoundingClientRect();
      const here = document.querySelector('[data-now]').getBoundingClientRect();
      return here.left >= box.left && here.right <= box.right && here.top >= box.top && here.bottom <= box.bottom;
    })()`);
  expect(await isSeen()).toBe(true);
  const wide = () => page.locator('.drawing-box svg').evaluate((svg) => svg.getBoundingClientRect().width);
  const before = await wide();
  await page.getByRole('button', { name: 'Acercar' }).press('Enter');
  expect(await wide()).toBeGreaterThan(before);
  await page.locator('.drawing-box').evaluate((box) => box.scrollTo(0, 0));
  await page.getByRole('button', { name: 'Ir a donde está' }).press('Enter');
  expect(await isSeen()).toBe(true);
  await look(page, 'file');
});

test('by keyboard: a case is canceled with a reason, and taken back', async () => {
  const page = await leader();
  await page.goto((await filed()).address);
  await follow(page, 'Cancelar');
  await look(page, 'cancel');
  // The browser asks for the reason itself.
  await page.getByRole('button', { name: /^Cancelar el caso/ }).press('Enter');
  expect(page.url()).toContain('/cancelar');
  await because(page, 'Lo pidió quien radicó');
  expect(await page.locator('.notice[role=status]').textContent()).toContain('El caso quedó cancelado.');
  await follow(page, 'Deshacer');
  await look(page, 'reopen');
  await because(page, 'Fue un error');
  expect(await page.locator('.by-hand').allTextContents()).toHaveLength(2);
  await look(page, 'reopened');
});

test('pressed twice, it is done once', async () => {
  const page = await leader();
  const { address } = await filed();
  await page.goto(`${address}/mover`);
  await page.selectOption('#a', { index: 3 });
  await page.fill('#reason', 'Va a otro paso');
  await page.locator('form.act .button').first().dblclick();
  await page.waitForURL(/notice=moveToken/);
  await page.goto(address);
  expect(await page.locator('.by-hand').count()).toBe(1);
});

test('on a telephone without scripts: a value is corrected, two cases become one', async () => {
  const page = await leader({ javaScript: false, width: 390 });
  const [gone, stays] = [await filed(), await filed()];
  await page.goto(gone.address);
  expect(await page.locator('.drawing-box svg [data-now]').count()).toBe(1);
  await arriving(page, () => page.getByRole('link', { name: 'Corregir: Descripción' }).click());
  await page.fill('#valor', 'Me cobraron tres veces.\nNo dos.');
  await page.fill('#reason', 'Lo aclaró por teléfono');
  await arriving(page, () => page.getByRole('button', { name: 'Corregir el dato' }).click());
  expect(await page.locator('#datos').textContent()).toContain('Me cobraron tres veces.');
  await arriving(page, () => page.getByRole('link', { name: 'Unir a otro' }).click());
  await page.fill('#con', stays.number);
  await arriving(page, () => page.getByRole('button', { name: 'Continuar' }).click());
  await picture(page, 'case-merge-390', true);
  await page.fill('#reason', 'Dicen lo mismo');
  await arriving(page, () =>
    page.getByRole('button', { name: `Unir ${gone.number} a ${stays.number}` }).click(),
  );
  expect(await page.locator('main').textContent()).toContain(
    `Este caso se unió a otro, que sigue: ${stays.number}`,
  );
});
