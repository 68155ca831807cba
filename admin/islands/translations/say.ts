// How a text of bpmn.io's libraries is said in the page's language: the one that they ask for, or that stands in their code.

export type Texts = { readonly [text: string]: string };
/** The libraries ask with their English text; `{name}` in it stands for a value. */
export type Translate = (text: string, values?: { readonly [name: string]: unknown }) => string;
/** The build asks this of each text that stands in a library's code; `{0}` stands for the first of the values. */
export type CauceSay = (text: string, values?: readonly unknown[]) => string;

/** English is the libraries' own, so what has no translation stays as it was asked. */
const inWords = (texts: Texts, text: string): string =>
  Object.hasOwn(texts, text) ? (texts[text] ?? text) : text;

export function translateWith(texts: Texts): Translate {
  return (text, values = {}) =>
    inWords(texts, text).replace(/\{([^}]+)\}/g, (found, name: string) =>
      String(values[name.trim()] ?? values[name] ?? found),
    );
}

export function sayWith(texts: Texts): CauceSay {
  return (text, values = []) => {
    const said = inWords(texts, text);
    return values.length === 0
      ? said
      : said.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)]));
  };
}
