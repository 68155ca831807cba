// A real Chromium in a profile of its own; with or without scripts, as wide as a desk or a telephone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
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
  const folder = mkdtempSync(join(tmpdir(), 'cauce-chromium-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    javaScriptEnabled: options.javaScript ?? true,
    bypassCSP: options.bypassPolicy ?? false,
    colorScheme: options.dark ? 'dark' : 'light',
    viewport: { width: options.width ?? 1280, height: 800 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
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
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function signIn(page: Page, url: string, username: string): Promise<void> {
  await page.goto(`${url}/entrar`);
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.click('main button');
  await page.waitForURL((at) => !at.pathname.startsWith('/entrar'));
}
