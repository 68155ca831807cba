// `between` and `in`: whether a value lies in a range or passes one of several tests.
import { inRange, passes } from '../compare.ts';
import type { SyntaxNode } from '../syntax.ts';
import { KIND } from '../value.ts';
import type { Node, Scope, Unit } from './unit.ts';

export function compileBetween(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const [value, start, end] = [0, 2, 4].map((index) =>
    unit.compile(node.children[index] as SyntaxNode, scope),
  ) as [Node, Node, Node];
  return (env) => {
    const range = {
      [KIND]: 'range' as const,
      start: start(env),
      end: end(env),
      startIncluded: true,
      endIncluded: true,
      unary: null,
    };
    return inRange(value(env), range, env.run);
  };
}

/** `x in test` and `x in (test, test)`: true when one passes; null when none does and one could not be told. */
export function compileIn(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const value = unit.compile(node.children[0] as SyntaxNode, scope);
  const tests = node.children
    .slice(2)
    .flatMap((child) =>
      child.name === 'PositiveUnaryTests'
        ? child.children
        : child.name === 'PositiveUnaryTest'
          ? [child]
          : [],
    )
    .map((test) => unit.compile(test.children[0] as SyntaxNode, scope));
  return (env) => {
    const subject = value(env);
    let result: boolean | null = false;
    for (const test of tests) {
      const passed = passes(subject, test(env), env.run);
      if (passed === true) return true;
      if (passed === null) result = null;
    }
    return result;
  };
}
