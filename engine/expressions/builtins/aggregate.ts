// Built-in functions that bring a list down to one value: sums, means, extremes, and all or any of it.

import { order } from '../compare.ts';
import { add, compareNumbers, divide, fromDecimal, multiply, subtract, toDecimal } from '../number.ts';
import type { Run } from '../run.ts';
import { type FeelNumber, kindOf, type Value } from '../value.ts';
import { type Builtin, defineListOrItems } from './signature.ts';

/** Null, with a warning, unless every item is a number and there is at least one. */
function numbersOf(run: Run, name: string, items: Value[]): FeelNumber[] | null {
  run.spend(1 + items.length * 10);
  if (items.length > 0 && items.every((item) => kindOf(item) === 'number')) return items as FeelNumber[];
  return run.warn('FEEL_WRONG_ARGUMENTS', { function: name });
}

function fold(
  name: string,
  start: FeelNumber,
  step: (a: FeelNumber, b: FeelNumber) => FeelNumber | null,
): Builtin {
  return defineListOrItems(name, (run, items) => {
    const numbers = numbersOf(run, name, items);
    return numbers === null ? null : total(numbers, start, step);
  });
}

function total(
  numbers: FeelNumber[],
  start: FeelNumber,
  step: (a: FeelNumber, b: FeelNumber) => FeelNumber | null,
): FeelNumber | null {
  let result: FeelNumber | null = start;
  for (const number of numbers) result = result === null ? null : step(result, number);
  return result;
}

function mean(numbers: FeelNumber[]): FeelNumber | null {
  const sum = total(numbers, 0, add);
  return sum === null ? null : divide(sum, numbers.length);
}

function median(numbers: FeelNumber[]): FeelNumber | null {
  const sorted = numbers.toSorted(compareNumbers);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : mean([sorted[middle - 1] ?? 0, upper]);
}

/** Of a sample: divided by one less than the count. */
function deviation(run: Run, numbers: FeelNumber[]): FeelNumber | null {
  const middle = mean(numbers);
  if (middle === null || numbers.length < 2) return null;
  run.spend(1000);
  const squares = numbers.map((number) => {
    const distance = subtract(number, middle) ?? 0;
    return multiply(distance, distance) ?? 0;
  });
  const variance = divide(total(squares, 0, add) ?? 0, numbers.length - 1);
  return variance === null ? null : fromDecimal(toDecimal(variance).sqrt());
}

function mode(numbers: FeelNumber[]): Value {
  const sorted = numbers.toSorted(compareNumbers);
  const groups: { value: FeelNumber; count: number }[] = [];
  for (const value of sorted) {
    const last = groups.at(-1);
    if (last !== undefined && compareNumbers(last.value, value) === 0) last.count++;
    else groups.push({ value, count: 1 });
  }
  const most = groups.reduce((highest, { count }) => Math.max(highest, count), 0);
  return groups.filter(({ count }) => count === most).map(({ value }) => value);
}

function extreme(name: string, sign: 1 | -1): Builtin {
  return defineListOrItems(name, (run, items) => {
    run.spend(1 + items.length);
    let best = items[0] ?? null;
    for (const item of items) {
      const result = order(item, best);
      if (result === null)
        return run.warn('FEEL_NOT_COMPARABLE', { left: kindOf(item), right: kindOf(best) });
      if (result * sign > 0) best = item;
    }
    return best;
  });
}

/** Three-valued: an item that is not a boolean leaves the answer open, unless another one settles it. */
function quantifier(name: string, settling: boolean): Builtin {
  return defineListOrItems(name, (run, items) => {
    run.spend(1 + items.length);
    if (items.includes(settling)) return settling;
    return items.every((item) => item === !settling)
      ? !settling
      : run.warn('FEEL_WRONG_ARGUMENTS', { function: name });
  });
}

export const AGGREGATE: readonly Builtin[] = [
  fold('sum', 0, add),
  fold('product', 1, multiply),
  defineListOrItems('mean', (run, items) => nullable(numbersOf(run, 'mean', items), mean)),
  defineListOrItems('median', (run, items) => nullable(numbersOf(run, 'median', items), median)),
  defineListOrItems('stddev', (run, items) =>
    nullable(numbersOf(run, 'stddev', items), (numbers) => deviation(run, numbers)),
  ),
  defineListOrItems('mode', (run, items) =>
    items.length === 0 ? [] : nullable(numbersOf(run, 'mode', items), mode),
  ),
  extreme('max', 1),
  extreme('min', -1),
  quantifier('all', false),
  quantifier('any', true),
];

function nullable(numbers: FeelNumber[] | null, calculate: (numbers: FeelNumber[]) => Value): Value {
  return numbers === null ? null : calculate(numbers);
}
