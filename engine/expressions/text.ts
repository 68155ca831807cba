// Writes values as text: what `string(x)` gives, and the ISO form in which temporals leave.

import { numberText, toDecimal } from './number.ts';
import type { Run } from './run.ts';
import { clockOf } from './temporal.ts';
import {
  type CivilDate,
  type FeelContext,
  type FeelDaysDuration,
  type FeelMonthsDuration,
  type FeelNumber,
  type FeelRange,
  KIND,
  kindOf,
  type Tagged,
  type Value,
  type Zoning,
} from './value.ts';
import { offsetText, two } from './zone.ts';

export function dateText({ year, month, day }: CivilDate): string {
  const size = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${size}-${two(month)}-${two(day)}`;
}

function clockText(secondOfDay: FeelNumber): string {
  const { hour, minute, second } = clockOf(secondOfDay);
  const seconds = numberText(second);
  const whole = seconds.indexOf('.') < 0 ? seconds.length : seconds.indexOf('.');
  return `${two(hour)}:${two(minute)}:${whole < 2 ? '0' : ''}${seconds}`;
}

function zoningText({ offset, zone }: Zoning, form: 'feel' | 'iso'): string {
  if (zone !== null && form === 'feel') return `@${zone}`;
  return offset === null ? '' : offsetText(offset);
}

export function daysDurationText({ seconds }: FeelDaysDuration): string {
  const size = toDecimal(seconds).abs();
  const minutes = size.div(60).floor();
  const hours = minutes.div(60).floor();
  const days = hours.div(24).floor();
  const rest = {
    D: days,
    H: hours.minus(days.times(24)),
    M: minutes.minus(hours.times(60)),
    S: size.minus(minutes.times(60)),
  };
  const time = `${part(rest.H, 'H')}${part(rest.M, 'M')}${part(rest.S, 'S')}`;
  const text = `P${part(rest.D, 'D')}${time === '' ? '' : `T${time}`}`;
  if (text === 'P') return 'PT0S';
  return toDecimal(seconds).isNegative() ? `-${text}` : text;
}

function part(value: { isZero(): boolean; toString(): string }, unit: string): string {
  return value.isZero() ? '' : `${value.toString()}${unit}`;
}

export function monthsDurationText({ months }: FeelMonthsDuration): string {
  if (months === 0) return 'P0M';
  const size = Math.abs(months);
  const years = Math.floor(size / 12);
  const rest = size % 12;
  return `${months < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${rest === 0 ? '' : `${rest}M`}`;
}

/** Temporals only; a zone's name is kept in FEEL's form and lowered to its offset in ISO's. */
export function temporalText(
  value: Exclude<Tagged, FeelRange | { [KIND]: 'function' }>,
  form: 'feel' | 'iso',
): string {
  switch (value[KIND]) {
    case 'date':
      return dateText(value);
    case 'time':
      return `${clockText(value.second)}${zoningText(value, form)}`;
    case 'date and time':
      return `${dateText(value)}T${clockText(value.second)}${zoningText(value, form)}`;
    case 'days and time duration':
      return daysDurationText(value);
    case 'years and months duration':
      return monthsDurationText(value);
  }
}

/** Text of any value, as it would be written in FEEL; a string alone stands without its quotes. */
export function feelText(value: Value, run: Run): string {
  return typeof value === 'string' ? value : inner(value, run, 0);
}

function inner(value: Value, run: Run, depth: number): string {
  run.spend(2);
  if (depth > 500) run.fail('FEEL_TOO_DEEP', { limit: 500 });
  switch (kindOf(value)) {
    case 'null':
      return 'null';
    case 'boolean':
      return value === true ? 'true' : 'false';
    case 'number':
      return numberText(value as FeelNumber);
    case 'string':
      run.spend((value as string).length >> 4);
      return `"${(value as string).replace(/["\\]/g, '\\$&')}"`;
    case 'list':
      return `[${(value as Value[]).map((item) => inner(item ?? null, run, depth + 1)).join(', ')}]`;
    case 'context':
      return contextText(value as FeelContext, run, depth);
    case 'range':
      return rangeText(value as FeelRange, run, depth);
    case 'function':
      return 'function';
    default:
      return temporalText(value as Exclude<Tagged, FeelRange | { [KIND]: 'function' }>, 'feel');
  }
}

function contextText(context: FeelContext, run: Run, depth: number): string {
  // Sorted, as stored contexts are.
  const names = Object.keys(context).sort();
  const entries = names.map((key) => {
    const name = /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : `"${key.replace(/["\\]/g, '\\$&')}"`;
    return `${name}: ${inner(context[key] ?? null, run, depth + 1)}`;
  });
  return `{${entries.join(', ')}}`;
}

function rangeText(range: FeelRange, run: Run, depth: number): string {
  const start = inner(range.start, run, depth + 1);
  const end = inner(range.end, run, depth + 1);
  return `${range.startIncluded ? '[' : '('}${start}..${end}${range.endIncluded ? ']' : ')'}`;
}
