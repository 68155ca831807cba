// Built-in functions that relate points and ranges: before, meets, overlaps, during and the rest; and ranges from text.
import { order } from '../compare.ts';
import { parseNumber } from '../number.ts';
import type { Run } from '../run.ts';
import { parseTemporal } from '../temporalParse.ts';
import { type FeelRange, KIND, type Value } from '../value.ts';
import { type Builtin, define, point, range, text } from './signature.ts';

/** A point is a range of one. */
function asRange(value: Value): FeelRange {
  return { [KIND]: 'range', start: value, end: value, startIncluded: true, endIncluded: true, unary: null };
}

/** How the ends of two ranges lie: each is a number below, at or above zero. */
interface Ends {
  a: FeelRange;
  b: FeelRange;
  /** a's start against b's start, and so on. */
  startStart: number;
  startEnd: number;
  endStart: number;
  endEnd: number;
}

type Relation = (ends: Ends) => boolean;

/** Open ends count as not comparable: no relation holds of them. */
function compare(a: FeelRange, b: FeelRange): Ends | null {
  const [startStart, startEnd] = [order(a.start, b.start), order(a.start, b.end)];
  const [endStart, endEnd] = [order(a.end, b.start), order(a.end, b.end)];
  if (startStart === null || startEnd === null || endStart === null || endEnd === null) return null;
  return { a, b, startStart, startEnd, endStart, endEnd };
}

const swap = ({ a, b, startStart, startEnd, endStart, endEnd }: Ends): Ends => ({
  a: b,
  b: a,
  startStart: -startStart,
  startEnd: -endStart,
  endStart: -startEnd,
  endEnd: -endEnd,
});

const before: Relation = ({ a, b, endStart }) =>
  endStart < 0 || (endStart === 0 && !(a.endIncluded && b.startIncluded));
const meets: Relation = ({ a, b, endStart }) => endStart === 0 && a.endIncluded && b.startIncluded;
const startsNotAfter: Relation = ({ a, b, startStart }) =>
  startStart < 0 || (startStart === 0 && (a.startIncluded || !b.startIncluded));
const endsNotBefore: Relation = ({ a, b, endEnd }) =>
  endEnd > 0 || (endEnd === 0 && (a.endIncluded || !b.endIncluded));
const includes: Relation = (ends) => startsNotAfter(ends) && endsNotBefore(ends);
const overlaps: Relation = (ends) => !before(ends) && !before(swap(ends));
const sameStart: Relation = ({ a, b, startStart }) => startStart === 0 && a.startIncluded === b.startIncluded;
const sameEnd: Relation = ({ a, b, endEnd }) => endEnd === 0 && a.endIncluded === b.endIncluded;
const overlapsBefore: Relation = (ends) =>
  overlaps(ends) && startsNotAfter(ends) && !sameStart(ends) && (endsNotBefore(swap(ends)) || sameEnd(ends));
const finishes: Relation = (ends) => sameEnd(ends) && startsNotAfter(swap(ends));
const starts: Relation = (ends) => sameStart(ends) && endsNotBefore(swap(ends));

type Sides = 'point' | 'range';

function relation(name: string, sides: readonly (readonly [Sides, Sides])[], holds: Relation): Builtin[] {
  return sides.map(([first, second]) => {
    const a =
      first === 'point'
        ? point(second === 'point' ? 'point1' : 'point')
        : range(second === 'range' ? 'range1' : 'range');
    const b =
      second === 'point'
        ? point(first === 'point' ? 'point2' : 'point')
        : range(first === 'range' ? 'range2' : 'range');
    return define(name, [a, b], (run, left: Value, right: Value) => {
      const ends = compare(
        first === 'point' ? asRange(left) : (left as FeelRange),
        second === 'point' ? asRange(right) : (right as FeelRange),
      );
      return ends === null ? run.warn('FEEL_NOT_COMPARABLE', { left: first, right: second }) : holds(ends);
    });
  });
}

const PP = ['point', 'point'] as const;
const PR = ['point', 'range'] as const;
const RP = ['range', 'point'] as const;
const RR = ['range', 'range'] as const;

/** `[1..5]`, `]1..5[`, `(1..5]` of numbers, strings or temporals. */
function parseRange(run: Run, from: string): Value {
  const match = from.length > 300 ? null : /^([[(\]])(.*)\.\.(.*)([\])[])$/s.exec(from.trim());
  const ends = match === null ? null : [match[2], match[3]].map((end) => parseEnd(run, (end ?? '').trim()));
  const [start, end] = ends ?? [undefined, undefined];
  if (match === null || start === undefined || end === undefined || (start === null && end === null)) {
    return run.warn('FEEL_BAD_RANGE', { text: from.slice(0, 100) });
  }
  if (start !== null && end !== null && (order(start, end) ?? 1) > 0)
    return run.warn('FEEL_BAD_RANGE', { text: from.slice(0, 100) });
  const unary = start === null || end === null ? '<' : null;
  return {
    [KIND]: 'range',
    start,
    end,
    startIncluded: match[1] === '[',
    endIncluded: match[4] === ']',
    unary,
  };
}

/** Undefined for what is neither a literal nor left out. */
function parseEnd(run: Run, written: string): Value | undefined {
  if (written === '' || written === 'null') return null;
  const quoted = /^@?"([^"]*)"$/.exec(written)?.[1];
  if (quoted !== undefined && !written.startsWith('@')) return quoted;
  const called = /^(?:date|time|date and time|duration)\("([^"]*)"\)$/.exec(written)?.[1];
  const temporal = quoted ?? called;
  if (temporal !== undefined) return parseTemporal(temporal, run.surroundings.zoneOffset) ?? undefined;
  return parseNumber(written) ?? undefined;
}

export const RANGE: readonly Builtin[] = [
  ...relation('before', [PP, PR, RP, RR], before),
  ...relation('after', [PP, PR, RP, RR], (ends) => before(swap(ends))),
  ...relation('meets', [RR], meets),
  ...relation('met by', [RR], (ends) => meets(swap(ends))),
  ...relation('overlaps', [RR], overlaps),
  ...relation('overlaps before', [RR], overlapsBefore),
  ...relation('overlaps after', [RR], (ends) => overlapsBefore(swap(ends))),
  ...relation('finishes', [PR, RR], (ends) =>
    ends.a.start === ends.a.end ? ends.b.endIncluded && ends.endEnd === 0 : finishes(ends),
  ),
  ...relation('finished by', [RP, RR], (ends) =>
    ends.b.start === ends.b.end ? ends.a.endIncluded && ends.endEnd === 0 : finishes(swap(ends)),
  ),
  ...relation('includes', [RP, RR], includes),
  ...relation('during', [PR, RR], (ends) => includes(swap(ends))),
  ...relation('starts', [PR, RR], (ends) =>
    ends.a.start === ends.a.end ? ends.b.startIncluded && ends.startStart === 0 : starts(ends),
  ),
  ...relation('started by', [RP, RR], (ends) =>
    ends.b.start === ends.b.end ? ends.a.startIncluded && ends.startStart === 0 : starts(swap(ends)),
  ),
  ...relation('coincides', [PP, RR], (ends) => sameStart(ends) && sameEnd(ends)),
  define('range', [text('from')], parseRange),
];
