// The citizen's form in a real Chromium: a file too large, what must be corrected, the other language, lines of text.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Browser, startBrowser } from './harness/browser.ts';
import { request } from './harness/pqrs.ts';
import { buildPages, type Product, startProduct } from './harness/product.ts';
import { pdf } from './harness/visitor.ts';

let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  buildPages();
  product = await startProduct({ http: { fileLimit: 2_000_000 } });
  browser = await startBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.close();
});
beforeEach(async () => {
  page = await browser.page();
  await page.goto(`${product.url}/radicar/pqrs_tobe?lang=es`);
  // What the device kept of another test's typing comes back first.
  await page.locator('cauce-filing[data-ready=yes]').waitFor();
});

const large = { name: 'escáner.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(2_100_000) };
const small = { name: 'soporte.pdf', mimeType: 'application/pdf', buffer: pdf };

test('a file that is too large is refused at its field, and the form is not sent', async () => {
  let posts = 0;
  page.on('request', (sent) => {
    if (sent.method() === 'POST' && !sent.headers()['x-cauce-refresh']) posts += 1;
  });
  await page.fill('[name="description"]', String(request.description));
  await page.setInputFiles('input[type="file"]', large);
  const field = page.locator('.cf-field', { has: page.locator('input[type="file"]') });
  expect(await field.locator('.cf-error').textContent()).toContain(
    '«escáner.pdf» pesa 2,1 MB; el máximo es 2 MB.',
  );
  await page.click('main .actions .button');
  expect(await page.evaluate('document.activeElement.type')).toBe('file');
  expect([posts, await page.inputValue('[name="description"]')]).toEqual([0, request.description]);

  await page.setInputFiles('input[type="file"]', small);
  expect(await field.locator('.cf-error').count()).toBe(0);
  expect(await page.getAttribute('input[type="file"]', 'aria-invalid')).toBe(null);
});

test('after a refusal the summary has the focus and the title says that something is wrong', async () => {
  await page.click('main .actions .button');
  await page.locator('.cf-summary:focus').waitFor();
  expect(await page.title()).toMatch(/^Error: /);
  expect(await page.locator('.top button[lang="en"]').count()).toBe(1);
});

test('the other language keeps the page, what was typed and the attached file', async () => {
  await page.fill('[name="description"]', String(request.description));
  await page.setInputFiles('input[type="file"]', small);
  await page.click('.top button[lang="en"]');
  await page.waitForSelector('html[lang="en"]');
  expect(new URL(page.url()).pathname).toBe('/radicar/pqrs_tobe');
  expect(await page.inputValue('[name="description"]')).toBe(request.description);
  expect(await page.locator('.cf-files').textContent()).toContain('soporte.pdf');
  expect(await page.locator('.cf-error').count()).toBe(0);
});
