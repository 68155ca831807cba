// The whole product with somebody at it in a real browser: what every journey begins with and ends by.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { violations } from '../admin/harness/accessibility.ts';
import { type Browser, signIn, startBrowser } from '../admin/harness/browser.ts';
import { buildPages, type Product, startProduct } from '../admin/harness/product.ts';
import { pictureFolder } from '../harness/chromium.ts';

export type DraftFiles = { readonly [name: string]: string | Buffer };

export interface Desk {
  product: Product;
  browser: Browser;
  page: Page;
  /** A new draft of these files; its key. */
  draftOf(files: DraftFiles, name?: string): Promise<number>;
  /** What the server holds of a draft's file; empty where there is none. */
  textOf(draft: number, file: string): Promise<string>;
  /** Saves at once, and waits for the server's answer. */
  saving(act?: () => Promise<void>): Promise<void>;
  /** Nothing that somebody could not use, and a picture where pictures are asked for. */
  look(name: string): Promise<void>;
}

/** A picture of a page, where pictures are asked for (`CAUCE_PICTURES=folder`). */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  const folder = pictureFolder();
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}

/** Opened before the tests of a file and closed after them. */
export async function openDesk(username: string): Promise<Desk> {
  buildPages();
  const product = await startProduct();
  const browser = await startBrowser({ bypassPolicy: true });
  afterAll(async () => {
    await browser.close();
    await product.close();
  });
  const page = await browser.page();
  await signIn(page, product.url, username);
  const { drafts } = product.cauce.engine;
  return {
    product,
    browser,
    page,
    async draftOf(files, name = 'Borrador') {
      const created = await drafts.create({
        name,
        by: username,
        files: Object.entries(files).map(([file, text]) => ({ name: file, content: Buffer.from(text) })),
      });
      if (!created.ok) throw new Error(JSON.stringify(created));
      return created.draft.key;
    },
    textOf: async (draft, file) => String((await drafts.read(draft, file))?.content ?? ''),
    async saving(act) {
      const answered = page.waitForResponse(
        (response) => response.request().method() === 'POST' && response.url().includes('/archivo?'),
      );
      await act?.();
      await page.keyboard.press('Control+s');
      await answered;
    },
    async look(name) {
      expect([name, await violations(page)]).toEqual([name, []]);
      await picture(page, name, true);
    },
  };
}
