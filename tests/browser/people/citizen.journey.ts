// A citizen finds what to ask for, files it on a bad connection, follows it and writes to who attends to it.
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashCaseCode } from '../../../engine/jobs/caseCodes.ts';
import { violations } from '../../admin/harness/accessibility.ts';
import { buildPages, type Product, startProduct } from '../../admin/harness/product.ts';
import { pdf } from '../../admin/harness/visitor.ts';
import { arriving, openContext } from '../../harness/chromium.ts';
import { picture } from '../desk.ts';

let product: Product;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  buildPages();
  product = await startProduct();
});
afterAll(() => product?.close());
beforeEach(async () => {
  await context?.close();
  context = await openContext({ viewport: { width: 390, height: 844 }, bypassCSP: true, locale: 'es-CO' });
  page = await context.newPage();
});

const filing = '/radicar/pqrs_tobe?solicitud=reclamo';
const cases = async (): Promise<number> => (await product.cauce.engine.store.search('cases', {})).total;
const number = (on = page) => on.locator('.receipt .number').textContent();

async function openForm(on = page): Promise<void> {
  await on.goto(product.url + filing);
  await on.locator('cauce-filing[data-ready=yes]').waitFor();
}

async function fillForm(on = page, name = 'María José Núñez'): Promise<void> {
  await on.fill('[name=requester_name]', name);
  await on.selectOption('[name=requester_id_type]', 'CC');
  await on.fill('[name=requester_id]', '1053800123');
  await on.fill('[name=contact_email]', 'mj.nunez@example.com');
  await on.fill('[name=description]', 'Me cobraron dos veces la cuota de septiembre.');
  await on.check('[name=privacy_consent]');
}

const send = (on = page) => on.locator('[data-send]').click();
const arrived = (on = page) => on.locator('.receipt').waitFor();

async function look(name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect([name, width, await violations(page)]).toEqual([name, width, []]);
    expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, width]);
    await picture(page, `citizen-${name}-${width}`, true);
  }
}

test('finds what to ask for in plain words, and reads the text by which they consent, by keyboard alone', async () => {
  await page.goto(`${product.url}/radicar`);
  await look('catalog');
  await page.focus('#q');
  await page.keyboard.type('me cobraron doble');
  await arriving(page, () => page.keyboard.press('Enter'));
  await page.getByText('No encontramos nada con').waitFor();
  await page.fill('#q', 'COBRO doble');
  await arriving(page, () => page.keyboard.press('Enter'));
  await page.locator('.ways a').focus();
  await arriving(page, () => page.keyboard.press('Enter'));
  await page.locator('h1', { hasText: 'Hacer un reclamo' }).waitFor();
  await page.getByText('Autorización para tratar sus datos personales').waitFor();
  await look('form');
});

test('files once by a double click, and who goes back is told so and finds the same receipt', async () => {
  const before = await cases();
  await openForm();
  await fillForm(page, '🦜 دانا كوستا');
  await page.locator('[data-send]').dblclick();
  await arrived();
  const first = await number();
  await look('receipt');
  await page.goBack();
  await page.getByText('Ya radicó esta solicitud').waitFor();
  await page.getByRole('button', { name: 'Ver el recibo' }).click();
  await arrived();
  expect(await number()).toBe(first);
  expect(await cases()).toBe(before + 1);
  await page.locator('.receipt .address').click();
  await page.locator('h1', { hasText: String(first) }).waitFor();
  const row = await product.cauce.engine.store.find('cases', { number: String(first) });
  const variables = await product.cauce.engine.visibleVariables(Number(row?.key));
  expect(variables).toMatchObject({
    requester_name: '🦜 دانا كوستا',
    asked_as: 'Reclamo',
    consents: [{ field: 'privacy_consent', text: 'data-treatment', version: '1.0' }],
  });
});

test('keeps what was typed on the device, with what depends on it, and forgets it when asked', async () => {
  await openForm();
  await page.check('[name=is_anonymous]');
  await page.locator('[name=requester_name]').waitFor({ state: 'detached' });
  await page.fill('[name=description]', 'Se guarda aunque se cierre la página.');
  await page.getByText('se guarda solo en este equipo').waitFor();
  await page.reload();
  await page.getByText('Recuperamos lo que había escrito').waitFor();
  expect(await page.inputValue('[name=description]')).toBe('Se guarda aunque se cierre la página.');
  expect(await page.isChecked('[name=is_anonymous]')).toBe(true);
  await page.locator('[name=requester_name]').waitFor({ state: 'detached' });
  await picture(page, 'citizen-restored', true);
  await arriving(page, () => page.getByRole('button', { name: 'Borrarlo de este equipo' }).click());
  await page.locator('cauce-filing[data-ready=yes]').waitFor();
  expect(await page.inputValue('[name=description]')).toBe('');
});

test('without signal goes on writing, closes the page, comes back, and files once when the signal is there', async () => {
  const before = await cases();
  await page.goto(`${product.url}/radicar`);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await openForm();
  await page.waitForFunction(`caches.match(${JSON.stringify(filing)}).then(Boolean)`);
  await page.waitForFunction('navigator.serviceWorker.controller !== null');
  await page.reload();
  await page.locator('cauce-filing[data-ready=yes]').waitFor();
  await context.setOffline(true);
  await fillForm();
  await page.setInputFiles('[name=attachments]', {
    name: 'recibo de José.pdf',
    mimeType: 'application/pdf',
    buffer: pdf,
  });
  await page.getByText('se enviará con su solicitud').waitFor();
  await send();
  await page.getByText('No hay conexión. Lo enviaremos').waitFor();
  await look('waiting');
  await page.reload();
  await page.getByText(/se quedó sin confirmar|No hay conexión\. Lo enviaremos/).waitFor();
  expect(await page.inputValue('[name=description]')).toContain('Me cobraron dos veces');
  await page.goto(`${product.url}/seguimiento`);
  await page.locator('h1', { hasText: 'No hay conexión' }).waitFor();
  await picture(page, 'citizen-offline', true);
  await context.setOffline(false);
  await page.goto(product.url + filing);
  await arrived();
  expect(await cases()).toBe(before + 1);
  const row = await product.cauce.engine.store.find('cases', { number: String(await number()) });
  const where = [{ column: 'case_key', op: 'eq' as const, value: Number(row?.key) }];
  expect((await product.cauce.engine.store.search('documents', { where })).total).toBe(1);
});

test('a reply that is lost is asked for again by the same request: one case, one receipt', async () => {
  const before = await cases();
  await openForm();
  await fillForm();
  let lost = 0;
  await page.route('**/radicar/**', async (route) => {
    const isFiling = route.request().method() === 'POST' && lost < 1;
    if (!isFiling) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await send();
  await page.getByText(/Intentamos otra vez/).waitFor();
  await page.getByRole('button', { name: 'Intentar ahora' }).click();
  await arrived();
  expect([lost, await cases()]).toEqual([1, before + 1]);
});

test('files go up as they are chosen, and one of two gigabytes is refused at once, with and without scripts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-large-'));
  const large = join(folder, 'video.mp4');
  const file = openSync(large, 'w');
  ftruncateSync(file, 2 * 1024 ** 3);
  closeSync(file);
  await openForm();
  await fillForm();
  await page.setInputFiles('[name=attachments]', {
    name: 'recibo.pdf',
    mimeType: 'application/pdf',
    buffer: pdf,
  });
  await page.getByText('Listo: recibo.pdf').waitFor();
  await page.locator('.cf-files', { hasText: 'recibo.pdf' }).waitFor();
  await page.setInputFiles('[name=attachments]', large);
  await page.getByText('«video.mp4» pesa').waitFor();
  await send();
  expect(await page.inputValue('[name=description]')).toContain('Me cobraron dos veces');
  await look('too-large');
  const plain = await openContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const reader = await plain.newPage();
  await reader.goto(product.url + filing);
  await fillForm(reader);
  await reader.setInputFiles('[name=attachments]', large);
  await arriving(reader, () => reader.locator('[data-send]').click());
  await reader.locator('h1', { hasText: /grande|pesa/ }).waitFor();
  await picture(reader, 'citizen-too-large-plain');
  await reader.goBack();
  expect(await reader.inputValue('[name=description]')).toContain('Me cobraron dos veces');
  await plain.close();
  rmSync(folder, { recursive: true });
});

test('without scripts files, follows, and writes to who attends to the case', async () => {
  const plain = await openContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const reader = await plain.newPage();
  await reader.goto(product.url + filing);
  await fillForm(reader);
  await reader.locator('[data-send]').click();
  await arrived(reader);
  await reader.locator('.receipt .address').click();
  await reader.locator('summary', { hasText: 'Agregar algo que faltó' }).click();
  await reader.fill('#message', 'Olvidé decir: fue en la sede de Rionegro. 🙏');
  await reader.setInputFiles('#message-files', {
    name: 'foto.pdf',
    mimeType: 'application/pdf',
    buffer: pdf,
  });
  await reader.getByRole('button', { name: 'Enviar mensaje' }).click();
  await reader.getByText('Su mensaje llegó').waitFor();
  await reader.locator('.messages', { hasText: 'Rionegro. 🙏' }).waitFor();
  const address = reader.url().replace(/\?.*/, '');
  await plain.close();
  await page.goto(address);
  await look('following');
});

test('answers a survey by one tap in the mail, and opening the link alone answers nothing', async () => {
  const { store } = product.cauce.engine;
  const { rows } = await store.search('cases', { limit: 1 });
  const code = 'e'.repeat(26);
  await store.write((db) =>
    db('cauce_case_codes').insert({
      code_hash: hashCaseCode(code),
      tenant_id: store.tenant,
      case_key: Number(rows[0]?.key),
      kind: 'survey',
      created_at: Date.now(),
    }),
  );
  const link = `${product.url}/encuesta/${code}?nota=4`;
  const answers = async () => (await store.search('survey_answers', {})).rows.map(({ score }) => score);
  expect(await (await fetch(link)).text()).toContain('Enviar esta respuesta');
  expect(await answers()).toEqual([]);
  await page.goto(link);
  await page.getByText('Su respuesta quedó guardada').waitFor();
  await look('survey-thanks');
  expect(await answers()).toEqual([4]);
});

test('in a flood the browser proves that it worked, and goes on; who proves nothing waits with what was typed', async () => {
  const narrow = await startProduct({ publicLimit: 30 });
  try {
    for (let count = 0; count < 4; count += 1) {
      await page.goto(narrow.url + filing);
      await page.locator('cauce-filing[data-ready=yes]').waitFor();
      await fillForm();
      await send();
      await arrived();
    }
    const plain = await openContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const reader = await plain.newPage();
    await reader.goto(narrow.url + filing);
    await fillForm(reader);
    await send(reader);
    await reader.getByText('lo que escribió sigue aquí').waitFor();
    expect(await reader.inputValue('[name=description]')).toContain('Me cobraron dos veces');
    await picture(reader, 'citizen-flood', true);
    await plain.close();
  } finally {
    await narrow.close();
  }
});
