// The language in which the command line speaks.
import type { Locale } from '../problemCatalog.ts';

/** Spanish first: only an environment that says English gets English. */
export function localeOf(environment: { readonly [name: string]: string | undefined }): Locale {
  const language = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^en/i.test(language) ? 'en' : 'es';
}
