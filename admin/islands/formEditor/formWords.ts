// The words of the page of forms, in the language of the page alone.
import { type IslandLanguage, type Say, speak } from '../words/speak.ts';

export async function formWords(lang: IslandLanguage): Promise<Say> {
  const words =
    lang === 'en'
      ? await import('../../locales/formEditor/en.json')
      : await import('../../locales/formEditor/es.json');
  return speak(words.default);
}
