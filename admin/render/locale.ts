// The words of the pages: one flat JSON file per language, Spanish first; a missing key is our bug and throws.
import { readdirSync, readFileSync } from 'node:fs';

export type Language = 'es' | 'en';
export type Values = { [name: string]: unknown };

const folder = new URL('../locales/', import.meta.url);
const locales = new Map<string, Map<string, string>>(
  readdirSync(folder).map((file) => [
    file.slice(0, -'.json'.length),
    new Map(
      Object.entries(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, string>),
    ),
  ]),
);

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
