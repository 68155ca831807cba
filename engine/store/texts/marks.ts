// Marks of cases: facts that are looked for beside words, kept where the words are. Nobody can type one.

/** Who filed it, worked or wrote in it; a decision or a rule of it that matched; any or one promise that was broken. */
export type MarkKind = 'person' | 'rule' | 'breach';

const letters: Readonly<Record<MarkKind, string>> = { person: 'p', rule: 'r', breach: 'b' };

export function caseMark(kind: MarkKind, ...parts: string[]): string {
  return `ŧ${letters[kind]}${parts.map((part) => `ŧ${plain(part)}`).join('')}`;
}

/** Letters that no database changes or cuts at. */
function plain(part: string): string {
  return part
    .slice(0, 100)
    .replace(/[^a-z0-9]/g, (letter) => `ẋ${(letter.codePointAt(0) ?? 0).toString(16)}`);
}
