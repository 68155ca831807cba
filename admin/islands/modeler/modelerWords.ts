// The modeler's words, in the language of the page alone.
import { type IslandLanguage, type Say, speak } from '../words/speak.ts';

export async function modelerWords(lang: IslandLanguage): Promise<Say> {
  const words =
    lang === 'en'
      ? await import('../../locales/modeler/en.json')
      : await import('../../locales/modeler/es.json');
  return speak(words.default);
}
