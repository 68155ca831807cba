// A real Chromium from the machine's packages, driven by playwright-core: one for each test file, a context for each
// visitor.
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll } from 'vitest';

/** Flags: it runs as root in CI, without a GPU, and must not call home on a closed network. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let launched: Promise<Browser> | undefined;

/** Somebody with cookies and settings of their own. */
export async function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  launched ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ARGS,
  });
  return (await launched).newContext(options);
}

afterAll(async () => {
  await (await launched)?.close();
});

/** Does what leads to another page, and waits until that is there. */
export async function arriving(page: Page, act: () => Promise<void>): Promise<void> {
  const arrived = page.waitForEvent('domcontentloaded');
  await act();
  await arrived;
}

/** Presses what leads to another page. */
export function follow(page: Page, selector: string): Promise<void> {
  return arriving(page, () => page.click(selector));
}

/** Where pictures of pages go when somebody asks for them (`CAUCE_PICTURES=dir`); undefined: none are taken. */
export function pictureFolder(): string | undefined {
  return process.env.CAUCE_PICTURES;
}
