// Lists in a real Chromium: nothing runs off the page, and on a telephone every value keeps its heading.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { follow } from '../harness/chromium.ts';
import { type Browser, signIn, startBrowser } from './harness/browser.ts';
import { deployDrawing, gatewayWithoutWay } from './harness/drawings.ts';
import { fileRequest } from './harness/pqrs.ts';
import { buildPages, type Product, startProduct } from './harness/product.ts';
import { createVisitor } from './harness/visitor.ts';

let product: Product;
let casePath = '';
const browsers: Browser[] = [];

async function pageAs(username: string, options: Parameters<typeof startBrowser>[0]): Promise<Page> {
  const browser = await startBrowser(options);
  browsers.push(browser);
  const page = await browser.page();
  await signIn(page, product.url, username);
  return page;
}

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  await fileRequest(createVisitor(product.url));
  const angela = createVisitor(product.url);
  await angela.signIn('angela');
  const drawn = await deployDrawing(angela, gatewayWithoutWay);
  const started = await angela.post(await angela.get(`${drawn}/iniciar`), '/iniciar', {
    variables: '{"kind": "z"}',
  });
  casePath = started.path;
}, 120_000);
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await product.close();
});

test.each([1280, 390])('at %d pixels incidents break their lines and stay on the page', async (width) => {
  const page = await pageAs('angela', { width });
  for (const path of ['/admin/operacion', casePath]) {
    await page.goto(product.url + path);
    expect(await page.locator('.state.incident').count()).toBeGreaterThan(0);
    const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect([path, beyond]).toEqual([path, 0]);
  }
});

describe('at 390 pixels', () => {
  test('each value says which column it is of', async () => {
    const page = await pageAs('angela', { width: 390 });
    const headings = [
      ['/tareas?tab=all', 'Caso: ', 'Vence: ', 'La tiene: '],
      ['/casos', 'Etapa: ', 'Abierto: ', 'Estado: '],
      ['/admin', 'Roles: ', 'Grupos: ', 'Estado: '],
      ['/procesos', 'Versión: ', 'Casos en curso: ', 'Salud: '],
    ];
    for (const [path = '', ...expected] of headings) {
      await page.goto(product.url + path);
      const shown = await page.evaluate<string[]>(`[...document.querySelectorAll('.folding td')].map((cell) =>
        getComputedStyle(cell, '::before').content)`);
      for (const heading of expected) expect(shown.join(' ')).toContain(heading.trim().replace(':', ''));
    }
  });

  test('who is signed in is seen, and leads to the password', async () => {
    const page = await pageAs('angela', { width: 390 });
    expect(await page.locator('.who').isVisible()).toBe(true);
    await follow(page, '.who');
    expect(new URL(page.url()).pathname).toBe('/clave');
  });
});

test('the filter button stands in line with what it filters', async () => {
  const page = await pageAs('angela', { width: 1280 });
  await page.goto(`${product.url}/casos`);
  const middles = await page.evaluate<
    number[]
  >(`[...document.querySelectorAll('.filters select, .filters button')]
    .map((each) => each.getBoundingClientRect()).map(({ top, height }) => top + height / 2)`);
  expect(middles.length).toBeGreaterThan(1);
  expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(1);
});
