// The words of the pages: the same keys in every language, every key that is used exists, no template speaks by itself.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';

const admin = fileURLToPath(new URL('../../admin/', import.meta.url));
const files = (readdirSync(admin, { recursive: true }) as string[]).map(String);
/** All parts of a language; a key belongs to one part alone. */
function locale(name: string): Record<string, string> {
  const all: Record<string, string> = {};
  for (const file of files.filter((path) => path.startsWith('locales/') && path.endsWith(`/${name}.json`)))
    for (const [key, text] of Object.entries(JSON.parse(readFileSync(admin + file, 'utf8')))) {
      expect([file, key, key in all]).toEqual([file, key, false]);
      all[key] = String(text);
    }
  return all;
}
const es = locale('es');
const en = locale('en');
const templates = files.filter((file) => file.endsWith('.hbs'));
const sources = files.filter((file) => /^(?!islands).*\.ts$/.test(file));

const exists = (key: string) => key in es || `${key}.other` in es;

test('Spanish and English have the same keys', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(es).sort());
});

test('a text asks for the same values in both languages', () => {
  const asked = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
  for (const [key, text] of Object.entries(es))
    expect([key, asked(en[key] ?? '')]).toEqual([key, asked(text)]);
});

test('there are no empty texts, and numbered ones have both forms', () => {
  for (const [key, text] of [...Object.entries(es), ...Object.entries(en)]) {
    expect([key, text.trim()]).not.toEqual([key, '']);
    if (key.endsWith('.one')) expect(key.replace(/one$/, 'other') in es).toBe(true);
  }
});

test('every key that a template or page names exists', () => {
  const named = new Set<string>();
  for (const file of templates) {
    for (const [, key] of readFileSync(admin + file, 'utf8').matchAll(/\bt '([\w.]+)'/g))
      named.add(key ?? '');
  }
  for (const file of sources) {
    const source = readFileSync(admin + file, 'utf8');
    for (const [, key] of source.matchAll(/\b(?:visit\.t|text)\((?:\w+, )?'([\w.]+)'/g)) named.add(key ?? '');
  }
  expect(named.size).toBeGreaterThan(150);
  expect([...named].filter((key) => !exists(key))).toEqual([]);
});

describe('a template', () => {
  /** Words outside of tags, and in the attributes that people read or hear. */
  function spoken(node: hbs.AST.Node, found: string[]): void {
    if (node.type === 'ContentStatement') found.push((node as hbs.AST.ContentStatement).original.toString());
    else found.push(node.type === 'MustacheStatement' ? '\u0001' : '');
    const { program, inverse } = node as hbs.AST.BlockStatement;
    for (const inner of [...(program?.body ?? []), ...(inverse?.body ?? [])]) spoken(inner, found);
  }

  test.each(templates)('%s holds no words of its own', (file) => {
    const parts: string[] = [];
    for (const node of Handlebars.parse(readFileSync(admin + file, 'utf8')).body) spoken(node, parts);
    const html = parts.join('');
    const read = [...html.matchAll(/\s(?:title|alt|placeholder|aria-label|label)="([^"]*)"/g)].map(
      ([, text]) => text,
    );
    // A key's own letter is no word.
    const outside = html.replace(/<kbd>\w<\/kbd>/g, ' ').replace(/<[^>]*>/g, ' ');
    expect([outside, ...read].join(' ').match(/\p{L}+/gu) ?? []).toEqual([]);
  });

  test('shows raw HTML only where it is a form or a chart, which have been escaped', () => {
    const raw = templates.flatMap(
      (file) => readFileSync(admin + file, 'utf8').match(/\{\{\{[^}]*\}\}\}|\{\{&[^}]*\}\}/g) ?? [],
    );
    expect([...new Set(raw)].sort()).toEqual(['{{{chart.svg}}}', '{{{form}}}', '{{{waiting.form}}}']);
  });
});

test('every text is used', () => {
  const all = [...templates, ...files.filter((file) => file.endsWith('.ts'))]
    .map((file) => readFileSync(admin + file, 'utf8'))
    .join('\n');
  const built = [...all.matchAll(/`([\w.]+\.)\$\{/g)].map(([, start]) => start ?? '');
  const unused = Object.keys(es)
    .map((key) => key.replace(/\.(?:one|other)$/, ''))
    .filter((key) => !all.includes(`'${key}'`) && !built.some((start) => key.startsWith(start)));
  expect(unused).toEqual([]);
});
