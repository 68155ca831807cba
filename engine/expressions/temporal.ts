// Builds temporal values: the only place that makes dates, times and durations, so that all of them are valid.
import { DAY_SECONDS, isCivilDate, toEpochDay } from './civil.ts';
import { add, compareNumbers, floorDivide, isInteger, multiply, subtract, toSmallInteger } from './number.ts';
import {
  type CivilDate,
  type FeelDate,
  type FeelDateTime,
  type FeelDaysDuration,
  type FeelMonthsDuration,
  type FeelNumber,
  type FeelTime,
  KIND,
  type Zoning,
} from './value.ts';
import { offsetOfLocal, type ZoneOffset } from './zone.ts';

export const LOCAL: Zoning = { offset: null, zone: null };

export function makeDate(year: number, month: number, day: number): FeelDate | null {
  return isCivilDate(year, month, day) ? { [KIND]: 'date', year, month, day } : null;
}

export function dateOf(date: CivilDate): FeelDate {
  return { [KIND]: 'date', year: date.year, month: date.month, day: date.day };
}

export function makeTime(second: FeelNumber, zoning: Zoning): FeelTime {
  return { [KIND]: 'time', second, offset: zoning.offset, zone: zoning.zone };
}

export function makeDateTime(date: CivilDate, second: FeelNumber, zoning: Zoning): FeelDateTime {
  return {
    [KIND]: 'date and time',
    year: date.year,
    month: date.month,
    day: date.day,
    second,
    offset: zoning.offset,
    zone: zoning.zone,
  };
}

/** A date and time in a named zone, whose offset depends on the local time. */
export function makeZoned(
  date: CivilDate,
  second: FeelNumber,
  zone: string,
  zoneOffset: ZoneOffset,
): FeelDateTime | null {
  const offset = offsetOfLocal(zoneOffset, zone, date, toSmallInteger(second) ?? 0);
  return offset === null ? null : makeDateTime(date, second, { offset, zone });
}

export function makeDaysDuration(seconds: FeelNumber): FeelDaysDuration {
  return { [KIND]: 'days and time duration', seconds };
}

export function makeMonthsDuration(months: number): FeelMonthsDuration | null {
  return Number.isSafeInteger(months) ? { [KIND]: 'years and months duration', months: months + 0 } : null;
}

/** Hours, minutes and seconds to seconds of the day; null when one of them is out of its range. */
export function secondOfDay(hour: number, minute: number, second: FeelNumber): FeelNumber | null {
  if (
    !Number.isInteger(hour) ||
    !Number.isInteger(minute) ||
    hour < 0 ||
    hour > 23 ||
    minute < 0 ||
    minute > 59
  )
    return null;
  if (compareNumbers(second, 0) < 0 || compareNumbers(second, 60) >= 0) return null;
  return add(hour * 3600 + minute * 60, second);
}

export function clockOf(second: FeelNumber): { hour: number; minute: number; second: FeelNumber } {
  const whole = toSmallInteger(second) ?? 0;
  const minutes = Math.floor(whole / 60);
  return {
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
    second: subtract(second, minutes * 60) ?? 0,
  };
}

/** Seconds since 1970 as the clock on the wall says, without its offset. */
export function localSeconds(value: CivilDate & { second: FeelNumber }): FeelNumber {
  return add(multiply(toEpochDay(value), DAY_SECONDS) ?? 0, value.second) ?? 0;
}

/** Seconds since 1970 in UTC; a local time counts as UTC. */
export function utcSeconds(value: FeelDateTime): FeelNumber {
  return subtract(localSeconds(value), value.offset ?? 0) ?? 0;
}

/** Splits seconds since 1970 into a day and its second. */
export function splitSeconds(seconds: FeelNumber): { epochDay: number; second: FeelNumber } | null {
  const parts = floorDivide(seconds, DAY_SECONDS);
  const epochDay = parts === null || !isInteger(parts.quotient) ? null : toSmallInteger(parts.quotient);
  return parts === null || epochDay === null ? null : { epochDay, second: parts.remainder };
}
