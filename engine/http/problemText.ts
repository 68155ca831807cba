// Renders a code and its values in the reader's language.
import type { Json } from '../core/json.ts';
import { problemTexts } from '../core/problems.ts';
import { httpMessages, type Locale } from './messages.ts';

export type { Locale } from './messages.ts';

export type Values = { [name: string]: Json };

function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(values, name)) return whole;
    const value = values[name];
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

/** The engine's words win: it knows what happened, we only what was asked. */
const catalogs: { [code: string]: { [L in Locale]: string } }[] = [problemTexts, httpMessages];

/** The text of any code that the product knows; an unknown code is printed as it is. */
export function problemText(code: string, values: Values, locale: Locale): string {
  const message = catalogs.find((catalog) => Object.hasOwn(catalog, code))?.[code];
  if (message) return fill(message[locale], values);
  const details = Object.keys(values).length > 0 ? ` ${JSON.stringify(values)}` : '';
  return `${code}${details}`;
}
