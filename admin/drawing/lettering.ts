// Names in a drawing: broken into lines that fit, by how wide letters usually are, for nobody measures them here.
import { escaped } from '../reports/charts/svg.ts';
import type { Box } from './readDrawing.ts';

export const SIZE = 11;
const LEADING = 13;
/** Of the size: how wide a letter is on average. */
const LETTER = 0.54;

export function linesOf(text: string, width: number, most: number): string[] {
  const room = Math.max(4, Math.floor(width / (SIZE * LETTER)));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((each) => cut(each, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= room) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return [...kept.slice(0, -1), `${kept.at(-1)?.slice(0, room - 1)}…`];
}

function cut(word: string, room: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < word.length; at += room) parts.push(word.slice(at, at + room));
  return parts;
}

const oneLine = (text: string, x: number, y: number, more = ''): string =>
  `<text x="${x}" y="${y}" font-size="${SIZE}" text-anchor="middle" fill="var(--ink)"${more}>${escaped(text)}</text>`;

/** In the middle of a box. */
export function centered(text: string, { x, y, width, height }: Box): string {
  const lines = linesOf(text, width - 8, Math.max(1, Math.floor((height - 8) / LEADING)));
  const top = y + height / 2 - ((lines.length - 1) * LEADING) / 2 + SIZE * 0.35;
  return lines.map((line, at) => oneLine(line, x + width / 2, top + at * LEADING)).join('');
}

/** Beside what it names, from its top downward. */
export function beside(text: string, { x, y, width }: Box): string {
  const wide = Math.max(width, 60);
  return linesOf(text, wide + 12, 5)
    .map((line, at) => oneLine(line, x + width / 2, y + SIZE + at * LEADING))
    .join('');
}

/** Along the left side of a band. */
export function alongSide(text: string, { x, y, height }: Box): string {
  const lines = linesOf(text, height - 4, 2);
  const middle = y + height / 2;
  return lines
    .map((line, at) => {
      const left = x + 19 + (at - (lines.length - 1) / 2) * LEADING;
      return oneLine(line, left, middle, ` transform="rotate(-90 ${left} ${middle})"`);
    })
    .join('');
}
