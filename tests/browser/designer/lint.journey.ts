// A designer's drawing is checked while it is drawn: findings are explained, mended by one click, undone, and played.
import { expect, test } from 'vitest';
import { layoutDrawing } from '../../../engine/model/layout/index.ts';
import { violations } from '../../admin/harness/accessibility.ts';
import { openDesk, picture } from '../desk.ts';
import {
  choices,
  choicesMended,
  deadlock,
  events,
  eventsMended,
  lanes,
  lanesMended,
  type Mended,
  rare,
  rareMended,
  work,
  workMended,
} from './lintDrawings.ts';

const { product, browser, page, draftOf } = await openDesk('diana');

async function open(name: string, text: string): Promise<void> {
  const laid = await layoutDrawing(text, name);
  if (laid.xml === undefined) throw new Error(JSON.stringify(laid));
  const key = await draftOf({ [`${name}.bpmn`]: laid.xml }, name);
  await page.goto(`${product.url}/borradores/${key}/dibujo?nombre=${name}.bpmn&herramienta=problems`);
  await judged();
}

const judged = () => page.locator('.lint[data-stage=judged]').waitFor();

const shown = (): Promise<string[]> =>
  page.evaluate("[...document.querySelectorAll('.lint-finding')].map(({ dataset }) => dataset.key).sort()");

const row = ({ code, element }: Mended) =>
  page.locator(`.lint-finding[data-key^="${code} "][data-key*=" ${element} "]`);

async function mend(each: Mended): Promise<void> {
  const item = row(each).first();
  const key = await item.getAttribute('data-key');
  const buttons = item.locator('button[data-fix]');
  await (each.button ? buttons.filter({ hasText: each.button }) : buttons).first().click();
  if (each.answer !== undefined) {
    await item.locator('form input').fill(each.answer);
    await page.keyboard.press('Enter');
  }
  await page.locator(`.lint-finding[data-key=${JSON.stringify(key)}]`).waitFor({ state: 'detached' });
  await judged();
}

const cases: [string, string, Mended[]][] = [
  ['choices', choices, choicesMended],
  ['events', events, eventsMended],
  ['work', work, workMended],
  ['lanes', lanes, lanesMended],
  ['rare', rare, rareMended],
];

test.each(cases)(
  'what is wrong in %s is mended by one click each, and each by one undo',
  async (name, text, list) => {
    await open(name, text);
    const before = await shown();
    await picture(page, `lint-${name}`);
    for (const each of list) {
      expect(await row(each).count(), `${each.code} ${each.element}`).toBeGreaterThan(0);
      await mend(each);
    }
    await picture(page, `lint-${name}-mended`);
    const after = await shown();
    expect(
      after.filter((key) =>
        list.some(({ code, element }) => key.startsWith(`${code} `) && key.includes(` ${element} `)),
      ),
    ).toEqual([]);
    for (let count = 0; count < list.length; count += 1)
      await page.getByRole('button', { name: 'Deshacer' }).click();
    await expect.poll(shown, { timeout: 20_000 }).toEqual(before);
    expect(browser.complaints).toEqual([]);
  },
);

test('a drawing that locks is found, played on the drawing, and mended', async () => {
  await open('deadlock', deadlock);
  const item = page.locator('.lint-finding[data-code=SOUNDNESS_DEADLOCK]');
  await item.getByText('Por qué importa').click();
  expect(await item.locator('details p').textContent()).toContain('paralela');
  await item.getByRole('button', { name: 'Ver un caso' }).click();
  const status = page.locator('.lint-player [role=status]');
  await page.locator('.djs-element.lint-culprit[data-element-id=j]').waitFor();
  expect(await status.textContent()).toContain('Sigue hacia compuerta paralela (j)');
  await picture(page, 'lint-deadlock');
  await page.getByRole('button', { name: 'Paso atrás' }).click();
  expect(await page.locator('.lint-culprit').count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(await page.locator('.lint-player').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await mend({ code: 'SOUNDNESS_DEADLOCK', element: 'j' });
  expect(await page.locator('.lint-finding[data-code^=SOUNDNESS]').count()).toBe(0);
  expect(await page.evaluate('window.__xss')).toBeUndefined();
});

test('the keyboard walks the list, mends and leaves; the tab counts without the drawer', async () => {
  await open('keyboard', work);
  await page.keyboard.press('F8');
  const codeHere = () => page.evaluate('document.activeElement.dataset.code');
  const first = await codeHere();
  expect(first).toMatch(/^[A-Z]/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  expect(await codeHere()).toMatch(/^STYLE_/);
  await page.keyboard.press('Home');
  expect(await codeHere()).toBe(first);
  const item = page.locator('.lint-finding[data-code=STYLE_EVENT_WITHOUT_NAME]');
  await item.focus();
  await page.keyboard.press('c');
  await item.locator('form input').waitFor();
  await page.keyboard.type('Llegó');
  await page.keyboard.press('Escape');
  expect(await item.locator('form').count()).toBe(0);
  await page.getByRole('button', { name: /estilo/ }).click();
  expect(await item.count()).toBe(0);
  await page.locator('[data-tool=problems]').click();
  expect(await page.locator('.lint-count').textContent()).toMatch(/^\d+$/);
  expect(await page.locator('.lint-badge').count()).toBeGreaterThan(2);
});
