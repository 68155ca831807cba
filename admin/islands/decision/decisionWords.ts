// The words of the page of decisions, in the language of the page alone.
import { type IslandLanguage, type Say, speak } from '../words/speak.ts';

export async function decisionWords(lang: IslandLanguage): Promise<Say> {
  const words =
    lang === 'en'
      ? await import('../../locales/decision/en.json')
      : await import('../../locales/decision/es.json');
  return speak(words.default);
}
