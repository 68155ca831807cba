// The words of the pages of content, in the language of the page alone.
import { type IslandLanguage, type Say, speak } from '../words/speak.ts';

export async function contentWords(lang: IslandLanguage): Promise<Say> {
  const words =
    lang === 'en'
      ? await import('../../locales/content/en.json')
      : await import('../../locales/content/es.json');
  return speak(words.default);
}
