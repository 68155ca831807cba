// Hostile texts in every place of a form: none becomes a tag, an attribute that runs, or a link that runs.
import fc from 'fast-check';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../engine/core/json.ts';
import { type FormSchema, parseSubmission, renderForm, validateVariables } from '../../forms/index.ts';
import { escapeMarkdown, renderMarkdown } from '../../forms/markdown.ts';
import { safeHtml } from '../../forms/safeHtml.ts';
import { stored } from './support/answers.ts';
import { openBrowser } from './support/browser.ts';
import { everyField } from './support/everyField.ts';
import { evaluate, NOW } from './support/feel.ts';
import { hostile, payloads } from './support/hostile.ts';

const FORBIDDEN = `[...document.querySelectorAll('*')].flatMap((element) => {
  const bad = [...element.attributes].filter((a) => a.name.startsWith('on') || a.name === 'srcdoc' || a.name === 'style' || /^\\s*(javascript|data|vbscript):/i.test(a.value) && ['href','src','action'].includes(a.name));
  const allowed = 'html head body title style div p h2 h3 h4 h5 h6 ul ol li strong em b code pre a br span label legend fieldset input select option textarea button table caption thead tbody tr th td img iframe dl dt dd hr output details summary form'.split(' ');
  const unknown = allowed.includes(element.localName) ? [] : [element.localName];
  const insideForm = element.closest('.cf-form');
  const misplaced = insideForm && ['form', 'style', 'title', 'head'].includes(element.localName) ? [element.localName] : [];
  return [...bad.map((a) => element.localName + '[' + a.name + '=' + a.value + ']'), ...unknown, ...misplaced];
})`;

describe('in a real browser', () => {
  let browser: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser({ width: 1000 });
    page = await browser.newPage();
    await page.route('**/*', (route) => route.abort());
  });

  afterAll(() => browser.close());

  test.each(['edit', 'readonly'] as const)('no payload becomes markup (%s)', async (mode) => {
    for (const text of payloads) {
      const { schema, data } = hostile(text);
      const errors = {
        a: { code: 'X', values: {}, message: text },
        [text]: { code: 'X', values: {}, message: text },
      };
      const files = { href: (id: string) => `/d/${encodeURIComponent(id)}` };
      const html = renderForm({ schema, data, errors, locale: 'es', mode, evaluate, now: NOW, files });
      await page.setContent(
        `<!doctype html><html><head><title>x</title></head><body><form>${html}</form></body></html>`,
      );
      expect(await page.evaluate(FORBIDDEN), text).toEqual([]);
      expect(await page.evaluate('window.__xss'), text).toBeUndefined();
      expect(await page.locator('form > .cf-form').count(), text).toBe(1);
    }
  });

  test('a value with markup arrives as it was typed', async () => {
    for (const text of payloads) {
      const { schema, data } = hostile(text);
      await page.setContent(renderForm({ schema, data, locale: 'es', mode: 'edit', evaluate, now: NOW }));
      expect(await page.locator('#f-a').inputValue()).toBe(text);
      expect(await page.locator('#f-b').inputValue()).toBe(text);
      expect(await page.locator('#f-e').inputValue()).toBe(text);
    }
  });
});

test('harmless HTML passes, anything else is shown as text', () => {
  expect(safeHtml('<p>Hola <b>Ana</b> & cía.<br/></p>')).toBe('<p>Hola <b>Ana</b> &amp; cía.<br></p>');
  expect(safeHtml('<a href="https://example.org/?a=1&amp;b=2">x</a>')).toContain(
    'href="https://example.org/?a&#61;1&amp;b&#61;2"',
  );
  for (const source of [
    '<p onclick=x>a</p>',
    '<b>a',
    '<b><i>a</b></i>',
    '<p class="x">a</p>',
    '<p/>',
    '<a href="//evil">x</a>',
    '<a href=https://x.co>x</a>',
    'a < b',
    '<!-- x -->',
    '<a href="https://x.co"><a href="https://y.co">x</a></a>',
  ]) {
    expect(safeHtml(source)).toMatch(/^<pre class="cf-source">[^<]*<\/pre>$/);
  }
});

test('Markdown has headings, emphasis, lists and links, and the text of data stays text', () => {
  expect(renderMarkdown('# Uno\n\ntexto **fuerte** y *suave*, `x<y`\notra\n\n- a\n- b\n\n1. c')).toBe(
    '<h2>Uno</h2><p>texto <strong>fuerte</strong> y <em>suave</em>, <code>x&lt;y</code><br>otra</p><ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>',
  );
  const schema: FormSchema = { type: 'default', components: [{ type: 'text', text: 'Dice {{said}}' }] };
  const said = '[premio](https://evil.example) **ya**\n# Grande';
  const html = renderForm({ schema, data: { said }, locale: 'es', mode: 'edit', evaluate });
  expect(html).toContain('<p>Dice [premio](https://evil.example) **ya**<br># Grande</p>');
});

test.each([
  ['Envíe:\r\n- copia\n1. acta', '<p>Lea: Envíe:<br>- copia<br>1. acta</p>'],
  ['Uno  \n  dos\n\n\ntres\n', '<p>Lea: Uno<br>dos</p><p>tres</p>'],
  ['<b>\n<script>', '<p>Lea: &lt;b&gt;<br>&lt;script&gt;</p>'],
])('a value keeps its line breaks and paragraphs within a text: %j', (said, expected) => {
  expect(renderMarkdown(`Lea: ${escapeMarkdown(said)}`)).toBe(expected);
});

test('a value of several lines stays within the list, the heading and the link where it stands', () => {
  const said = escapeMarkdown('uno\n\n# dos');
  expect(renderMarkdown(`- ${said}\n- fin`)).toBe('<ul><li>uno<br><br># dos</li><li>fin</li></ul>');
  expect(renderMarkdown(`## ${said}`)).toBe('<h3>uno<br><br># dos</h3>');
  expect(renderMarkdown(`[x](https://a.co/${said})`)).not.toContain('<a');
  expect(renderMarkdown(`uno **dos\ntres**`)).toBe('<p>uno <strong>dos<br>tres</strong></p>');
});

test('placeholders know conditions and loops, and an endless one ends', () => {
  const render = (text: string, data: { [name: string]: Json }) =>
    renderForm({
      schema: { type: 'default', components: [{ type: 'text', text }] },
      data,
      locale: 'es',
      mode: 'edit',
      evaluate,
    });
  const text = '{{#if count(people) > 1}}Son: {{#loop people}}{{name}}, {{/loop}}{{/if}}fin';
  expect(render(text, { people: [{ name: 'Ana' }, { name: 'Luis' }] })).toContain('Son: Ana, Luis, fin');
  expect(render(text, { people: [] })).toContain('<p>fin</p>');
  const people = Array.from({ length: 1000 }, () => ({ name: 'a'.repeat(100) }));
  const loops = '{{#loop people}}{{#loop people}}{{#loop people}}{{name}}{{/loop}}{{/loop}}{{/loop}}';
  expect(render(loops, { people }).length).toBeLessThan(500_000);
});

test('no posted body and no JSON makes the server throw or touches the prototype', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '__proto__',
      'constructor',
      '_form',
      '_hidden',
      'witnesses.rows',
      'witnesses.0.name',
      'amount',
      'kind',
      'files.keep',
      'contact.mail',
      'day',
      '_rows',
    ),
  );
  const value = fc.oneof(
    fc.string(),
    fc.array(fc.string()),
    fc.constantFrom('add:witnesses', 'remove:witnesses:0', '0,1', '-'),
    fc.jsonValue(),
  );
  const shared = { schema: everyField, stored, locale: 'es' as const, evaluate, now: NOW };
  fc.assert(
    fc.property(fc.dictionary(name, value), (body) => {
      const result = parseSubmission({ ...shared, body });
      renderForm({
        ...shared,
        data: result.values,
        errors: 'errors' in result ? result.errors : {},
        mode: 'edit',
      });
      validateVariables({ ...shared, variables: body as { [name: string]: Json } });
    }),
    { numRuns: 150 },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});
