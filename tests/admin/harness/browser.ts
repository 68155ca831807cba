// Somebody at the pages in a real Chromium; with or without scripts, as wide as a desk or a telephone.
import type { BrowserContext, Page } from 'playwright-core';
import { arriving, openContext } from '../../harness/chromium.ts';
import { password } from './product.ts';

export interface Browser {
  context: BrowserContext;
  /** What the pages complained of in the console. */
  complaints: string[];
  page(): Promise<Page>;
  close(): Promise<void>;
}

interface BrowserOptions {
  javaScript?: boolean;
  width?: number;
  dark?: boolean;
  /** For a checker that is injected from outside; the page's own policy is tested elsewhere. */
  bypassPolicy?: boolean;
}

export async function startBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const context = await openContext({
    javaScriptEnabled: options.javaScript ?? true,
    bypassCSP: options.bypassPolicy ?? false,
    colorScheme: options.dark ? 'dark' : 'light',
    viewport: { width: options.width ?? 1280, height: 800 },
  });
  const complaints: string[] = [];
  return {
    context,
    complaints,
    async page() {
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${page.url()} ${message.text()}`);
      });
      return page;
    },
    close: () => context.close(),
  };
}

export async function signIn(page: Page, url: string, username: string): Promise<void> {
  await page.goto(`${url}/entrar`);
  await page.fill('#username', username);
  await page.fill('#password', password);
  await arriving(page, () => page.click('main button'));
}
