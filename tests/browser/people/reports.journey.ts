// The dashboards in a real Chromium: everybody can use them, nothing runs off the page, the heat lies on the diagram and
// leads to the cases behind it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../engine/runtime/submission.ts';
import { violations } from '../../admin/harness/accessibility.ts';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import { fileRequest } from '../../admin/harness/pqrs.ts';
import { buildPages, type Product, quiet, startProduct } from '../../admin/harness/product.ts';
import { createVisitor } from '../../admin/harness/visitor.ts';
import { arriving, pictureFolder } from '../../harness/chromium.ts';

let product: Product;
const browsers: Browser[] = [];

async function pageAs(
  options: Parameters<typeof startBrowser>[0],
): Promise<{ page: Page; browser: Browser }> {
  const browser = await startBrowser(options);
  browsers.push(browser);
  const page = await browser.page();
  await signIn(page, product.url, 'lucia');
  return { page, browser };
}

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  const { engine } = product.cauce;
  await fileRequest(createVisitor(product.url));
  await quiet(product.url);
  const task = await engine.store.find('user_tasks', { element_id: 'p03_classify', state: 'CREATED' });
  await engine.assignUserTask(Number(task?.key), 'lucia', true, { principal: system });
  await engine.completeUserTask(
    Number(task?.key),
    { is_competent: true, is_complete: true },
    { principal: system },
  );
  await quiet(product.url);
  const figure = (area: string, type: string, value: number) => {
    return { name: 'comments', value, from: '2013-01-01', to: '2013-06-30', dims: { area, type } };
  };
  const figures = [figure('Subsidio', 'reclamo', 9310), figure('Cartera', 'queja', 371)];
  await engine.indicators.figures.add({ figures, source: 'almera', by: 'lucia' });
}, 120_000);
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await product.close();
});

/** Looked at by the rules of accessibility on a desk in the light, or on a telephone in the dark: either takes seconds. */
const paths: [path: string, where: 'desk' | 'telephone'][] = [
  ['/tablero', 'telephone'],
  ['/tablero/comite', 'desk'],
  ['/tablero/area?period=2013-S1', 'telephone'],
  ['/tablero/productos', 'desk'],
  ['/tablero/matriz?period=2013-S1', 'telephone'],
  ['/tablero/tiempos?flow=pqrs&variant=to-be&measure=count', 'desk'],
  ['/tablero/comparar', 'telephone'],
  ['/tablero/indicador/K16', 'telephone'],
  ['/tablero/indicador/F7/casos?period=2013-S1&side=numerator', 'desk'],
  ['/tablero/envios?report=lider&flow=pqrs', 'desk'],
];

test.each([
  ['desk', 1280, false],
  ['telephone', 390, true],
])('on a %s of %d pixels (dark: %s) they can be used by everybody', async (here, width, dark) => {
  const { page, browser } = await pageAs({ width, dark, bypassPolicy: true });
  const found: string[] = [];
  for (const [path, where] of paths) {
    await page.goto(product.url + path);
    const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (beyond !== 0) found.push(`${path} is ${beyond} pixels too wide`);
    if (where === here) for (const violation of await violations(page)) found.push(`${path} ${violation}`);
    const folder = pictureFolder();
    if (folder)
      await page.screenshot({
        path: `${folder}/report${path.replace(/\W+/g, '-')}-${width}.png`,
        fullPage: true,
      });
  }
  expect(found).toEqual([]);
  expect(browser.complaints).toEqual([]);
});

test('an activity on the diagram says how long it takes and leads to its cases', async () => {
  const { page, browser } = await pageAs({ width: 1280 });
  await page.goto(`${product.url}/tablero/tiempos?flow=pqrs&variant=to-be&measure=count`);
  const shape = page.locator('[data-element-id="p03_classify"]');
  await shape.waitFor();
  expect(await shape.getAttribute('class')).toMatch(/\bheat\d\b/);
  await arriving(page, () => shape.click());
  expect(new URL(page.url()).pathname).toBe('/tablero/tiempos/casos');
  expect(await page.locator('tbody tr').count()).toBe(1);
  expect(browser.complaints).toEqual([]);
});

test('without scripts the table says what the diagram would, and filters are a form', async () => {
  const { page } = await pageAs({ width: 1280, javaScript: false });
  await page.goto(`${product.url}/tablero/tiempos?flow=pqrs&variant=to-be&measure=count`);
  await page.locator('tr[data-element="p03_classify"]').waitFor();
  await page.selectOption('select[name="measure"]', 'p90');
  await arriving(page, () => page.click('.report-filters button'));
  expect(new URL(page.url()).search).toContain('measure=p90');
  expect(await page.locator('select[name="flow"]').inputValue()).toBe('pqrs');
});
