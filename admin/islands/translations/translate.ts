// What bpmn.io's libraries say, in the language of the page: a module for bpmn-js or dmn-js that takes their `translate`.
import { type IslandLanguage, pageLanguage, type Words } from '../words.ts';

/** The libraries ask with their English text; `{name}` in it stands for a value. */
export type Translate = (text: string, values?: { readonly [name: string]: unknown }) => string;
/** For `additionalModules`; in dmn-js, for those of every view. */
export interface TranslateModule {
  translate: ['value', Translate];
}
/** `drawing` is bpmn-js with its panel and menus, `decision` dmn-js with its tables and diagrams. */
export type Part = 'drawing' | 'decision';

/** English is the libraries' own, so what has no translation stays as it was asked. */
export function translateWith(words: Words): Translate {
  return (text, values = {}) =>
    (Object.hasOwn(words, text) ? (words[text] ?? text) : text).replace(
      /\{([^}]+)\}/g,
      (found, name: string) => String(values[name.trim()] ?? values[name] ?? found),
    );
}

/** Only the page that speaks Spanish loads it. */
const spanish: { [part in Part]: () => Promise<Words> } = {
  drawing: async () => {
    const [{ default: drawing }, { default: panel }] = await Promise.all([
      import('./es/drawing.json'),
      import('./es/panel.json'),
    ]);
    return { ...drawing, ...panel };
  },
  decision: async () => {
    const [{ default: drawing }, { default: decision }] = await Promise.all([
      import('./es/drawing.json'),
      import('./es/decision.json'),
    ]);
    return { ...drawing, ...decision };
  },
};

export async function translateModule(
  part: Part,
  lang: IslandLanguage = pageLanguage(),
): Promise<TranslateModule> {
  return { translate: ['value', translateWith(lang === 'en' ? {} : await spanish[part]())] };
}
