// Lowers a FEEL value to JSON: doubles, ISO text, lists and plain objects. What JSON cannot say ends the evaluation.
import type { Json } from '../core/json.ts';
import type { Run } from './run.ts';
import { temporalText } from './text.ts';
import {
  type FeelContext,
  type FeelNumber,
  type FeelRange,
  isForbiddenName,
  KIND,
  kindOf,
  type Tagged,
  type Value,
} from './value.ts';

const MAX_DEPTH = 64;

/** Always a copy, so that no result shares structure with the variables it was read from. */
export function lower(value: Value, run: Run, depth = 0): Json {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return lowerNumber(value, run);
  if (depth > MAX_DEPTH) run.fail('FEEL_RESULT_TOO_DEEP', { limit: MAX_DEPTH });
  run.spend(1);
  switch (kindOf(value)) {
    case 'number':
      return lowerNumber(value as FeelNumber, run);
    case 'list':
      return lowerList(value as Value[], run, depth);
    case 'context':
      return lowerContext(value as FeelContext, run, depth);
    case 'range':
    case 'function':
      return run.fail('FEEL_NOT_STORABLE', { kind: kindOf(value) });
    default:
      return temporalText(value as Exclude<Tagged, FeelRange | { [KIND]: 'function' }>, 'iso');
  }
}

/** An integer that a double cannot tell from its neighbor is refused rather than changed. */
function lowerNumber(value: FeelNumber, run: Run): number {
  const double = typeof value === 'number' ? value : value.toNumber();
  if (!Number.isFinite(double) || (Number.isInteger(double) && !Number.isSafeInteger(double))) {
    run.fail('FEEL_NUMBER_TOO_LARGE', { number: String(value) });
  }
  return double + 0;
}

function lowerList(list: Value[], run: Run, depth: number): Json[] {
  run.spend(list.length);
  return list.map((item) => lower(item ?? null, run, depth + 1));
}

function lowerContext(context: FeelContext, run: Run, depth: number): Json {
  const result: { [name: string]: Json } = {};
  for (const name of Object.keys(context)) {
    if (isForbiddenName(name)) return run.fail('FEEL_BAD_ENTRY', { name });
    run.spend(1);
    result[name] = lower(context[name] ?? null, run, depth + 1);
  }
  return result;
}
