// The voice of libraries whose texts stand in their code: the build asks it for each of them while the page runs.
import type { Words } from '../words.ts';

/** `{0}` stands for the first of the values. */
export type CauceSay = (text: string, values?: readonly unknown[]) => string;

export function sayWith(words: Words): CauceSay {
  return (text, values = []) => {
    const said = Object.hasOwn(words, text) ? (words[text] ?? text) : text;
    return values.length === 0
      ? said
      : said.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)]));
  };
}
