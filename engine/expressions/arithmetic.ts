// The operators + - * / ** over numbers, strings and temporals; null for operands that do not go together.
import * as numbers from './number.ts';
import type { Run } from './run.ts';
import { dividedBy, isDuration, minus, plus, times } from './temporalArithmetic.ts';
import { type FeelNumber, kindOf, type Value } from './value.ts';

export type Operator = '+' | '-' | '*' | '/' | '**';

const MAX_STRING = 1_000_000;

/** Exact decimals cost more than integers, and powers more than both. */
const INTEGER_COST = 2;
const DECIMAL_COST = 20;
const POWER_COST = 2000;

export function operate(operator: Operator, a: Value, b: Value, run: Run): Value {
  const left = kindOf(a);
  const right = kindOf(b);
  const result =
    left === 'number' && right === 'number'
      ? ofNumbers(operator, a as FeelNumber, b as FeelNumber, run)
      : ofOthers(operator, a, b, run);
  if (result === undefined) return run.warn('FEEL_CANNOT_CALCULATE', { operator, left, right });
  return result ?? run.warn('FEEL_NO_RESULT', { operator, left, right });
}

function ofNumbers(operator: Operator, a: FeelNumber, b: FeelNumber, run: Run): FeelNumber | null {
  const integers = Number.isSafeInteger(a) && Number.isSafeInteger(b) && operator !== '/';
  run.spend(operator === '**' ? POWER_COST : integers ? INTEGER_COST : DECIMAL_COST);
  switch (operator) {
    case '+':
      return numbers.add(a, b);
    case '-':
      return numbers.subtract(a, b);
    case '*':
      return numbers.multiply(a, b);
    case '/':
      return numbers.divide(a, b);
    case '**':
      return numbers.power(a, b);
  }
}

/** Undefined: these operands do not go together. Null: they do, but the result is beyond what can be said. */
function ofOthers(operator: Operator, a: Value, b: Value, run: Run): Value | undefined {
  if (typeof a === 'string' && typeof b === 'string')
    return operator === '+' ? joinText(a, b, run) : undefined;
  run.spend(DECIMAL_COST);
  switch (operator) {
    case '+':
      return plus(a, b, run);
    case '-':
      return minus(a, b, run);
    case '*':
      return isDuration(a) ? times(a, b) : isDuration(b) ? times(b, a) : undefined;
    case '/':
      return isDuration(a) ? dividedBy(a, b) : undefined;
    default:
      return undefined;
  }
}

export function joinText(a: string, b: string, run: Run): string {
  const length = a.length + b.length;
  run.spend(1 + (length >> 6));
  if (length > MAX_STRING) run.fail('FEEL_STRING_TOO_LONG', { limit: MAX_STRING });
  return a + b;
}
