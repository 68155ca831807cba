// A real Chromium for the tests of forms.
import type { BrowserContext } from 'playwright-core';
import { openContext } from '../../harness/chromium.ts';

export interface Screen {
  width: number;
  touch?: boolean;
  scripts?: boolean;
  colorScheme?: 'light' | 'dark';
}

export function openBrowser(screen: Screen): Promise<BrowserContext> {
  return openContext({
    viewport: { width: screen.width, height: 900 },
    hasTouch: screen.touch ?? false,
    javaScriptEnabled: screen.scripts ?? true,
    colorScheme: screen.colorScheme ?? 'light',
    locale: 'es-CO',
    timezoneId: 'America/Bogota',
  });
}
