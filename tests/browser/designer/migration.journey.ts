// A designer brings running cases to a new version: mapped by the mouse on both drawings and by the keyboard alone, tried,
// moved, left and found again, undone.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { violations } from '../../admin/harness/accessibility.ts';
import { openDesk } from '../desk.ts';

const drawingPath = fileURLToPath(new URL('../../../processes/pqrs/to-be.bpmn', import.meta.url));
const designer = { username: 'diana', kind: 'user' as const, groups: [], roles: ['designer' as const] };
const CASES = 12;

const { product, page } = await openDesk('diana');
let [first, second] = [0, 0];

beforeAll(async () => {
  const { engine } = product.cauce;
  const text = readFileSync(drawingPath, 'utf8');
  const deploy = async (drawing: string) => {
    const outcome = await engine.deploy([{ name: 'to-be.bpmn', content: Buffer.from(drawing) }], designer);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    return outcome.definitions.find(({ kind }) => kind === 'process')?.key ?? 0;
  };
  first = await deploy(text);
  for (let at = 0; at < CASES; at += 1)
    await engine.start({ definitionKey: first, variables: {}, principal: designer });
  second = await deploy(text.replaceAll('p01_file_pqrs', 'radicar'));
});

const box = () => page.locator('select[name="a:p01_file_pqrs"]');

async function open(): Promise<void> {
  await page.goto(`${product.url}/procesos/${second}/migrar`);
  await page.locator('cauce-migration .migration-badge').first().waitFor();
}

const figure = (side: 'first' | 'last') => page.locator('cauce-migration figure')[side]();

test('what cases stand on is pressed on the left, what it becomes on the right; both drawings say so', async () => {
  await open();
  expect(await page.locator('.migration-counts').textContent()).toContain('12 necesitan una correspondencia');
  await box().focus();
  await figure('first').locator('[data-element-id=p01_file_pqrs]').first().click({ force: true });
  // It was shown by the focus already: a second press chooses it again.
  if ((await figure('first').locator('.djs-element.shown').count()) === 0)
    await figure('first').locator('[data-element-id=p01_file_pqrs]').first().click({ force: true });
  await figure('last').locator('[data-element-id=radicar]').first().click({ force: true });
  expect(await box().inputValue()).toBe('radicar');
  expect(await page.locator('.migration-number').allTextContents()).toEqual(['1', '1']);
  expect(await violations(page)).toEqual([]);
});

test('by the keyboard alone: the suggestion, a dry run, the run; the page is left and found again; all is undone', async () => {
  await open();
  await page.locator('button[value=suggest]').focus();
  await page.keyboard.press('Enter');
  await page.locator('option[value=radicar][selected]').waitFor({ state: 'attached' });
  await page.locator('button[value=try]').focus();
  await page.keyboard.press('Enter');
  await page.locator('#trial').waitFor();
  expect(await page.locator('section[aria-labelledby=trial]').textContent()).toContain('12 pasarían');
  await page.locator('#reason').focus();
  await page.keyboard.type('Resolución 12');
  await page.locator('button[value=run]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/migraciones\/\d+$/);
  const address = page.url();
  await page.goto(`${product.url}/procesos/${second}/migrar`);
  await page.goto(address);
  await page.locator('text=12 pasaron').waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await product.cauce.engine.migrations.sources(second)).toEqual([]);
  await page.locator('#reason').fill('Fue un error');
  await page.locator('button[value=undo]').focus();
  await page.keyboard.press('Enter');
  await page.locator('text=12 devueltos').waitFor();
  expect(await product.cauce.engine.migrations.sources(second)).toEqual([
    { definitionKey: first, cases: CASES },
  ]);
});
