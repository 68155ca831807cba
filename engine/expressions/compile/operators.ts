// Operators: arithmetic, comparison, and the three-valued `and` and `or`.
import { type Operator, operate } from '../arithmetic.ts';
import { equal, order } from '../compare.ts';
import { negate } from '../number.ts';
import type { SyntaxNode } from '../syntax.ts';
import { negateDuration } from '../temporalArithmetic.ts';
import { type FeelNumber, isTagged, kindOf, type Value } from '../value.ts';
import { numberOf } from './literals.ts';
import { compileBetween, compileIn } from './membership.ts';
import { type Env, type Node, type Scope, textOf, type Unit } from './unit.ts';

export function compileConjunction(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const [left, right] = operands(node, scope, unit);
  return (env) => {
    const a = left(env);
    if (a === false) return false;
    const b = right(env);
    if (b === false) return false;
    return a === true && b === true ? true : notBoolean(env, a, b);
  };
}

export function compileDisjunction(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const [left, right] = operands(node, scope, unit);
  return (env) => {
    const a = left(env);
    if (a === true) return true;
    const b = right(env);
    if (b === true) return true;
    return a === false && b === false ? false : notBoolean(env, a, b);
  };
}

function notBoolean({ run }: Env, a: Value, b: Value): null {
  return run.warn('FEEL_NOT_BOOLEAN', { left: kindOf(a), right: kindOf(b) });
}

function operands(node: SyntaxNode, scope: Scope | null, unit: Unit): [Node, Node] {
  const first = node.children[0] as SyntaxNode;
  const last = node.children.at(-1) as SyntaxNode;
  return [unit.compile(first, scope), unit.compile(last, scope)];
}

export function compileArithmetic(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  if (node.children.length === 2) return compileSign(node, scope, unit);
  const [left, right] = operands(node, scope, unit);
  const sign = textOf(unit, node.children[1] as SyntaxNode);
  const operator: Operator = sign === '^' ? '**' : (sign as Operator);
  if (operator === '+') {
    return (env) => {
      const a = left(env);
      const b = right(env);
      if (typeof a === 'number' && typeof b === 'number') {
        const sum = a + b;
        if (Number.isSafeInteger(sum) && Number.isSafeInteger(a) && Number.isSafeInteger(b)) return sum;
      }
      return operate('+', a, b, env.run);
    };
  }
  return (env) => operate(operator, left(env), right(env), env.run);
}

function compileSign(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const operand = unit.compile(node.children[1] as SyntaxNode, scope);
  const minus = textOf(unit, node.children[0] as SyntaxNode) === '-';
  return (env) => {
    const value = operand(env);
    if (kindOf(value) === 'number') return minus ? negate(value as FeelNumber) : value;
    if (
      minus &&
      (isTagged(value, 'days and time duration') || isTagged(value, 'years and months duration'))
    ) {
      return negateDuration(value);
    }
    return env.run.warn('FEEL_CANNOT_CALCULATE', {
      operator: minus ? '-' : '+',
      left: 'nothing',
      right: kindOf(value),
    });
  };
}

export function compileComparison(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const operator = node.children[1] as SyntaxNode;
  switch (operator.name) {
    case 'CompareOp':
      return compileOrder(node, textOf(unit, operator), scope, unit);
    case 'between':
      return compileBetween(node, scope, unit);
    default:
      return compileIn(node, scope, unit);
  }
}

type Test = (order: number) => boolean;

const TESTS: { readonly [operator: string]: Test } = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compileOrder(node: SyntaxNode, operator: string, scope: Scope | null, unit: Unit): Node {
  refuseSigns(node.children[2] as SyntaxNode, unit);
  const [left, right] = operands(node, scope, unit);
  if (operator === '=') return compileEquality(node, left, right, unit);
  if (operator === '!=') {
    const equality = compileEquality(node, left, right, unit);
    return (env) => {
      const same = equality(env);
      return same === null ? null : !same;
    };
  }
  const test = TESTS[operator] as Test;
  return fastOrder(operator, left, right, (env, a, b) => {
    const result = order(a, b);
    return result === null
      ? env.run.warn('FEEL_NOT_COMPARABLE', { left: kindOf(a), right: kindOf(b) })
      : test(result);
  });
}

/** The grammar reads `a > = b` as `a > (= b)`, which nobody means. */
export function refuseSigns(operand: SyntaxNode, unit: Unit): void {
  if (operand.name !== 'SimplePositiveUnaryTest' || operand.children[0]?.name !== 'CompareOp') return;
  unit.problems.push({ code: 'FEEL_SYNTAX', node: operand, near: textOf(unit, operand).slice(0, 30) });
}

type Slow = (env: Env, a: Value, b: Value) => Value;

/** Two doubles, by far the most common case, are compared in place. */
function fastOrder(operator: string, left: Node, right: Node, slow: Slow): Node {
  switch (operator) {
    case '<':
      return (env) => {
        const a = left(env);
        const b = right(env);
        return typeof a === 'number' && typeof b === 'number' ? a < b : slow(env, a, b);
      };
    case '<=':
      return (env) => {
        const a = left(env);
        const b = right(env);
        return typeof a === 'number' && typeof b === 'number' ? a <= b : slow(env, a, b);
      };
    case '>':
      return (env) => {
        const a = left(env);
        const b = right(env);
        return typeof a === 'number' && typeof b === 'number' ? a > b : slow(env, a, b);
      };
    default:
      return (env) => {
        const a = left(env);
        const b = right(env);
        return typeof a === 'number' && typeof b === 'number' ? a >= b : slow(env, a, b);
      };
  }
}

function compileEquality(node: SyntaxNode, left: Node, right: Node, unit: Unit): Node {
  const literal = node.children[2] as SyntaxNode;
  if (literal.name === 'NumericLiteral') {
    const number = numberOf(literal, unit);
    return (env) => {
      const value = left(env);
      return typeof value === 'number' && typeof number === 'number'
        ? value === number
        : equal(value, number, env.run);
    };
  }
  return (env) => equal(left(env), right(env), env.run);
}
