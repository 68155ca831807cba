// Pieces of FEEL text that know how tightly they hold together, so that brackets stand only where they must.

export type Kind = 'string' | 'number' | 'boolean' | 'list' | 'unknown';

export interface Feel {
  text: string;
  level: number;
  kind: Kind;
}

/** What has no FEEL, as the drawing writes it. */
export class Untranslatable {
  readonly part: string;
  constructor(part: string) {
    this.part = part;
  }
}

/** An expression that says a part of itself several times over must not grow without end. */
const MOST_CHARACTERS = 8_000;

/** How tightly FEEL's operators bind (DMN 1.5, 10.3.1.2), loosest first. */
export const LEVEL = {
  choice: 0,
  or: 1,
  and: 2,
  compare: 3,
  add: 4,
  multiply: 5,
  negate: 6,
  atom: 7,
} as const;

export function atom(text: string, kind: Kind = 'unknown'): Feel {
  return { text, level: LEVEL.atom, kind };
}

export function call(name: string, args: Feel[], kind: Kind = 'unknown'): Feel {
  return atom(`${name}(${args.map(({ text }) => text).join(', ')})`, kind);
}

export function infix(left: Feel, operator: string, right: Feel, level: number, kind: Kind): Feel {
  // `a - (b - c)` keeps its brackets, and comparisons never stand in a row.
  const leftmost = level === LEVEL.compare ? level + 1 : level;
  return { text: `${bracket(left, leftmost)} ${operator} ${bracket(right, level + 1)}`, level, kind };
}

export function equal(left: Feel, right: Feel): Feel {
  return infix(left, '=', right, LEVEL.compare, 'boolean');
}

export function choice(test: Feel, yes: Feel, no: Feel): Feel {
  const text = `if ${test.text} then ${yes.text} else ${no.text}`;
  if (text.length > MOST_CHARACTERS) throw new Untranslatable('');
  return { text, level: LEVEL.choice, kind: yes.kind === no.kind ? yes.kind : 'unknown' };
}

export function bracket({ text, level }: Feel, atLeast: number): string {
  return level < atLeast ? `(${text})` : text;
}

export function quoted(text: string): Feel {
  return atom(JSON.stringify(text), 'string');
}

const WORDS = new Set(
  'if then else for in return some every satisfies between and or instance of function external null true false not'.split(
    ' ',
  ),
);

export function isPlainName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !WORDS.has(name);
}

/** A variable; between backticks where FEEL would read its name otherwise. */
export function variable(name: string): Feel | undefined {
  if (isPlainName(name)) return atom(name);
  return name === '' || /[`\r\n]/.test(name) ? undefined : atom(`\`${name}\``);
}

export function property(of: Feel, name: string): Feel {
  if (isPlainName(name)) return atom(`${bracket(of, LEVEL.atom)}.${name}`);
  return call('get value', [of, quoted(name)]);
}

/** JUEL counts from 0, FEEL from 1. */
export function itemAt(of: Feel, index: Feel): Feel {
  return atom(`${bracket(of, LEVEL.atom)}[${plus(index, 1).text}]`);
}

export function plus(number: Feel, more: number): Feel {
  const known = /^\d+$/.exec(number.text);
  if (known) return atom(String(Number(number.text) + more), 'number');
  if (number.text === 'loopCounter - 1' && more === 1) return atom('loopCounter', 'number');
  return infix(number, '+', atom(String(more), 'number'), LEVEL.add, 'number');
}
