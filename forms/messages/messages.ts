// Turns a message's code and values into a sentence of the reader's language.
import type { Json } from '../../engine/core/json.ts';
import { en } from './en.ts';
import { es, type MessageCode } from './es.ts';

export type Locale = 'es' | 'en';

export const catalogs: Readonly<Record<Locale, Readonly<Record<MessageCode, string>>>> = { es, en };

/** Values that are themselves codes of the catalog are translated too. */
export function say(locale: Locale, code: MessageCode, values: { [name: string]: Json } = {}): string {
  const catalog = catalogs[locale];
  return catalog[code].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    if (typeof value === 'number') return formatNumber(locale, value);
    if (typeof value === 'string') return isCode(value) ? catalog[value] : value;
    return JSON.stringify(value);
  });
}

function isCode(text: string): text is MessageCode {
  return text.startsWith('EXPECTED_') && Object.hasOwn(es, text);
}

/** Numbers as people of the locale write them; Spanish as in Colombia: `1.250,5`. */
export function formatNumber(locale: Locale, value: number): string {
  return numbers[locale].format(value);
}

/** Made once: making one takes longer than a hundred numbers. */
const numbers = {
  es: new Intl.NumberFormat('es-CO', { maximumFractionDigits: 20 }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 20 }),
} satisfies Record<Locale, Intl.NumberFormat>;

export function formatBytes(locale: Locale, bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let unit = 0;
  let amount = bytes;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${formatNumber(locale, Math.round(amount * 10) / 10)} ${units[unit] ?? 'B'}`;
}
