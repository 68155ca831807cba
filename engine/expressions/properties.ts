// What a path may ask of a value: a context's own entries, and the parts of temporals and ranges.
import { weekday } from './civil.ts';
import { fromDecimal, toDecimal } from './number.ts';
import { clockOf, makeDaysDuration } from './temporal.ts';
import {
  entryOf,
  type FeelContext,
  type FeelDate,
  type FeelDateTime,
  type FeelDaysDuration,
  type FeelMonthsDuration,
  type FeelRange,
  type FeelTime,
  kindOf,
  type Value,
} from './value.ts';

/** Undefined when the value has no such property. */
export function propertyOf(value: Value, name: string): Value | undefined {
  switch (kindOf(value)) {
    case 'context':
      return entryOf(value as FeelContext, name);
    case 'date':
      return dateProperty(value as FeelDate, name);
    case 'time':
      return clockProperty(value as FeelTime, name);
    case 'date and time':
      return dateTimeProperty(value as FeelDateTime, name);
    case 'days and time duration':
      return daysProperty(value as FeelDaysDuration, name);
    case 'years and months duration':
      return monthsProperty(value as FeelMonthsDuration, name);
    case 'range':
      return rangeProperty(value as FeelRange, name);
    default:
      return undefined;
  }
}

function dateProperty(date: FeelDate | FeelDateTime, name: string): Value | undefined {
  switch (name) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return weekday(date);
    default:
      return undefined;
  }
}

function clockProperty(time: FeelTime | FeelDateTime, name: string): Value | undefined {
  switch (name) {
    case 'hour':
      return clockOf(time.second).hour;
    case 'minute':
      return clockOf(time.second).minute;
    case 'second':
      return clockOf(time.second).second;
    case 'time offset':
      return time.offset === null ? null : makeDaysDuration(time.offset);
    case 'timezone':
      return time.zone;
    default:
      return undefined;
  }
}

function dateTimeProperty(value: FeelDateTime, name: string): Value | undefined {
  return dateProperty(value, name) ?? clockProperty(value, name);
}

/** All parts of a negative duration are negative. */
function daysProperty({ seconds }: FeelDaysDuration, name: string): Value | undefined {
  const total = toDecimal(seconds);
  switch (name) {
    case 'days':
      return fromDecimal(total.div(86_400).trunc());
    case 'hours':
      return fromDecimal(total.div(3600).trunc().mod(24));
    case 'minutes':
      return fromDecimal(total.div(60).trunc().mod(60));
    case 'seconds':
      return fromDecimal(total.mod(60));
    default:
      return undefined;
  }
}

function monthsProperty({ months }: FeelMonthsDuration, name: string): Value | undefined {
  if (name === 'years') return Math.trunc(months / 12) + 0;
  return name === 'months' ? (months % 12) + 0 : undefined;
}

function rangeProperty(range: FeelRange, name: string): Value | undefined {
  switch (name) {
    case 'start':
      return range.start;
    case 'end':
      return range.end;
    case 'start included':
      return range.startIncluded;
    case 'end included':
      return range.endIncluded;
    default:
      return undefined;
  }
}
