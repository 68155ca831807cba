// What bpmn.io's libraries say, in the language of the page: a module for bpmn-js or dmn-js that takes their `translate`.
import { type IslandLanguage, pageLanguage } from '../words/speak.ts';
import { type Texts, type Translate, translateWith } from './say.ts';

export type { Translate } from './say.ts';

/** For `additionalModules`; in dmn-js, for those of every view. */
export interface TranslateModule {
  translate: ['value', Translate];
}
/** `drawing` is bpmn-js with its panel and menus, `decision` dmn-js with its tables and diagrams. */
export type Part = 'drawing' | 'decision';

/** Only the page that speaks Spanish loads it. */
const spanish: { [part in Part]: () => Promise<Texts> } = {
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
