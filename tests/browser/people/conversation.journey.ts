// Colleagues talk about a case: by keyboard, without scripts, on a telephone, and with what they type kept.
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
const browsers: Browser[] = [];
beforeAll(async () => {
  buildPages();
  product = await startProduct();
});
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await product?.close();
});

async function at(username: string, options: Parameters<typeof startBrowser>[0] = {}): Promise<Page> {
  const browser = await startBrowser({ bypassPolicy: true, ...options });
  browsers.push(browser);
  const page = await browser.page();
  page.setDefaultTimeout(15_000);
  await signIn(page, product.url, username);
  return page;
}

/** A case whose first task Adriana holds. */
async function held(): Promise<{ task: string; file: string }> {
  const { number } = await fileRequest(createVisitor(product.url));
  const adriana = createVisitor(product.url);
  await adriana.signIn('adriana');
  const page = await claimTask(adriana, number);
  const file = /href="(\/casos\/\d+)"/.exec(page.text)?.[1] ?? '';
  return { task: product.url + new URL(page.path, product.url).pathname, file: product.url + file };
}

async function look(page: Page, name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect([name, width, await violations(page)]).toEqual([name, width, []]);
    expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, width]);
    await picture(page, `conversation-${name}-${width}`, true);
  }
  await page.setViewportSize({ width: 1280, height: 844 });
}

const talk = (page: Page) => page.locator('#conversacion');

test('by keyboard: a name is chosen after an @, the question is asked, answered, and seen without loading again', async () => {
  const { task, file } = await held();
  const adriana = await at('adriana');
  await adriana.goto(task);
  await look(adriana, 'nothing-yet');
  await adriana.focus('#note');
  await adriana.keyboard.type('Buen día @samu');
  await adriana.locator('[role=option]').waitFor();
  await look(adriana, 'names');
  await adriana.keyboard.press('Enter');
  await adriana.keyboard.type('¿aplica la norma?');
  expect(await adriana.inputValue('#note')).toBe('Buen día @samuel ¿aplica la norma?');
  await adriana.focus('[name=_noteAsks]');
  await adriana.keyboard.press('Space');
  await adriana.keyboard.press('Enter');
  expect(adriana.url()).toBe(task);
  await adriana.focus('#note');
  await arriving(adriana, () => adriana.keyboard.press('Control+Enter'));
  expect(await talk(adriana).textContent()).toContain('Espera respuesta de Samuel Servicio');
  expect(await adriana.inputValue('#note')).toBe('');

  const samuel = await at('samuel', { javaScript: false });
  await samuel.goto(file);
  await samuel.fill('[name^="_answer."]', 'Sí: la Ley 1755, artículo 14.');
  await arriving(samuel, () => samuel.getByRole('button', { name: 'Responder' }).click());
  expect(new URL(samuel.url()).pathname).toBe('/tareas');
  expect((await samuel.goto(file))?.status()).toBe(404);

  await talk(adriana).getByText('artículo 14').waitFor();
  await look(adriana, 'answered');
});

test('what is being typed is there again after the tab was loaded anew, and the task’s answers with it', async () => {
  const { task } = await held();
  const page = await at('adriana');
  await page.goto(task);
  await page.fill('#note', 'A medias, 😀 שלום');
  await page.reload();
  expect(await page.inputValue('#note')).toBe('A medias, 😀 שלום');
  await page.selectOption('[name=topic]', 'tiempos_respuesta');
  await arriving(page, () => page.getByRole('button', { name: 'Publicar' }).click());
  expect(await page.inputValue('[name=topic]')).toBe('tiempos_respuesta');
  expect(await page.inputValue('#note')).toBe('');
  await page.reload();
  expect(await page.inputValue('#note')).toBe('');
});

test('without scripts a comment, its file, and handing over work alike, in the dark and on a telephone', async () => {
  const { task, file } = await held();
  const page = await at('adriana', { javaScript: false, width: 390, dark: true });
  await page.goto(task);
  await page.fill('#note', 'Ojo @bruno: <img src=x onerror=alert(1)>');
  await page.getByText('Adjuntar un archivo o ver a quién llamar').click();
  await page.setInputFiles('#note-files', {
    name: 'soporte.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('hola'),
  });
  await arriving(page, () => page.getByRole('button', { name: 'Publicar' }).click());
  expect(await talk(page).textContent()).toContain('Ojo @bruno: <img src=x onerror=alert(1)>');
  expect(await talk(page).textContent()).toContain('soporte.txt');
  await page.getByText('Delegar', { exact: true }).first().click();
  await page.selectOption('#delegate-to', 'bruno');
  await page.fill('#delegate-why', 'Usted conoce al cliente');
  await picture(page, 'conversation-handover-390-dark', true);
  await arriving(page, () => page.getByRole('button', { name: 'Delegar' }).click());
  expect(await page.textContent('main')).toContain('Delegó la tarea');

  const bruno = await at('bruno', { dark: true });
  await bruno.goto(`${product.url}/inicio`);
  expect(await bruno.textContent('main')).toContain('Usted conoce al cliente');
  await look(bruno, 'home');
  await bruno.goto(file);
  await look(bruno, 'case');
  await bruno.goto(task);
  await bruno.getByText('Devolver', { exact: true }).first().click();
  await look(bruno, 'received');
  await bruno.fill('#release-why', 'No lo conozco');
  await arriving(bruno, () => bruno.getByRole('button', { name: 'Devolver' }).click());
  await page.goto(task);
  expect(await talk(page).textContent()).toContain('No lo conozco');
});
