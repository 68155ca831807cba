// A task in the browser: saved as it is typed, in two windows, without a connection, over the end of a session and between
// two people; its place in the drawing and its documents; then absences and the leader's board, also by keyboard alone,
// on a telephone and without scripts.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../../admin/harness/accessibility.ts';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import { claimTask, fileRequest } from '../../admin/harness/pqrs.ts';
import { buildPages, type Product, password, startProduct } from '../../admin/harness/product.ts';
import { createVisitor } from '../../admin/harness/visitor.ts';
import { arriving } from '../../harness/chromium.ts';
import { picture } from '../desk.ts';

let product: Product;
let adriana: Browser;
let bruno: Browser;
let lucia: Browser;
const widths = [1280, 390];

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  const start = () => startBrowser({ bypassPolicy: true });
  [adriana, bruno, lucia] = await Promise.all([start(), start(), start()]);
  await signIn(await adriana.page(), product.url, 'adriana');
  await signIn(await bruno.page(), product.url, 'bruno');
  await signIn(await lucia.page(), product.url, 'lucia');
});
afterAll(async () => {
  await Promise.all([adriana, bruno, lucia].map((one) => one.close()));
  await product.close();
});

/** A task of the desk that this person holds; its address. */
async function held(username: string): Promise<string> {
  const { number } = await fileRequest(createVisitor(product.url));
  const visitor = createVisitor(product.url);
  await visitor.signIn(username);
  const task = await claimTask(visitor, number);
  return product.url + new URL(task.path, product.url).pathname;
}

async function opened(browser: Browser, address: string): Promise<Page> {
  const page = await browser.page();
  await page.goto(address);
  return page;
}

const kind = '[name=request_type]';
const saved = (page: Page) =>
  page
    .locator('cauce-task-draft')
    .getByText(/^Guardado, /)
    .waitFor();

/** Usable by everybody, and as wide as the window. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect([name, width, beyond <= 0]).toEqual([name, width, true]);
    expect(await violations(page)).toEqual([]);
    await picture(page, `${name}-${width}`, true);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('what is typed is saved at once and is there when the page is opened again', async () => {
  const address = await held('adriana');
  const page = await opened(adriana, address);
  await page.selectOption(kind, 'queja');
  await saved(page);
  await page.reload();
  expect(await page.inputValue(kind)).toBe('queja');
  await look(page, 'task');
  await page.close();
});

test('two windows of one task: what one changed the other is told, and mine is written only after that', async () => {
  const address = await held('adriana');
  const [first, second] = [await opened(adriana, address), await opened(adriana, address)];
  await first.selectOption(kind, 'queja');
  await saved(first);
  await second.selectOption(kind, 'reclamo');
  await second.getByText(/En «Tipo» dice «Queja»/).waitFor();
  await look(second, 'task-conflict');
  await second.getByRole('button', { name: 'Dejar lo mío' }).click();
  await saved(second);
  await first.selectOption('[name=service]', 'subsidio');
  await first.getByText(/En otra ventana cambió: Tipo/).waitFor();
  await arriving(first, () => first.getByRole('button', { name: 'Traerlo' }).click());
  expect([await first.inputValue(kind), await first.inputValue('[name=service]')]).toEqual([
    'reclamo',
    'subsidio',
  ]);
  await Promise.all([first.close(), second.close()]);
});

test('without a connection one goes on, and it is saved when the connection is back', async () => {
  const page = await opened(adriana, await held('adriana'));
  await adriana.context.setOffline(true);
  await page.selectOption(kind, 'queja');
  await page.getByText(/Sin conexión/).waitFor();
  await adriana.context.setOffline(false);
  await saved(page);
  await page.close();
});

test('a session that ends in the middle: sign in, and the answers are back in the form', async () => {
  const browser = await startBrowser({ bypassPolicy: true });
  const address = await held('adriana');
  const page = await browser.page();
  await signIn(page, product.url, 'adriana');
  await page.goto(address);
  await browser.context.clearCookies();
  await page.selectOption(kind, 'queja');
  await arriving(page, () => page.getByRole('button', { name: 'Entrar y seguir' }).click());
  await look(page, 'kept-door');
  await page.fill('#username', 'adriana');
  await page.fill('#password', password);
  await arriving(page, () => page.click('main form button'));
  await look(page, 'kept');
  await arriving(page, () => page.getByRole('button', { name: 'Volver a lo que escribí' }).click());
  expect(await page.inputValue(kind)).toBe('queja');
  await browser.close();
});

test('the draft goes with the task to who gets it, who sees who else looks, where it is and what was attached', async () => {
  const address = await held('adriana');
  const hers = await opened(adriana, address);
  await hers.selectOption(kind, 'queja');
  await saved(hers);
  const leads = await opened(lucia, address);
  await leads.locator('details', { hasText: 'Reasignar' }).last().locator('summary').click();
  await leads.selectOption('#assignee', 'bruno');
  await arriving(leads, () => leads.locator('form[action$="/asignar"] button').click());
  const his = await opened(bruno, address);
  expect(await his.inputValue(kind)).toBe('queja');
  await his.getByText(/Borrador de Adriana Auxiliar/).waitFor();
  expect(await his.locator('[data-others]').innerText()).toContain('Lucía Líder');
  await his.getByText('Dónde va el caso en el diagrama').click();
  await his.locator('.canvas.place .djs-element.here').waitFor();
  await look(his, 'task-place');
  await his.getByRole('link', { name: 'soporte.pdf' }).first().click();
  await his.locator('dialog.preview iframe').waitFor();
  await his.keyboard.press('Escape');
  expect(await his.evaluate('document.activeElement.textContent')).toBe('soporte.pdf');
  await hers.selectOption(kind, 'consulta');
  await hers.getByText(/La tiene Bruno Auxiliar/).waitFor();
  await his.reload();
  await his.getByText('Versiones del borrador').click();
  await his.getByText(/Llegó tarde, sin aplicar/).waitFor();
  await arriving(his, () => his.getByRole('link', { name: 'Ver', exact: true }).first().click());
  await look(his, 'draft-state');
  await Promise.all([hers, leads, his].map((page) => page.close()));
});

test('by keyboard alone a leader gives tasks away, with the reason and a result for each', async () => {
  await held('adriana');
  const page = await opened(lucia, `${product.url}/equipo`);
  await look(page, 'team');
  const press = async (locator: ReturnType<Page['locator']>, key: string) => {
    await locator.focus();
    await page.keyboard.press(key);
  };
  await arriving(page, () => press(page.getByRole('link', { name: 'Adriana Auxiliar' }), 'Enter'));
  await look(page, 'team-person');
  await press(page.locator('input[name=task]').first(), 'Space');
  await page.locator('#to').focus();
  await page.keyboard.type('Bruno');
  await page.locator('#reason').focus();
  await page.keyboard.type('Para repartir la carga');
  await arriving(page, () => page.keyboard.press('Enter'));
  await page.getByText('1 tarea cambió de manos.').waitFor();
  await look(page, 'team-results');
  await page.close();
});

test('without scripts: a draft by its button, an absence with a substitute, and the board', async () => {
  const plain = await startBrowser({ javaScript: false, bypassPolicy: true });
  const page = await plain.page();
  const address = await held('adriana');
  await signIn(page, product.url, 'adriana');
  await page.goto(address);
  await page.selectOption(kind, 'queja');
  await arriving(page, () => page.getByRole('button', { name: 'Guardar borrador' }).click());
  expect(await page.inputValue(kind)).toBe('queja');
  await page.goto(`${product.url}/ausencias`);
  const today = await page.inputValue('#from');
  await page.fill('#to', today);
  await page.selectOption('#substitute', 'bruno');
  await arriving(page, () => page.getByRole('button', { name: 'Registrar' }).click());
  expect(await page.locator('[role=status]').first().innerText()).toContain('se ofrec');
  await plain.close();
  const his = await opened(bruno, address);
  await arriving(his, () => his.getByRole('button', { name: 'Tomar' }).first().click());
  expect(await his.inputValue(kind)).toBe('queja');
  const absences = await opened(bruno, `${product.url}/ausencias`);
  await look(absences, 'absences');
  await Promise.all([his.close(), absences.close()]);
});

test('no page complained, but of the connection and the session that were taken away', () => {
  const all = [adriana, bruno, lucia].flatMap(({ complaints }) => complaints);
  const expected = /ERR_INTERNET_DISCONNECTED|status of (400|401|409)/;
  expect(all.filter((line) => !expected.test(line))).toEqual([]);
});
