// Cuts a JUEL text (`${...}` and `#{...}` of Camunda 7) into texts and expressions, and an expression into tokens.

export type Token =
  | { kind: 'number' | 'name' | 'operator'; text: string; at: number }
  | { kind: 'string'; text: string; value: string; at: number };

/** A text of the drawing: what stands as it is, and what is evaluated. */
export type Piece = { kind: 'text'; text: string } | { kind: 'expression'; source: string };

const TOKEN =
  /\s+|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<string>"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|(?<operator>&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]])/uy;

/** Words that JUEL has for signs, and signs that mean the same. */
const WORDS = new Map([
  ['and', '&&'],
  ['or', '||'],
  ['not', '!'],
  ['eq', '=='],
  ['ne', '!='],
  ['lt', '<'],
  ['gt', '>'],
  ['le', '<='],
  ['ge', '>='],
  ['div', '/'],
  ['mod', '%'],
  ['empty', 'empty'],
  ['instanceof', 'instanceof'],
]);

/** Undefined where a character stands that JUEL does not know. */
export function tokensOf(source: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(source)?.groups;
    if (!groups) return undefined;
    const { number, name, string, operator } = groups;
    const previous = tokens.at(-1);
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator, at });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string, value: unquoted(string), at });
    else if (name !== undefined) {
      // Behind a dot a word is a property, whatever it means elsewhere.
      const sign = previous?.text === '.' ? undefined : WORDS.get(name);
      tokens.push(sign ? { kind: 'operator', text: sign, at } : { kind: 'name', text: name, at });
    }
  }
  return tokens;
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\([\s\S])/g, '$1');
}

/** Undefined where an expression is opened and not closed. */
export function piecesOf(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  let plain = '';
  for (let at = 0; at < text.length; at += 1) {
    if (/\\[$#]\{/.test(text.slice(at, at + 3))) {
      plain += text.slice(at + 1, at + 3);
      at += 2;
    } else if (/[$#]\{/.test(text.slice(at, at + 2))) {
      const end = closing(text, at + 2);
      if (end === undefined) return undefined;
      if (plain !== '') pieces.push({ kind: 'text', text: plain });
      plain = '';
      pieces.push({ kind: 'expression', source: text.slice(at + 2, end) });
      at = end;
    } else plain += text[at];
  }
  if (plain !== '') pieces.push({ kind: 'text', text: plain });
  return pieces;
}

/** Where the brace that ends the expression stands; one within quotes does not. */
function closing(text: string, from: number): number | undefined {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] as string;
    if (quote === '') {
      if (character === '}') return at;
      if (character === '"' || character === "'") quote = character;
    } else if (character === '\\') at += 1;
    else if (character === quote) quote = '';
  }
  return undefined;
}

export function holdsJuel(text: string): boolean {
  return /[$#]\{/.test(text);
}
