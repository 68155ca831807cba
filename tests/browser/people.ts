// What people do in the browser, in their words: file, sign in, take a task, fill in a form, follow a case.
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { arriving, openContext, pictureFolder } from '../harness/chromium.ts';

export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A picture at desktop and at phone width, when pictures are asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = pictureFolder();
  if (folder === undefined) return;
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage: true });
  }
  await page.setViewportSize(WIDE);
}

export interface Person {
  page: Page;
  context: BrowserContext;
}

/** A person with a browser of their own, so that nobody shares cookies. Script errors fail the test that meets them. */
export async function arrive(failures: string[]): Promise<Person> {
  const context = await openContext({ viewport: WIDE, locale: 'es-CO' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => failures.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(`${page.url()}: ${message.text()}`);
  });
  return { context, page };
}

export async function signIn(page: Page, base: string, username: string): Promise<void> {
  await page.goto(`${base}/entrar`);
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=password]').fill('cauce-demo');
  await page.locator('main form button, form button').first().click();
  await page.waitForURL((url) => !url.pathname.endsWith('/entrar'));
}

export type Answer = string | boolean | { file: { name: string; mimeType: string; buffer: Buffer } };

/** Fills the fields of a form by their keys, whatever they are drawn as. */
export async function fill(page: Page, answers: { [field: string]: Answer }): Promise<void> {
  for (const [name, answer] of Object.entries(answers)) {
    const field = page.locator(`[name="${name}"]`);
    if (typeof answer === 'object') await field.setInputFiles(answer.file);
    else if (typeof answer === 'boolean') {
      const box = field.and(page.locator('input[type=checkbox]'));
      if (answer) await box.check();
      else await box.uncheck();
    } else if ((await field.first().evaluate((element) => element.tagName)) === 'SELECT')
      await field.selectOption(answer);
    else if ((await field.first().getAttribute('type')) === 'radio')
      await page.locator(`[name="${name}"][value="${answer}"]`).check();
    else await field.first().fill(answer);
  }
}

/** Opens the named task of a case in the work list, takes it, answers its form and completes it. */
export async function doTask(
  page: Page,
  base: string,
  task: { name: string; number: string; answers: { [field: string]: Answer } },
): Promise<void> {
  const row = page.locator('tr', { hasText: task.number }).filter({ hasText: task.name });
  // A mail may have to be written between the task before and this one.
  await page.goto(`${base}/tareas?tab=groups`);
  while ((await row.count()) === 0) {
    await page.waitForTimeout(100);
    await page.reload();
  }
  await row.locator('a').first().click();
  await page.waitForURL(/\/tareas\/\d+/);
  const claim = page.locator('form[action$="/tomar"] button, form[action*="claim"] button').first();
  if (await claim.count()) await arriving(page, () => claim.click());
  const complete = page.getByRole('button', { name: 'Completar', exact: true });
  await complete.waitFor();
  await fill(page, task.answers);
  await arriving(page, () => complete.click());
}
