// The words of what compares and merges in the browser.
import { pageLanguage, type Say, speak } from '../words/speak.ts';

export async function comparingWords(): Promise<Say> {
  const words =
    pageLanguage() === 'en'
      ? await import('../../locales/comparing/en.json')
      : await import('../../locales/comparing/es.json');
  return speak(words.default);
}
