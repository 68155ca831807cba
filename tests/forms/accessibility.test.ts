// Every page of every type is clean by WCAG 2.2 A and AA as axe-core sees it, in both languages, light and dark.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSubmission } from '../../forms/index.ts';
import { answers, stored } from './support/answers.ts';
import { openBrowser } from './support/browser.ts';
import { everyField } from './support/everyField.ts';
import { evaluate, NOW } from './support/feel.ts';
import { page as pageOf } from './support/formServer.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RUN = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then((result) => result.passes.length < 20 ? ['only ' + result.passes.length + ' rules ran'] : result.violations.flatMap((one) => one.nodes.map((node) => one.id + ': ' + node.html.slice(0, 160))))`;

describe.each(['light', 'dark'] as const)('in %s colors', (colorScheme) => {
  let browser: BrowserContext;

  beforeAll(async () => {
    browser = await openBrowser({ width: 1280, colorScheme });
  });

  afterAll(() => browser.close());

  describe.each(['es', 'en'] as const)('in %s', (locale) => {
    const served = { schema: everyField, stored, locale, multipart: true };
    const refused = parseSubmission({ schema: everyField, body: {}, stored, locale, evaluate, now: NOW });
    const errors = 'errors' in refused ? refused.errors : {};
    const pages = {
      'an empty form': pageOf(served, stored),
      'a refused form': pageOf(served, refused.values, errors),
      'a form with answers': pageOf(served, { ...stored, ...answers }),
      'a form to read': pageOf(served, { ...stored, ...answers }, {}, 'readonly'),
    };

    test.each(Object.entries(pages))('%s has no violation', async (name, html) => {
      const page = await browser.newPage();
      await page.route('https://**', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: '<html lang="es"><title>Mapa</title><main><h1>Mapa</h1></main></html>',
        }),
      );
      await page.setContent(html);
      await page.addScriptTag({ content: axe });
      expect(await page.evaluate(RUN)).toEqual([]);
      const folder = process.env.CAUCE_PICTURES;
      if (folder)
        await page.screenshot({
          path: `${folder}/forms-${name.replaceAll(' ', '-')}-${locale}-${colorScheme}.png`,
          fullPage: true,
        });
      await page.close();
    });
  });
});
