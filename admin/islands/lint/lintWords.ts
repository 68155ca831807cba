// The words of the check, in the language of the page alone.
import { type IslandLanguage, type Say, speak } from '../words/speak.ts';

export async function lintWords(lang: IslandLanguage): Promise<Say> {
  const words =
    lang === 'en' ? await import('../../locales/lint/en.json') : await import('../../locales/lint/es.json');
  return speak(words.default);
}
