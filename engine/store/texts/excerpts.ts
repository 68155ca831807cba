// Where a case's text says what was looked for: a few words around it, with the words found apart.
import { isWanted, type Wanted, wordsIn } from './words.ts';

export interface Excerpt {
  /** Name of the variable; `#` number, `#process`, `#file`, `#mail`, `#note`. */
  place: string;
  /** In order; those at odd places are what was found. */
  parts: string[];
}

const MOST = 3;
const BEFORE = 50;
const AROUND = 160;

export function excerptsOf(body: string, wanted: Wanted): Excerpt[] {
  const excerpts: Excerpt[] = [];
  for (const line of body.split('\n')) {
    const [place = '', text = ''] = line.split('\t');
    const found = [...wordsIn(text)].filter(({ word }) => isWanted(wanted, word));
    const [first] = found;
    if (!first) continue;
    const from = startOf(text, first.from);
    const to = Math.min(text.length, from + AROUND);
    excerpts.push({
      place,
      parts: partsOf(
        text,
        from,
        to,
        found.filter((word) => word.to <= to),
      ),
    });
    if (excerpts.length === MOST) break;
  }
  return excerpts;
}

/** A few words before, never half a word nor half a character. */
function startOf(text: string, at: number): number {
  if (at <= BEFORE) return 0;
  const space = text.indexOf(' ', at - BEFORE);
  return space >= 0 && space < at ? space + 1 : at;
}

function partsOf(
  text: string,
  from: number,
  to: number,
  found: readonly { from: number; to: number }[],
): string[] {
  const parts = [from > 0 ? '… ' : ''];
  let at = from;
  for (const word of found) {
    parts.push(`${parts.pop() ?? ''}${text.slice(at, word.from)}`, text.slice(word.from, word.to), '');
    at = word.to;
  }
  const end = to < text.length ? Math.max(at, text.lastIndexOf(' ', to)) : to;
  parts.push(`${parts.pop() ?? ''}${text.slice(at, end)}${end < text.length ? ' …' : ''}`);
  return parts;
}
