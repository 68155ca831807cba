// The words of an island: the part's flat file of the page's language, the same file that the server reads.

export type Words = { readonly [key: string]: string };
export type Say = (key: string, values?: { readonly [name: string]: unknown }) => string;
export type IslandLanguage = 'es' | 'en';

/** The language that the page stands in. */
export const pageLanguage = (): IslandLanguage => (document.documentElement.lang === 'en' ? 'en' : 'es');

/** Says a key's text; `count` chooses between `key.one` and `key.other` where these exist. A missing key is our bug. */
export function speak(words: Words): Say {
  return (key, values = {}) => {
    const numbered = `${key}.${values['count'] === 1 ? 'one' : 'other'}`;
    const template = words[numbered] ?? words[key];
    if (template === undefined)
      throw new Error(`Expected the text "${key}", but it is not in this part's words.`);
    return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
