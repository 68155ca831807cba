// Which sums are kept beside the whole: one for each value of a dimension, and for a few pairs that tables are made of.
import { civilFromDays } from '../time/civil.ts';
import { splitValue } from './compute.ts';
import type { Split } from './definition.ts';
import type { Fact } from './fact.ts';

/** Flow, variant and process need none: sums are each process' own. */
export const SLICED: readonly Split[] = [
  'version',
  'product',
  'channel',
  'area',
  'segment',
  'typology',
  'type',
  'topic',
  'site',
  'lane',
  'person',
  'source',
  'element',
];

/** In the order of their names. */
export const PAIRS: readonly (readonly [Split, Split])[] = [
  ['area', 'channel'],
  ['area', 'type'],
  ['channel', 'product'],
  ['element', 'version'],
  ['product', 'segment'],
  ['product', 'typology'],
];

const NAMED_PAIRS = PAIRS.map(([one, other]) => [one, other, `${one}+${other}`] as const);
/** Stands in no dimension's value: it separates the two of a pair. */
const BETWEEN = '\u001f';

/** Name of the slice that tells these dimensions apart; '' for none, undefined where none is kept. */
export function sliceOf(splits: Iterable<Split>): string | undefined {
  const names = [...new Set(splits)].toSorted();
  if (names.length === 0) return '';
  if (names.length === 1) return SLICED.includes(names[0] as Split) ? names[0] : undefined;
  const isKept = PAIRS.some((pair) => names.length === 2 && pair.every((one, at) => one === names[at]));
  return isKept ? names.join('+') : undefined;
}

/** Each slice that a fact falls into, with its value there; of those that are wanted. */
export function slicesOf(fact: Fact, wanted?: ReadonlySet<string>): [slice: string, value: string][] {
  const found: [string, string][] = !wanted || wanted.has('') ? [['', '']] : [];
  for (const split of SLICED) {
    if (wanted && !wanted.has(split)) continue;
    const value = splitValue(fact, split);
    if (value !== undefined) found.push([split, value]);
  }
  for (const [one, other, name] of NAMED_PAIRS) {
    if (wanted && !wanted.has(name)) continue;
    const [a, b] = [splitValue(fact, one), splitValue(fact, other)];
    if (a !== undefined && b !== undefined) found.push([name, a + BETWEEN + b]);
  }
  return found;
}

/** The dimensions that a slice's value stands for. */
export function dimsOfSlice(slice: string, value: string): { [split in Split]?: string } {
  if (slice === '') return {};
  const names = slice.split('+') as Split[];
  if (names.length === 1) return { [names[0] as Split]: value };
  const values = value.split(BETWEEN);
  return Object.fromEntries(names.map((name, at) => [name, values[at]]));
}

/** Months are counted from year 0, so that they sort and subtract. */
export function monthOf(day: number): number {
  const { year, month } = civilFromDays(day);
  return year * 12 + month - 1;
}
