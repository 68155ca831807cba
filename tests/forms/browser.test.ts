// Forms in a real Chromium with scripts turned off: everything is done by plain posts, on a desk and on a telephone.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FormSchema } from '../../forms/index.ts';
import { follow } from '../harness/chromium.ts';
import { answers, document, stored } from './support/answers.ts';
import { openBrowser, type Screen } from './support/browser.ts';
import { everyField } from './support/everyField.ts';
import { type FormServer, serveForm } from './support/formServer.ts';

const pdf = {
  name: 'soporte señora Ñáñez.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4 soporte'),
};

/** Pictures to look at, where a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.CAUCE_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/forms-${name}.png`, fullPage: true });
}

describe.each([
  [1280, { width: 1280, scripts: false }],
  [390, { width: 390, scripts: false, touch: true }],
] satisfies [number, Screen][])('at %i pixels', (width, screen) => {
  let browser: BrowserContext;
  let server: FormServer;

  beforeAll(async () => {
    browser = await openBrowser(screen);
    server = await serveForm({ schema: everyField, stored, locale: 'es', multipart: true });
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  test('a person fills in every type, is corrected, and sends', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await picture(page, `empty-${width}`);
    await follow(page, 'text=Enviar');
    expect(await page.locator('.cf-summary h2').textContent()).toBe('Hay 6 respuestas por corregir');
    await page.click('.cf-summary a >> nth=0');
    expect(await page.evaluate('document.activeElement.id')).toBe('f-contact-mail');
    await picture(page, `errors-${width}`);

    await page.getByLabel('Correo electrónico').fill('ana@correo.com.co');
    await page.getByLabel('Teléfono').fill('+57 300 123 4567');
    await page
      .getByLabel('Análisis de causas')
      .fill('El pago se aplicó dos veces.\nSe corrigió al día siguiente.');
    await page.getByLabel('Valor de la devolución').fill('1250000');
    await page.getByLabel('Tipo de resarcimiento').selectOption('Devolución');
    await page.getByLabel('Sí', { exact: true }).check();
    await page.getByLabel('Correo', { exact: true }).check();
    await page.getByLabel('Carta').check();
    await page.getByLabel('Salud').check();
    await page.getByLabel('Nueva fecha').fill('2026-11-20');
    await page.getByLabel('Hora de la cita').fill('14:45');
    await page.getByLabel('Enviada').fill('2026-11-03T09:30');
    await page.getByLabel('Documentación').setInputFiles(pdf);
    await page.getByLabel('Nombre', { exact: true }).fill('Luis Ñáñez');
    await page.getByLabel('Nombre del testigo').fill('Marta');
    await page.getByLabel('Estuvo presente').check();
    await follow(page, 'text=Agregar a Testigos');
    expect(await page.locator('.cf-summary').count()).toBe(0);
    expect(await page.getByLabel('Nombre del testigo').first().inputValue()).toBe('Marta');
    await page.getByLabel('Nombre del testigo').nth(1).fill('Óscar');
    await page.getByLabel('Confirmo que revisé').check();

    await follow(page, 'text=Enviar');
    expect(await page.locator('.cf-summary a').allTextContents()).toEqual([
      'Motivos de la demora: Falta esta respuesta. Complétela para continuar.',
    ]);
    await picture(page, `revealed-${width}`);
    await page.getByLabel('No', { exact: true }).check();
    await follow(page, 'text=Enviar');
    expect(await page.title()).toBe('Listo');
    const result = server.results.at(-1);
    expect(result).toMatchObject({ variables: { ...answers, files: [document('d2', 'acta.pdf')] } });
    await page.close();
  });

  test('a new file arrives with its name, and an old one can be taken off', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.getByLabel('Documentación').setInputFiles(pdf);
    await page.getByLabel('Conservar acta.pdf').uncheck();
    await follow(page, 'text=Enviar');
    expect(server.results.at(-1)?.values.files).toMatchObject([
      { documentId: 'new-16', metadata: { fileName: pdf.name } },
    ]);
    expect(await page.locator('.cf-files').last().textContent()).toContain('Ñáñez.pdf');
    await page.close();
  });

  test('nothing is wider than the screen, and what is pressed is large enough', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    const width = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
    expect(width).toEqual([screen.width, screen.width]);
    const columns = await page.evaluate(
      `['f-contact-mail','f-contact-phone'].map((id) => Math.round(document.getElementById(id).getBoundingClientRect().top))`,
    );
    const [mail = 0, phone = 0] = columns as number[];
    if (screen.width < 600) expect(phone).toBeGreaterThan(mail);
    else expect(Math.abs(phone - mail)).toBeLessThan(60);
    const heights = await page.evaluate(
      `[...document.querySelectorAll('.cf-input, .cf-button, .cf-choice')].map((e) => e.getBoundingClientRect().height).filter((h) => h < ${'touch' in screen ? 43.5 : 34})`,
    );
    expect(heights).toEqual([]);
    await page.close();
  });
});

test('a form without files posts urlencoded and round-trips what was stored', async () => {
  const schema: FormSchema = {
    ...everyField,
    components: everyField.components.filter((component) => component.type !== 'filepicker'),
  };
  const { tax: _computed, files: _files, ...given } = answers;
  const browser = await openBrowser({ width: 1280, scripts: false });
  const server = await serveForm({ schema, stored: { ...stored, ...given }, locale: 'es' });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await follow(page, 'text=Enviar');
    expect(await page.title()).toBe('Listo');
    expect(server.results.at(-1)).toMatchObject({ variables: { ...given, tax: 237500 } });
  } finally {
    await browser.close();
    await server.close();
  }
});
