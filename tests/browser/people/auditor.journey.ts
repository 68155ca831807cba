// An auditor replays a history of ten thousand events, compares two of its instants, has it proved, sees who read it, and
// goes from the heat of an activity to its cases: by mouse, by keyboard alone, on a telephone, and without scripts.
import { beforeEach, expect, test } from 'vitest';
import { signIn, startBrowser } from '../../admin/harness/browser.ts';
import { arriving } from '../../harness/chromium.ts';
import { openDesk } from '../desk.ts';
import { longCase } from './readings.ts';

const { product, browser, page, look } = await openDesk('aurora');
const { key, events } = await longCase(product.cauce.engine, 1_480);
const replay = `${product.url}/casos/${key}/auditoria`;

beforeEach(() => {
  browser.complaints.splice(0);
});

const position = () => page.locator('cauce-replay output').textContent();
const panel = () => page.locator('#replay-values').textContent();
/** The drawing is there, and scripts have taken over. */
const drawn = () => page.locator('cauce-replay .djs-shape').first().waitFor();
const open = async (query = '') => {
  await page.goto(replay + query);
  await drawn();
};

async function atBothWidths(name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, width]);
    await look(`auditor-${name}-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('steps through ten thousand events by keyboard, jumps anywhere, and the address keeps the step', async () => {
  expect(events).toBeGreaterThan(10_000);
  await open('?paso=0');
  expect(await panel()).toContain('En ninguna parte');
  for (let at = 0; at < 4; at += 1) await page.keyboard.press('ArrowRight');
  expect(await position()).toMatch(/^Paso 4 de /);
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(/paso=3/);
  await page.keyboard.press('End');
  const last = (await position())?.replace(/\D+(\d+).*/, '$1');
  await page.keyboard.press('Home');
  expect(await position()).toMatch(/^Paso 0 de /);
  await page.fill('input[name=paso]', '2500');
  await page.keyboard.press('Enter');
  await drawn();
  expect(await position()).toMatch(/^Paso 2500 de /);
  expect(await page.locator('tr[aria-current=step]').getAttribute('id')).toBe('paso-2500');
  expect(Number(last)).toBeGreaterThan(4_000);
  await atBothWidths('replay');
  expect(browser.complaints).toEqual([]);
});

test('a press is answered at once, however long the history is', async () => {
  await open('?paso=2000');
  const took = await page.evaluate(`(async () => {
    const replay = document.querySelector('cauce-replay');
    const next = replay.querySelectorAll('.replay-bar button')[3];
    const times = [];
    for (let at = 0; at < 200; at += 1) {
      const from = performance.now();
      next.click();
      await replay.updateComplete;
      times.push(performance.now() - from);
    }
    return times.sort((one, other) => one - other);
  })()`);
  const times = took as number[];
  console.info(
    `steps of ${events} events: median ${times[100]?.toFixed(1)} ms, 95 of 100 within ${times[190]?.toFixed(1)} ms`,
  );
  expect(await position()).toMatch(/^Paso 2200 de /);
});

test('plays at the chosen speed until somebody stops it', async () => {
  await open('?paso=100');
  await page.getByLabel('Velocidad').selectOption('20');
  await page.getByRole('button', { name: 'Reproducir' }).click();
  await page.waitForFunction(
    `/Paso 1[1-9]\\d /.test(document.querySelector('cauce-replay output').textContent)`,
  );
  await page.getByRole('button', { name: 'Pausar' }).click();
  await page.getByRole('button', { name: 'Reproducir' }).waitFor();
});

test('compares two instants: what differs is told, and a link keeps both', async () => {
  await open('?paso=10');
  await page.getByRole('button', { name: 'Comparar', exact: true }).click();
  await page.fill('input[name=paso]', '40');
  await page.locator('input[name=con]').focus();
  await page.waitForURL(/paso=40&con=10|con=10&paso=40/);
  expect(await panel()).toContain('Comparado con el paso 10');
  expect(await page.locator('#replay-values del').count()).toBeGreaterThan(0);
  await page.reload();
  await drawn();
  expect(await panel()).toContain('Comparado con el paso 10');
});

test('of one element alone the steps are listed, and the buttons go from one of them to the next', async () => {
  await open('?paso=50');
  await page.selectOption('select[name=elemento]', 'g');
  await arriving(page, () => page.click('#replay-form button'));
  await drawn();
  const before = Number((await position())?.replace(/\D+(\d+) de.*/, '$1'));
  await page.getByRole('button', { name: 'Siguiente' }).click();
  const after = Number((await position())?.replace(/\D+(\d+) de.*/, '$1'));
  expect(after - before).toBeGreaterThan(0);
  expect(await page.locator('.replay-now').textContent()).toContain('¿Otra vez?');
});

test('goes into the called process and back to who called it', async () => {
  await open();
  const into = page.locator('.replay-now a', { hasText: 'Entrar en «Cierre»' });
  await arriving(page, () => into.click());
  await page.locator('#steps', { hasText: 'Firmar el cierre' }).waitFor();
  await arriving(page, () => page.getByText('Volver al proceso que lo llamó').click());
  await page.locator('#steps', { hasText: 'Llamar al cierre' }).waitFor();
});

test('has the case proved, sees a change named with its row, and the history opens there', async () => {
  const { store } = product.cauce.engine;
  const row = { stream: `instance:${key}`, sequence: 700 };
  const { actor } = (await store.reader('cauce_journal').where(row).first('actor')) as { actor: string };
  await store.write((db) => db('cauce_journal').where(row).update({ actor: 'mallory' }));
  await open();
  await arriving(page, () => page.getByRole('button', { name: 'Verificar este caso' }).click());
  await page.getByText('1 alteración', { exact: true }).waitFor({ timeout: 60_000 });
  await atBothWidths('altered');
  await arriving(page, () => page.locator('.table a.main').click());
  await drawn();
  await store.write((db) => db('cauce_journal').where(row).update({ actor }));
});

test('has everything proved, with how far it is, by keyboard alone', async () => {
  await page.goto(`${product.url}/auditoria`);
  await page.getByRole('button', { name: 'Verificar todo ahora' }).focus();
  await arriving(page, () => page.keyboard.press('Enter'));
  await page.getByText('Sin alteraciones').waitFor({ timeout: 120_000 });
  await page.locator('[data-state=fine]').nth(4).waitFor();
  await atBothWidths('verified');
  expect(browser.complaints).toEqual([]);
});

test('sees who read what and who took what', async () => {
  await page.goto(`${product.url}/auditoria/lecturas`);
  await page.fill('input[name=persona]', 'Aurora');
  await arriving(page, () => page.keyboard.press('Enter'));
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(5);
  await atBothWidths('reads');
  await page.goto(`${product.url}/auditoria/exportaciones`);
  await atBothWidths('exports');
});

test('goes from the heat of an activity of any process to its cases', async () => {
  await page.goto(`${product.url}/tablero/tiempos?process=readings&measure=count`);
  const shape = page.locator('[data-element-id="review"]');
  await shape.waitFor();
  await atBothWidths('heat');
  await arriving(page, () => shape.click());
  expect(new URL(page.url()).pathname).toBe('/tablero/tiempos/casos');
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(100);
  await atBothWidths('heat-cases');
  expect(browser.complaints).toEqual([]);
});

test('without scripts every instant is a page of its own', async () => {
  const plain = await startBrowser({ javaScript: false, width: 390 });
  const still = await plain.page();
  await signIn(still, product.url, 'aurora');
  await still.goto(`${replay}?paso=7`);
  expect(await still.locator('.replay-plain').textContent()).toContain('Paso 7 de');
  await arriving(still, () => still.locator('a[rel=next]').first().click());
  expect(await still.locator('.replay-plain').textContent()).toContain('Paso 8 de');
  await still.fill('input[name=con]', '2');
  await arriving(still, () => still.locator('#replay-form button').click());
  expect(await still.locator('#replay-values').textContent()).toContain('Comparado con el paso 2');
  await still.goto(`${product.url}/auditoria`);
  await arriving(still, () => still.getByRole('button', { name: 'Verificar todo ahora' }).click());
  await still.goto(`${product.url}/auditoria`);
  expect(await still.locator('.verdict').textContent()).not.toBe('');
  await plain.close();
});
