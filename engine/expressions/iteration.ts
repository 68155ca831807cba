// What `for`, `some` and `every` run over: lists, ranges of whole numbers and of dates, one step at a time.
import { plusDays } from './civil.ts';
import { order } from './compare.ts';
import { add, isInteger } from './number.ts';
import type { Run } from './run.ts';
import { dateOf } from './temporal.ts';
import { type FeelDate, type FeelNumber, isTagged, kindOf, type Value } from './value.ts';

/** Null when there is nothing to run over. */
export function iterable(source: Value, run: Run): Iterable<Value> | null {
  if (Array.isArray(source)) return source;
  if (isTagged(source, 'range')) {
    const items = steps(source.start, source.end, run);
    return items === null
      ? null
      : within(items, source.startIncluded ? null : source.start, source.endIncluded ? null : source.end);
  }
  return source === null ? run.warn('FEEL_NOTHING_TO_ITERATE', { kind: 'null' }) : [source];
}

/** `from..to`, which may also run downwards. */
export function steps(from: Value, to: Value, run: Run): Iterable<Value> | null {
  const kind = kindOf(from);
  const direction = order(from, to);
  const whole = kind === 'date' || (kind === 'number' && isInteger(from as FeelNumber));
  if (direction === null || !whole) {
    return run.warn('FEEL_NOTHING_TO_ITERATE', { kind: `${kind}..${kindOf(to)}` });
  }
  return count(from, to, direction <= 0 ? 1 : -1);
}

function* count(from: Value, to: Value, step: 1 | -1): Iterable<Value> {
  for (let at: Value = from; at !== null; at = next(at, step)) {
    const ahead = order(at, to);
    if (ahead === null || ahead * step > 0) return;
    yield at;
  }
}

function next(at: Value, step: 1 | -1): Value {
  if (kindOf(at) === 'number') return add(at as FeelNumber, step);
  const moved = plusDays(at as FeelDate, step);
  return moved === null ? null : dateOf(moved);
}

/** Leaves out the ends of an open interval. */
function* within(items: Iterable<Value>, start: Value, end: Value): Iterable<Value> {
  for (const item of items) {
    if ((start === null || order(item, start) !== 0) && (end === null || order(item, end) !== 0)) yield item;
  }
}
