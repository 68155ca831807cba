// Rounding of numbers as people write them: half away from zero, on the decimal that a double stands for.

/** With `asUnits`, in units of the last digit that is kept: 82.4 with one decimal is 824. */
export function rounded(value: number, decimals: number, asUnits = false): number {
  if (!Number.isFinite(value)) return Number.NaN;
  const text = Math.abs(value).toString();
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const shift = Number(exponent) + decimals;
  // The digits with the point moved so far that what is kept stands before it.
  const digits = whole + fraction;
  const point = whole.length + shift;
  const kept = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const next = point < 0 ? '0' : (digits[point] ?? '0');
  const units = Number(kept) + (next >= '5' ? 1 : 0);
  const signed = value < 0 && units !== 0 ? -units : units;
  return asUnits ? signed : signed / 10 ** decimals;
}
