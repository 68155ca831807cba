// The words of the pages: flat JSON files per language, Spanish first, one for all pages and one in each folder for a part
// that the browser's islands read too; a missing key is our bug and throws.
import { readdirSync, readFileSync } from 'node:fs';

export type Language = 'es' | 'en';
export type Values = { [name: string]: unknown };

const folder = new URL('../locales/', import.meta.url);
const locales = new Map<string, Map<string, string>>();
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  const language = /(?:^|[/\\])([\w-]+)\.json$/.exec(path)?.[1];
  if (language === undefined) continue;
  const words = locales.get(language) ?? new Map<string, string>();
  locales.set(language, words);
  const file = JSON.parse(readFileSync(new URL(path.replaceAll('\\', '/'), folder), 'utf8'));
  for (const [key, text] of Object.entries(file as Record<string, string>)) words.set(key, text);
}

export const languages: Language[] = ['es', 'en'];

export function isLanguage(value: unknown): value is Language {
  return value === 'es' || value === 'en';
}

/** Whether there are words under a key; for keys built from codes that others may extend. */
export function hasText(language: Language, key: string): boolean {
  const words = locales.get(language);
  return words !== undefined && (words.has(key) || words.has(`${key}.other`));
}

/** The text of a key. `count` chooses between `key.one` and `key.other` where these exist. */
export function text(language: Language, key: string, values: Values = {}): string {
  const words = locales.get(language);
  const numbered = `${key}.${values['count'] === 1 ? 'one' : 'other'}`;
  const template = words?.get(numbered) ?? words?.get(key);
  if (template === undefined) {
    throw new Error(`Expected the text "${key}" in locales/${language}.json, but it is not there. Add it.`);
  }
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
