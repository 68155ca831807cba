// A drawing is laid out anew from the modeler's bar: what it says stays, one undo takes it back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureDrawing } from '../../../engine/model/layout/index.ts';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import { buildPages, type Product, startProduct } from '../../admin/harness/product.ts';
import { meaningOf } from './modelerMeaning.ts';

const processes = fileURLToPath(new URL('../../../processes/', import.meta.url));
let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  browser = await startBrowser();
  page = await browser.page();
  await signIn(page, product.url, 'diana');
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

async function open(text: string): Promise<number> {
  const files = [{ name: 'a.bpmn', content: Buffer.from(text) }];
  const created = await product.cauce.engine.drafts.create({ name: 'Borrador', by: 'diana', files });
  if (!created.ok) throw new Error(JSON.stringify(created));
  await page.goto(`${product.url}/borradores/${created.draft.key}/dibujo?nombre=a.bpmn`);
  await page.locator('cauce-modeler[data-ready=yes]').waitFor();
  return created.draft.key;
}

const textOf = async (key: number): Promise<string> =>
  String((await product.cauce.engine.drafts.read(key, 'a.bpmn'))?.content ?? '');

async function arrange(): Promise<void> {
  await page.getByRole('button', { name: 'Acomodar el dibujo' }).click();
  await page.getByText('Acomodado.').waitFor();
}

async function saving(act: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().includes('/archivo?'),
  );
  await act();
  await page.keyboard.press('Control+s');
  await answered;
}

/** In whole pixels, as the modeler writes them, whatever their order. */
const bounds = (xml: string): string[] =>
  (xml.match(/<(?:dc:Bounds|di:waypoint)[^>]*>/g) ?? [])
    .map((each) =>
      each.replace(/\s*\/>/, '').replace(/[\d.]+/g, (number) => String(Math.round(Number(number)))),
    )
    .sort();

test('lanes, tasks and flows of a drawing stand anew, its meaning stays, and one undo takes it back', async () => {
  const drawn = readFileSync(join(processes, 'incident/to-be-proactive.bpmn'), 'utf8');
  const key = await open(drawn.replaceAll(/x="(\d+)"/g, (_, x) => `x="${Math.round(Number(x) / 2)}"`));
  const before = await textOf(key);
  await saving(arrange);
  const after = await textOf(key);
  expect(await meaningOf(after)).toEqual(await meaningOf(before));
  const { measures } = await measureDrawing(after, 'a.bpmn');
  expect([measures?.overlappingShapes, measures?.throughShapes, measures?.outsideLane]).toEqual([[], [], []]);
  expect(bounds(after)).not.toEqual(bounds(before));
  await saving(async () => {
    await page.locator('.djs-container svg').first().focus();
    await page.keyboard.press('Control+z');
  });
  expect(bounds(await textOf(key))).toEqual(bounds(before));
  expect(browser.complaints).toEqual([]);
});
