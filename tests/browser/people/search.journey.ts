// Search and help in the browser: found from the top line by keyboard alone, on a telephone and without scripts; help that is
// read and used beside a form without losing what was typed.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../../admin/harness/accessibility.ts';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import { claimTask, fileRequest } from '../../admin/harness/pqrs.ts';
import { buildPages, type Product, startProduct } from '../../admin/harness/product.ts';
import { createVisitor } from '../../admin/harness/visitor.ts';
import { arriving } from '../../harness/chromium.ts';
import { picture } from '../desk.ts';

let product: Product;
let browser: Browser;
let number = '';
let task = '';

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  browser = await startBrowser({ bypassPolicy: true });
  const said = 'La clínica me cobró dos veces y no me devolvió el depósito.';
  number = (await fileRequest(createVisitor(product.url), { description: said })).number;
  const adriana = createVisitor(product.url);
  await adriana.signIn('adriana');
  task = product.url + new URL((await claimTask(adriana, number)).path, product.url).pathname;
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

/** Usable by everybody, and as wide as the window. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect([name, width, beyond <= 0]).toEqual([name, width, true]);
    expect([name, width, await violations(page)]).toEqual([name, width, []]);
  }
  await picture(page, `people-search-${name}`);
  await page.setViewportSize({ width: 1280, height: 844 });
}

test('an auditor finds a case from the top line by keyboard alone, and narrows it down', async () => {
  const page = await browser.page();
  await signIn(page, product.url, 'aurora');
  await page.locator('.top-search input').focus();
  await page.keyboard.type('clinica deposito');
  await arriving(page, () => page.keyboard.press('Enter'));
  expect(await page.locator('.found a.main').allTextContents()).toEqual([number]);
  expect(await page.locator('.found mark').allTextContents()).toEqual(['clínica', 'depósito']);
  await look(page, 'found');
  await page.locator('.search-more > summary').focus();
  await page.keyboard.press('Enter');
  await page.locator('input[name=persona]').fill('nadie');
  await arriving(page, () => page.keyboard.press('Enter'));
  expect(await page.locator('.found').count()).toBe(0);
  await look(page, 'none');
  await page.goto(`${product.url}/buscar`);
  await look(page, 'begin');
  await page.goto(`${product.url}/ayuda`);
  await look(page, 'help');
  await page.context().clearCookies();
});

test('help is searched and used beside the form, and what was typed stays', async () => {
  const page = await browser.page();
  await signIn(page, product.url, 'adriana');
  await page.goto(task);
  await page.locator('[name=request_type]').selectOption('reclamo');
  const help = page.locator('cauce-help');
  await help.locator('input[type=search]').fill('traslado');
  await help.locator('input[type=search]').press('Enter');
  const guide = help.locator('details.guide', { hasText: 'trasladar por competencia' });
  await guide.locator('summary').focus();
  await page.keyboard.press('Enter');
  await guide.getByText('cinco días').waitFor();
  expect(await page.locator('[name=request_type]').inputValue()).toBe('reclamo');
  await look(page, 'beside');
  await arriving(page, () => guide.getByRole('button', { name: 'Con esto respondí' }).click());
  await page.getByText('Quedó registrado que esta guía dio la respuesta').waitFor();
  expect(await page.locator('[name=request_type]').inputValue()).toBe('reclamo');
  expect(await help.getByText('usada en este caso').count()).toBe(1);
  await page.context().clearCookies();
});

test('without scripts the same is found, and read on a page of its own', async () => {
  const plain = await startBrowser({ javaScript: false });
  const page = await plain.page();
  await signIn(page, product.url, 'adriana');
  await page.goto(`${product.url}/buscar?q=clinica`);
  expect(await page.locator('.found a.main').allTextContents()).toEqual([number]);
  await page.goto(task);
  await page.locator('details.guide > summary').first().click();
  expect(await page.locator('details.guide[open] .guide-text').first().isVisible()).toBe(true);
  await page.goto(`${product.url}/ayuda?q=incompleta`);
  expect(await page.locator('details.guide').count()).toBeGreaterThan(0);
  await plain.close();
});
