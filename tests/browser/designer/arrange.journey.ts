// A drawing is laid out anew from the modeler's bar: what it says stays, one undo takes it back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { measureDrawing } from '../../../engine/model/layout/index.ts';
import { openDesk } from '../desk.ts';
import { meaningOf } from './modelerMeaning.ts';

const processes = fileURLToPath(new URL('../../../processes/', import.meta.url));
const { product, browser, page, draftOf, textOf, saving } = await openDesk('diana');

async function open(text: string): Promise<number> {
  const key = await draftOf({ 'a.bpmn': text });
  await page.goto(`${product.url}/borradores/${key}/dibujo?nombre=a.bpmn`);
  await page.locator('cauce-modeler[data-ready=yes]').waitFor();
  return key;
}

async function arrange(): Promise<void> {
  await page.getByRole('button', { name: 'Acomodar el dibujo' }).click();
  await page.getByText('Acomodado.').waitFor();
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
  const before = await textOf(key, 'a.bpmn');
  await saving(arrange);
  const after = await textOf(key, 'a.bpmn');
  expect(await meaningOf(after)).toEqual(await meaningOf(before));
  const { measures } = await measureDrawing(after, 'a.bpmn');
  expect([measures?.overlappingShapes, measures?.throughShapes, measures?.outsideLane]).toEqual([[], [], []]);
  expect(bounds(after)).not.toEqual(bounds(before));
  await saving(async () => {
    await page.locator('.djs-container svg').first().focus();
    await page.keyboard.press('Control+z');
  });
  expect(bounds(await textOf(key, 'a.bpmn'))).toEqual(bounds(before));
  expect(browser.complaints).toEqual([]);
});
