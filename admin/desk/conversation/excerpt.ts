// The beginning of a text on one line, never cut inside a letter.

const LETTERS = 140;
const letters = new Intl.Segmenter('es', { granularity: 'grapheme' });

export function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  let count = 0;
  for (const { index } of letters.segment(line)) {
    count += 1;
    if (count > LETTERS) return `${line.slice(0, index).trimEnd()}…`;
  }
  return line;
}
