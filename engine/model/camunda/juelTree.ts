// A JUEL expression as a tree, read by operator precedence (JSR 245, expression language 2.1, section 1.18).
import { type Token, tokensOf } from './juelTokens.ts';

export type Tree =
  | { kind: 'string'; value: string }
  | { kind: 'number'; text: string }
  | { kind: 'word'; text: 'true' | 'false' | 'null' }
  | { kind: 'name'; name: string }
  | { kind: 'member'; of: Tree; name: string }
  | { kind: 'index'; of: Tree; by: Tree }
  /** `of` is absent where a function of its own is called. */
  | { kind: 'call'; of?: Tree; name: string; args: Tree[] }
  | { kind: 'unary'; operator: string; of: Tree }
  | { kind: 'binary'; operator: string; left: Tree; right: Tree }
  | { kind: 'choice'; test: Tree; yes: Tree; no: Tree };

const LEVEL = new Map([
  ['?', 1],
  ['||', 2],
  ['&&', 3],
  ['==', 4],
  ['!=', 4],
  ['<', 5],
  ['>', 5],
  ['<=', 5],
  ['>=', 5],
  ['+', 6],
  ['-', 6],
  ['*', 7],
  ['/', 7],
  ['%', 7],
]);
const UNARY = 8;
/** Deeper than any drawing needs; a hostile text must not exhaust the stack. */
const MOST_DEPTH = 60;
const MOST_TOKENS = 500;

interface Reading {
  tokens: Token[];
  at: number;
  depth: number;
}

/** Thrown and caught in this file only. */
class Unreadable {}

/** Undefined where the text is no JUEL. */
export function readJuel(source: string): Tree | undefined {
  const tokens = tokensOf(source);
  if (!tokens || tokens.length === 0 || tokens.length > MOST_TOKENS) return undefined;
  const reading: Reading = { tokens, at: 0, depth: 0 };
  try {
    const tree = expression(reading, 0);
    return reading.at === tokens.length ? tree : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

function expression(reading: Reading, above: number): Tree {
  reading.depth += 1;
  if (reading.depth > MOST_DEPTH) throw new Unreadable();
  let left = operand(reading);
  for (;;) {
    const operator = operatorHere(reading);
    const level = operator === undefined ? undefined : LEVEL.get(operator);
    if (operator === undefined || level === undefined || level <= above) break;
    reading.at += 1;
    left = operator === '?' ? choice(reading, left) : binary(reading, operator, left, level);
  }
  reading.depth -= 1;
  return left;
}

function choice(reading: Reading, test: Tree): Tree {
  const yes = expression(reading, 0);
  expect(reading, ':');
  return { kind: 'choice', test, yes, no: expression(reading, 0) };
}

function binary(reading: Reading, operator: string, left: Tree, level: number): Tree {
  return { kind: 'binary', operator, left, right: expression(reading, level) };
}

function operand(reading: Reading): Tree {
  const operator = operatorHere(reading);
  if (operator === '!' || operator === '-' || operator === 'empty') {
    reading.at += 1;
    return { kind: 'unary', operator, of: expression(reading, UNARY) };
  }
  return behind(reading, simple(reading));
}

function simple(reading: Reading): Tree {
  const token = reading.tokens[reading.at];
  reading.at += 1;
  if (token?.kind === 'number') return { kind: 'number', text: token.text };
  if (token?.kind === 'string') return { kind: 'string', value: token.value };
  if (token?.kind === 'name') {
    const { text } = token;
    if (text === 'true' || text === 'false' || text === 'null') return { kind: 'word', text };
    return operatorHere(reading) === '('
      ? { kind: 'call', name: text, args: argumentsOf(reading) }
      : { kind: 'name', name: text };
  }
  if (token?.text !== '(') throw new Unreadable();
  const inner = expression(reading, 0);
  expect(reading, ')');
  return inner;
}

/** Properties, indexes and calls behind a value. */
function behind(reading: Reading, first: Tree): Tree {
  let of = first;
  for (;;) {
    const operator = operatorHere(reading);
    if (operator === '.') {
      reading.at += 1;
      const name = reading.tokens[reading.at];
      if (name?.kind !== 'name') throw new Unreadable();
      reading.at += 1;
      const isCall = operatorHere(reading) === '(';
      of = isCall
        ? { kind: 'call', of, name: name.text, args: argumentsOf(reading) }
        : { kind: 'member', of, name: name.text };
    } else if (operator === '[') {
      reading.at += 1;
      of = { kind: 'index', of, by: expression(reading, 0) };
      expect(reading, ']');
    } else return of;
  }
}

function argumentsOf(reading: Reading): Tree[] {
  expect(reading, '(');
  const args: Tree[] = [];
  if (operatorHere(reading) !== ')') {
    args.push(expression(reading, 0));
    while (operatorHere(reading) === ',') {
      reading.at += 1;
      args.push(expression(reading, 0));
    }
  }
  expect(reading, ')');
  return args;
}

function expect(reading: Reading, text: string): void {
  if (operatorHere(reading) !== text) throw new Unreadable();
  reading.at += 1;
}

function operatorHere({ tokens, at }: Reading): string | undefined {
  const token = tokens[at];
  return token?.kind === 'operator' ? token.text : undefined;
}
