// Built-in functions of numbers: rounding, roots, logarithms, remainders.
import type { Decimal as DecimalJs } from 'decimal.js';
import { order } from '../compare.ts';
import {
  compareNumbers,
  Decimal,
  floorDivide,
  fromDecimal,
  negate,
  toDecimal,
  toSmallInteger,
} from '../number.ts';
import type { Run } from '../run.ts';
import { makeDaysDuration, makeMonthsDuration } from '../temporal.ts';
import { negateDuration } from '../temporalArithmetic.ts';
import { type FeelNumber, isTagged, type Value } from '../value.ts';
import { anything, type Builtin, define, number } from './signature.ts';

/** Scales that decimal128 knows. */
const MIN_SCALE = -6111;
const MAX_SCALE = 6176;

/** Steps that a logarithm, a root or an exponential of 34 digits is worth. */
const HARD = 2000;

function round(run: Run, n: FeelNumber, scale: FeelNumber, rounding: DecimalJs.Rounding): Value {
  const places = toSmallInteger(scale);
  if (places === null || places < MIN_SCALE || places > MAX_SCALE)
    return run.warn('FEEL_BAD_SCALE', { scale: String(scale) });
  run.spend(10);
  const value = toDecimal(n);
  if (places >= value.decimalPlaces()) return n;
  if (places >= 0) return fromDecimal(value.toDecimalPlaces(places, rounding));
  const unit = new Decimal(10).pow(-places);
  return fromDecimal(value.div(unit).toDecimalPlaces(0, rounding).times(unit));
}

function rounder(name: string, rounding: DecimalJs.Rounding, scaleOptional: boolean): Builtin[] {
  const full = define(name, [number('n'), number('scale')], (run, n, scale) =>
    round(run, n, scale, rounding),
  );
  return scaleOptional ? [define(name, [number('n')], (run, n) => round(run, n, 0, rounding)), full] : [full];
}

function hard(name: string, from: string, calculate: (n: DecimalJs) => DecimalJs): Builtin {
  return define(name, [number(from)], (run, n) => {
    run.spend(HARD);
    return fromDecimal(calculate(toDecimal(n))) ?? run.warn('FEEL_NO_RESULT', { function: name });
  });
}

function absolute(run: Run, value: Value): Value {
  if (isTagged(value, 'days and time duration'))
    return order(value, makeDaysDuration(0)) === -1 ? negateDuration(value) : value;
  if (isTagged(value, 'years and months duration')) return makeMonthsDuration(Math.abs(value.months));
  return run.warn('FEEL_WRONG_ARGUMENTS', { function: 'abs' });
}

function parity(name: string, wanted: number): Builtin {
  return define(name, [number('number')], (_run, n) => {
    const rest = floorDivide(n, 2);
    return rest === null ? null : compareNumbers(rest.remainder, wanted) === 0;
  });
}

export const NUMERIC: readonly Builtin[] = [
  ...rounder('decimal', Decimal.ROUND_HALF_EVEN, false),
  ...rounder('floor', Decimal.ROUND_FLOOR, true),
  ...rounder('ceiling', Decimal.ROUND_CEIL, true),
  ...rounder('round up', Decimal.ROUND_UP, false),
  ...rounder('round down', Decimal.ROUND_DOWN, false),
  ...rounder('round half up', Decimal.ROUND_HALF_UP, false),
  ...rounder('round half down', Decimal.ROUND_HALF_DOWN, false),
  define('abs', [number('n')], (_run, n) => (compareNumbers(n, 0) < 0 ? negate(n) : n)),
  define('abs', [anything('n')], absolute),
  define('modulo', [number('dividend'), number('divisor')], (run, dividend, divisor) => {
    return floorDivide(dividend, divisor)?.remainder ?? run.warn('FEEL_NO_RESULT', { function: 'modulo' });
  }),
  hard('sqrt', 'number', (n) => n.sqrt()),
  hard('log', 'number', (n) => n.ln()),
  hard('exp', 'number', (n) => n.exp()),
  parity('odd', 1),
  parity('even', 0),
];
