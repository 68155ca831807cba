// Words of a text as they are searched: without accents, case and Spanish endings, the same on every database.

/** What somebody looks for: each term must occur, none of `without`. A term of several words is a phrase. */
export interface Wanted {
  terms: readonly Term[];
  without: readonly Term[];
}

/** `open`: words that begin so will do. `either`: one of the words will do, where they are no phrase. */
export interface Term {
  words: readonly string[];
  open: boolean;
  either?: true;
}

export interface FoundWord {
  word: string;
  from: number;
  to: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[.](?=\d{3}(?!\d))\d{3})*|\p{Extended_Pictographic}/gu;

/** Nobody means them, and they stand in every case. */
const STOP = new Set(
  'a al algo ante con como de del desde e el ella en entre era es esa ese eso esta este esto ha han hay la las le les lo los mas me mi muy ni no nos o os para pero por porque que se ser si sin sobre su sus te tu u un una unas uno unos y ya the of and to in is it'.split(
    ' ',
  ),
);

const MOST_TERMS = 16;
const LONGEST = 64;

/** Each word of a text with its place; thousands written with points are one number. */
export function* wordsIn(text: string): Generator<FoundWord> {
  for (const found of text.matchAll(WORD)) {
    const plain = plainWord(found[0]);
    if (plain === '' || STOP.has(plain)) continue;
    yield { word: stem(plain), from: found.index, to: found.index + found[0].length };
  }
}

/** The words of a text in their order, then marks: what is kept of a case to be searched. */
export function wordsOf(text: string, marks: readonly string[]): string[] {
  return [...[...wordsIn(text)].map(({ word }) => word), ...marks];
}

/** What was typed into a search box; undefined where it holds no word. "Quotes" keep words together, -word excludes. */
export function wantedOf(typed: string): Wanted | undefined {
  const terms: Term[] = [];
  const without: Term[] = [];
  for (const [, minus, quoted, plain = ''] of typed
    .slice(0, 500)
    .matchAll(/(^-|(?<=\s)-)?(?:"([^"]*)"|([^\s"]+))/g)) {
    const into = minus === undefined ? terms : without;
    const words = [...wordsIn(quoted ?? plain)].map(({ word }) => word);
    if (words.length === 0) continue;
    if (quoted !== undefined) into.push({ words, open: false });
    else if (words.length === 1) into.push({ words, open: isOpen(words[0] as string) });
    // What was typed without spaces, such as a number with hyphens, stands together.
    else into.push({ words, open: false });
  }
  return terms.length > 0
    ? { terms: terms.slice(0, MOST_TERMS), without: without.slice(0, MOST_TERMS) }
    : undefined;
}

/** A short word is meant as it stands. */
function isOpen(word: string): boolean {
  return word.length > 2;
}

function plainWord(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]/gu, '')
    .slice(0, LONGEST);
}

/** Plurals and final vowels: "quejas" and "queja", "luces" and "luz", "ciudades" and "ciudad" are one. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  if (word.length > 4 && word.endsWith('ces')) return `${word.slice(0, -3)}z`;
  if (word.length > 4 && /[^aeiou]es$/.test(word)) return word.slice(0, -2);
  const singular = word.endsWith('s') ? word.slice(0, -1) : word;
  if (singular.length > 4 && /[ao]$/.test(singular)) return singular.slice(0, -1);
  return singular.length > 3 && singular.endsWith('e') ? singular.slice(0, -1) : singular;
}

/** Whether a word of a text is one of those looked for. */
export function isWanted({ terms }: Wanted, word: string): boolean {
  return terms.some(({ words, open }) =>
    words.some((each) => (open ? word.startsWith(each) : word === each)),
  );
}

/** With marks that a case has to bear, too, one of each list. Undefined: words were asked for, but none was typed. */
export function wantedWith(
  typed: string | undefined,
  marks: readonly (readonly string[])[] = [],
): Wanted | undefined {
  const typedWords = typed === undefined ? { terms: [], without: [] } : wantedOf(typed);
  if (!typedWords) return undefined;
  const borne = marks.map((words): Term => ({ words, open: false, either: true }));
  return { ...typedWords, terms: [...borne, ...typedWords.terms] };
}
