// A real Chromium for the tests of forms.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Screen {
  width: number;
  touch?: boolean;
  scripts?: boolean;
  colorScheme?: 'light' | 'dark';
}

export function openBrowser(screen: Screen): Promise<BrowserContext> {
  return chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'cauce-forms-')), {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: ARGUMENTS,
    viewport: { width: screen.width, height: 900 },
    hasTouch: screen.touch ?? false,
    javaScriptEnabled: screen.scripts ?? true,
    colorScheme: screen.colorScheme ?? 'light',
    locale: 'es-CO',
    timezoneId: 'America/Bogota',
  });
}
