// XML walked through as text: what is no element is passed over, and a tag ends where no quote is open.

const SPECIAL = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Behind the comment, CDATA section or processing instruction that begins here, `at` where none does; undefined: unclosed. */
export function behindSpecial(text: string, at: number): number | undefined {
  for (const [start, end] of SPECIAL) {
    if (!text.startsWith(start, at)) continue;
    const found = text.indexOf(end, at + start.length);
    return found < 0 ? undefined : found + end.length;
  }
  return at;
}

/** The `>` of the tag that begins here; one within quotes does not end it. */
export function endOfTag(text: string, at: number): number | undefined {
  let quote = '';
  for (let index = at + 1; index < text.length; index++) {
    const letter = text[index] as string;
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return index;
  }
  return undefined;
}
