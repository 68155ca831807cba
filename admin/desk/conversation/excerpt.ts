// The beginning of a text on one line, never cut inside a letter.

const LETTERS = 140;
const letters = new Intl.Segmenter('es', { granularity: 'grapheme' });

export function excerptOf(text: string): string {
  const line = text
    .slice(0, 8 * LETTERS)
    .replace(/\s+/g, ' ')
    .trim();
  const all = [...letters.segment(line)];
  if (all.length <= LETTERS) return line;
  const kept = all.slice(0, LETTERS).map(({ segment }) => segment);
  return `${kept.join('').trimEnd()}…`;
}
