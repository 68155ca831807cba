// FEEL numbers: decimals of 34 digits, held as doubles wherever a double says the same.
import { Decimal as DecimalJs } from 'decimal.js';
import type { FeelNumber } from './value.ts';

/** As decimal128: 34 digits, half to even. Exponents beyond its range overflow to infinity, which FEEL calls null. */
export const Decimal = DecimalJs.clone({
  precision: 34,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6143,
  toExpNeg: -7000,
  toExpPos: 7000,
});

/** Digits that any double keeps when written and read again. */
const SAFE_DIGITS = 15;
const SAFE_EXPONENT = 290;

export function toDecimal(value: FeelNumber): DecimalJs {
  return typeof value === 'number' ? new Decimal(value) : value;
}

/** The double that says the same, else the decimal itself. Null for what is no number. */
export function fromDecimal(value: DecimalJs): FeelNumber | null {
  if (!value.isFinite()) return null;
  if (value.isZero()) return 0;
  if (value.precision() <= SAFE_DIGITS && Math.abs(value.e) < SAFE_EXPONENT) return value.toNumber();
  return value;
}

export function parseNumber(text: string): FeelNumber | null {
  return /^[+-]?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d{1,5})?$/.test(text)
    ? fromDecimal(new Decimal(text).toSignificantDigits(34))
    : null;
}

export function add(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum) && Number.isSafeInteger(a) && Number.isSafeInteger(b)) return sum;
  }
  return fromDecimal(toDecimal(a).plus(toDecimal(b)));
}

export function subtract(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference) && Number.isSafeInteger(a) && Number.isSafeInteger(b))
      return difference;
  }
  return fromDecimal(toDecimal(a).minus(toDecimal(b)));
}

export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product) && Number.isSafeInteger(a) && Number.isSafeInteger(b))
      return product + 0;
  }
  return fromDecimal(toDecimal(a).times(toDecimal(b)));
}

export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) return null;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && a % b === 0) return a / b + 0;
  }
  return fromDecimal(toDecimal(a).div(toDecimal(b)));
}

/** By multiplication, since the language's own power may be off by one in the last digit. */
function smallPower(base: number, exponent: number): number | null {
  if (exponent > 64) return null;
  let result = 1;
  for (let i = 0; i < exponent; i++) {
    result *= base;
    if (!Number.isSafeInteger(result)) return null;
  }
  return result + 0;
}

/** Integer powers are cheap at any size; others cost what a logarithm does, so callers charge for them. */
export function power(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (
    typeof a === 'number' &&
    typeof b === 'number' &&
    Number.isSafeInteger(a) &&
    Number.isSafeInteger(b) &&
    b >= 0
  ) {
    const result = smallPower(a, b);
    if (result !== null) return result;
  }
  return fromDecimal(toDecimal(a).pow(toDecimal(b)));
}

export function negate(a: FeelNumber): FeelNumber {
  return typeof a === 'number' ? 0 - a : a.negated();
}

/** Doubles order as their shortest decimals do. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return toDecimal(a).comparedTo(toDecimal(b));
}

/** Floored division: the integer below, and what is left, with the sign of the divisor. */
export function floorDivide(
  a: FeelNumber,
  b: FeelNumber,
): { quotient: FeelNumber; remainder: FeelNumber } | null {
  if (compareNumbers(b, 0) === 0) return null;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const quotient = Math.floor((a as number) / (b as number));
    return { quotient, remainder: (a as number) - quotient * (b as number) + 0 };
  }
  const quotient = toDecimal(a).div(toDecimal(b)).floor();
  const remainder = fromDecimal(toDecimal(a).minus(quotient.times(toDecimal(b))));
  const whole = fromDecimal(quotient);
  return whole === null || remainder === null ? null : { quotient: whole, remainder };
}

export function isInteger(value: FeelNumber): boolean {
  return typeof value === 'number' ? Number.isInteger(value) : value.isInteger();
}

/** Towards zero, as a double where that is exact; null when it is beyond what counts as an index or a scale. */
export function toSmallInteger(value: FeelNumber): number | null {
  const whole = typeof value === 'number' ? Math.trunc(value) : value.trunc().toNumber();
  return Number.isSafeInteger(whole) ? whole + 0 : null;
}

export function numberText(value: FeelNumber): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return toDecimal(value).toString();
}
