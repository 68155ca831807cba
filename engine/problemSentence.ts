// One problem as a sentence: a text of a catalog with its values, in one language.
import type { Json } from './core/json.ts';

export type Locale = 'es' | 'en';

export type ProblemText = { readonly [L in Locale]: string };

export type Values = { [name: string]: Json };

const WORDS = {
  es: { nothing: '(ninguno)', more: (count: number) => `y ${count} más` },
  en: { nothing: '(nothing)', more: (count: number) => `and ${count} more` },
} as const;

const MOST_ITEMS = 5;
const MOST_CHARACTERS = 200;

/** `{name}` is a value; a part in brackets that names values is said only where all of them are known. */
const OPTIONAL_PART = /\[([^[\]]*\{\w+\}[^[\]]*)\]/g;
/** Doubled braces are an example of a template, not a value. */
const PLACEHOLDER = /(?<!\{)\{(\w+)\}(?!\})/g;

/** The text with its values; without a text, the code and its values. */
export function sentenceOf(text: string | undefined, code: string, values: Values, locale: Locale): string {
  if (text === undefined) {
    return Object.keys(values).length > 0 ? `${code} ${cut(JSON.stringify(values))}` : code;
  }
  return text
    .replace(OPTIONAL_PART, (_, part: string) => (isKnown(part, values) ? part : ''))
    .replace(PLACEHOLDER, (_, name: string) => shown(given(values, name), locale))
    .replace(/ {2,}/g, ' ');
}

/** The values that a text needs, and those that it says where they are known. */
export function placeholdersOf(text: string): { needed: string[]; optional: string[] } {
  const names = (part: string) => [...part.matchAll(PLACEHOLDER)].map(([, name]) => name as string);
  const needed = names(text.replace(OPTIONAL_PART, ''));
  return { needed, optional: [...text.matchAll(OPTIONAL_PART)].flatMap(([, part]) => names(part as string)) };
}

function isKnown(part: string, values: Values): boolean {
  return [...part.matchAll(PLACEHOLDER)].every(([, name]) => {
    const value = given(values, name as string);
    return value !== undefined && value !== null && value !== '';
  });
}

function given(values: Values, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Long values and lists are shortened: the sentence says what is wrong, not all of what was given. */
function shown(value: Json | undefined, locale: Locale): string {
  const words = WORDS[locale];
  if (value === undefined || value === null || value === '') return words.nothing;
  if (typeof value === 'string') return cut(value);
  if (!Array.isArray(value)) return cut(JSON.stringify(value));
  if (value.length === 0) return words.nothing;
  const items = value.slice(0, MOST_ITEMS).map((item) => shown(item, locale));
  const rest = value.length - items.length;
  return `${items.join(', ')}${rest > 0 ? ` ${words.more(rest)}` : ''}`;
}

function cut(text: string): string {
  // By characters, so that no pair of surrogates is cut in two.
  const characters = [...text.slice(0, MOST_CHARACTERS * 2)];
  return characters.length <= MOST_CHARACTERS && text.length <= MOST_CHARACTERS * 2
    ? text
    : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}
