// The pages in a real Chromium: without scripts, by keyboard, the replay, and whether everybody can use them.
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../../admin/harness/accessibility.ts';
import { type Browser, signIn, startBrowser } from '../../admin/harness/browser.ts';
import {
  claimTask,
  classification,
  complete,
  type Filed,
  fileRequest,
  request,
} from '../../admin/harness/pqrs.ts';
import { buildPages, type Product, startProduct } from '../../admin/harness/product.ts';
import { createVisitor, pdf } from '../../admin/harness/visitor.ts';
import { arriving, follow } from '../../harness/chromium.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let product: Product;
let filed: Filed;
let caseKey = '';
let taskPath = '';
const browsers: Browser[] = [];

async function open(options: Parameters<typeof startBrowser>[0] = {}): Promise<Browser> {
  const browser = await startBrowser(options);
  browsers.push(browser);
  return browser;
}

beforeAll(async () => {
  buildPages();
  product = await startProduct();
  const citizen = createVisitor(product.url);
  await fileRequest(citizen);
  await fileRequest(citizen);
  filed = await fileRequest(citizen);
  const adriana = createVisitor(product.url);
  await adriana.signIn('adriana');
  const task = await claimTask(adriana, filed.number);
  taskPath = new URL(task.path, 'http://x').pathname;
  await complete(adriana, task, { ...classification, is_complete: 'false' });
  caseKey = String((await product.cauce.engine.store.find('cases', { number: filed.number }))?.key);
}, 120_000);
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await product.close();
});

describe('without scripts', () => {
  test('a citizen files, gets the number, and follows the case', async () => {
    const page = await (await open({ javaScript: false, width: 390 })).page();
    await page.goto(product.url);
    await follow(page, 'text=Radicar una solicitud');
    await follow(page, 'text=Hacer un reclamo');
    for (const [name, value] of Object.entries(request)) {
      const field = page.locator(`[name="${name}"]`);
      if (name === 'privacy_consent') await field.check();
      else if ((await field.getAttribute('class'))?.includes('select'))
        await field.selectOption(String(value));
      else await field.fill(String(value));
    }
    await page.setInputFiles('input[type="file"]', {
      name: 'soporte.pdf',
      mimeType: 'application/pdf',
      buffer: pdf,
    });
    await follow(page, 'main .actions .button');
    expect(await page.textContent('h1')).toBe('Recibimos su solicitud.');
    const number = await page.textContent('.receipt .number');
    await follow(page, 'a.button');
    expect(await page.textContent('h1')).toBe(`Caso ${number}`);
  });

  test('staff claim, fill and complete a task', async () => {
    const page = await (await open({ javaScript: false })).page();
    await signIn(page, product.url, 'bruno');
    await page.goto(`${product.url}/tareas?tab=groups`);
    const row = page.locator('tr', { hasText: 'Clasificar solicitud' });
    await arriving(page, () => row.locator('form button').first().click());
    for (const [name, value] of Object.entries(classification)) {
      const field = page.locator(`[name="${name}"]`);
      if ((await field.count()) > 1) await page.check(`[name="${name}"][value="${value}"]`);
      else await field.selectOption(String(value));
    }
    await follow(page, '.actions button[value="complete"]');
    expect(await page.textContent('.notice')).toContain('Completó «Clasificar solicitud».');
  });
});

describe('with scripts', () => {
  test('the list is walked with j and k, opened with Enter', async () => {
    const browser = await open();
    const page = await browser.page();
    await signIn(page, product.url, 'adriana');
    await page.goto(`${product.url}/tareas?tab=groups`);
    const focused = () => page.evaluate<string>('document.activeElement.getAttribute("href")');
    const links = await page
      .locator('tbody a.main')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    await page.keyboard.press('j');
    expect(await focused()).toBe(links[0]);
    await page.keyboard.press('j');
    expect(await focused()).toBe(links[1]);
    await page.keyboard.press('k');
    expect(await focused()).toBe(links[0]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${links[0]}`);
    expect(browser.complaints).toEqual([]);
  });

  test('an answer shows what depends on it, and keeps the file that went up', async () => {
    const browser = await open();
    const page = await browser.page();
    await page.goto(`${product.url}/radicar/pqrs_tobe`);
    await page.locator('cauce-filing[data-ready=yes]').waitFor();
    // The file is still on its way while the answers change.
    let letUp = (): void => {};
    const mayGoUp = new Promise<void>((resolve) => {
      letUp = resolve;
    });
    await page.route('**/radicar/**', async (route) => {
      if (route.request().resourceType() === 'xhr') await mayGoUp;
      await route.continue();
    });
    await page.setInputFiles('input[type="file"]', {
      name: 'soporte.pdf',
      mimeType: 'application/pdf',
      buffer: pdf,
    });
    await page.fill('[name="description"]', 'Algo que no debe perderse.');
    await page.check('[name="is_anonymous"]');
    await page.check('[name="privacy_consent"]');
    await page.locator('[name="requester_name"]').waitFor({ state: 'detached' });
    letUp();
    await page.locator('.cf-files', { hasText: 'soporte.pdf' }).waitFor();
    expect(await page.inputValue('[name="description"]')).toBe('Algo que no debe perderse.');
    expect(await page.isChecked('[name="is_anonymous"]')).toBe(true);
    expect(await page.isChecked('[name="privacy_consent"]')).toBe(true);
    expect(await page.locator('[name="requester_name"]').count()).toBe(0);
    expect(browser.complaints).toEqual([]);
  });

  test('the replay goes forward and back over the diagram, with the values as of then', async () => {
    const browser = await open();
    const page = await browser.page();
    await signIn(page, product.url, 'aurora');
    await page.goto(`${product.url}/casos/${caseKey}/auditoria`);
    await page.waitForSelector('.djs-element.visited');
    const position = () => page.textContent('.replay-bar output');
    const count = await page.locator('[data-step]').count();
    expect(await position()).toBe(`Paso ${count} de ${count}`);
    expect(await page.locator('.djs-element.active').getAttribute('data-element-id')).toBe(
      'p08_request_completion',
    );
    expect(await page.textContent('#replay-values')).toContain('Reclamo');
    await page.click('.replay-bar [aria-label="Al comienzo"]');
    expect(await page.locator('.djs-element.visited').count()).toBe(0);
    expect(await page.textContent('#replay-values')).not.toContain('Reclamo');
    await page.click('.replay-bar [aria-label="Siguiente"]');
    expect(await page.locator('.djs-element.here').getAttribute('data-element-id')).toBe('start_pqrs');
    expect(await page.locator('.bjs-powered-by').isVisible()).toBe(true);
    await page.locator('.replay-bar input').focus();
    await page.keyboard.press('End');
    expect(await position()).toBe(`Paso ${count} de ${count}`);
    expect(browser.complaints).toEqual([]);
  });
});

describe.each([
  { width: 1280, dark: false },
  { width: 390, dark: true },
])('at $width pixels (dark: $dark)', ({ width, dark }) => {
  const pages: [who: string, path: () => string][] = [
    ['', () => '/'],
    ['', () => '/radicar/pqrs_tobe'],
    ['', () => '/seguimiento'],
    ['', () => filed.tracking],
    ['', () => '/entrar'],
    ['', () => '/no/existe'],
    ['adriana', () => '/tareas'],
    ['adriana', () => '/tareas?tab=groups'],
    ['adriana', () => taskPath],
    ['adriana', () => '/clave'],
    ['angela', () => '/casos'],
    ['angela', () => `/casos/${caseKey}`],
    ['angela', () => '/procesos'],
    ['angela', () => '/calendarios'],
    ['angela', () => '/calendarios/co-legal?start=2026-03-16T10:00&term=15&mode=legal-days'],
    ['angela', () => '/calendarios/co-8x5/editar'],
    ['angela', () => '/admin'],
    ['angela', () => '/admin/personas/adriana'],
    ['angela', () => '/admin/operacion'],
    ['aurora', () => `/casos/${caseKey}/auditoria`],
  ];

  test('every page can be used by everybody, and none is wider than the screen', async () => {
    const browser = await open({ width, dark, bypassPolicy: true });
    const page = await browser.page();
    const found: string[] = [];
    let signedIn = '';
    for (const [who, path] of pages) {
      if (who !== '' && who !== signedIn) {
        await browser.context.clearCookies();
        await signIn(page, product.url, who);
        signedIn = who;
      }
      await page.goto(product.url + path());
      if (path().endsWith('auditoria')) await page.waitForSelector('.djs-element.visited');
      for (const violation of await violations(page)) found.push(`${path()} ${violation}`);
      const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (beyond > 0) found.push(`${path()} is ${beyond} pixels too wide`);
    }
    expect(found).toEqual([]);
  }, 120_000);
});

test('staff pages load less than 30 kB of scripts', async () => {
  const page = await (await open()).page();
  await signIn(page, product.url, 'adriana');
  for (const path of ['/tareas', taskPath, '/casos', `/casos/${caseKey}`]) {
    await page.goto(product.url + path);
    const files = await page
      .locator('script[src]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('src') ?? ''));
    const bytes = files.map((file) => statSync(`${root}dist/admin/assets/${file.split('/').at(-1)}`).size);
    expect(files.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(30_000);
  }
});
