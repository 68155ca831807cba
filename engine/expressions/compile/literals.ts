// Literals: numbers, strings, booleans, null, and temporals written as `@"..."`.
import { negate, parseNumber } from '../number.ts';
import type { SyntaxNode } from '../syntax.ts';
import { parseTemporal } from '../temporalParse.ts';
import type { Value } from '../value.ts';
import { type Node, type Scope, textOf, type Unit } from './unit.ts';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
]);

export function constant(value: Value): Node {
  return () => value;
}

export function compileNumber(node: SyntaxNode, _scope: Scope | null, unit: Unit): Node {
  return constant(numberOf(node, unit));
}

export function numberOf(node: SyntaxNode, unit: Unit): Value {
  const text = textOf(unit, node);
  const value = parseNumber(text.replace(/^-\s*/, ''));
  return value !== null && text.startsWith('-') ? negate(value) : value;
}

export function compileString(node: SyntaxNode, _scope: Scope | null, unit: Unit): Node {
  return constant(stringOf(textOf(unit, node)));
}

/** A backslash before any other character stands for itself, as regular expressions need. */
export function stringOf(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(
      /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\s\S]))/g,
      (all, four?: string, six?: string, sign?: string) => {
        const code = four ?? six;
        if (code !== undefined)
          return Number.parseInt(code, 16) <= 0x10ffff
            ? String.fromCodePoint(Number.parseInt(code, 16))
            : all;
        if (sign === '"' || sign === '\\' || sign === "'") return sign;
        return ESCAPES.get(sign ?? '') ?? all;
      },
    );
}

export function compileBoolean(node: SyntaxNode, _scope: Scope | null, unit: Unit): Node {
  return constant(textOf(unit, node) === 'true');
}

export function compileNull(): Node {
  return constant(null);
}

/** Read at run time, since a zone's offset is asked of the surroundings. */
export function compileDateTimeLiteral(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const literal = node.children[0];
  const quoted = literal?.name === 'AtLiteral' ? literal.children[0] : undefined;
  if (quoted === undefined) return unit.compile({ ...node, name: 'FunctionInvocation' }, scope);
  const text = stringOf(textOf(unit, quoted));
  if (!text.includes('@')) {
    const value = parseTemporal(text, () => null);
    if (value !== null) return constant(value);
    unit.problems.push({ code: 'FEEL_BAD_TEMPORAL', node, near: text });
  }
  return ({ run }) =>
    parseTemporal(text, run.surroundings.zoneOffset) ?? run.warn('FEEL_BAD_TEMPORAL', { near: text });
}
