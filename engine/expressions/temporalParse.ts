// Reads ISO 8601 text as FEEL does: dates, times, dates and times, durations, and the zone that follows them.
import { fromEpochDay, toEpochDay } from './civil.ts';
import { Decimal, fromDecimal, multiply, parseNumber } from './number.ts';
import {
  LOCAL,
  makeDate,
  makeDateTime,
  makeDaysDuration,
  makeMonthsDuration,
  makeTime,
  makeZoned,
  secondOfDay,
} from './temporal.ts';
import type { Duration, FeelDate, FeelDateTime, FeelNumber, FeelTime, Zoning } from './value.ts';
import { parseOffset, type ZoneOffset } from './zone.ts';

const DATE = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?$/;
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;
const DAYS = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?)S)?)?$/;
const MONTHS = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?$/;

/** Longer text is no temporal value; this keeps the patterns above cheap. */
const MAX_LENGTH = 100;

export function parseDate(text: string): FeelDate | null {
  const match = text.length > MAX_LENGTH ? null : DATE.exec(text);
  if (match === null) return null;
  return makeDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

export function parseTime(text: string, zoneOffset: ZoneOffset): FeelTime | null {
  const parsed = parseClock(text, false);
  if (parsed === null) return null;
  const { second, zoning } = parsed;
  if (zoning.zone === null) return makeTime(second, zoning);
  const offset = zoneOffset(zoning.zone, 0);
  return offset === null ? null : makeTime(second, { offset, zone: zoning.zone });
}

/** Also a date alone, which is its midnight. */
export function parseDateTime(text: string, zoneOffset: ZoneOffset): FeelDateTime | null {
  const separator = text.indexOf('T');
  if (separator < 0) {
    const date = parseDate(text);
    return date === null ? null : makeDateTime(date, 0, LOCAL);
  }
  const date = parseDate(text.slice(0, separator));
  const clock = parseClock(text.slice(separator + 1), true);
  if (date === null || clock === null) return null;
  const day = clock.nextDay ? fromEpochDay(toEpochDay(date) + 1) : date;
  const { zone } = clock.zoning;
  return zone === null
    ? makeDateTime(day, clock.second, clock.zoning)
    : makeZoned(day, clock.second, zone, zoneOffset);
}

interface Clock {
  second: FeelNumber;
  zoning: Zoning;
  nextDay: boolean;
}

/** `24:00:00` is midnight of the next day, and only of a date. */
function parseClock(text: string, allow24: boolean): Clock | null {
  if (text.length > MAX_LENGTH) return null;
  const at = text.search(/[Zz@+-]/);
  const zoning = at < 0 ? LOCAL : parseZoning(text.slice(at));
  const match = TIME.exec(at < 0 ? text : text.slice(0, at));
  if (match === null || zoning === null) return null;
  const seconds = parseNumber(match[3] ?? '00');
  if (allow24 && match[1] === '24' && match[2] === '00' && seconds === 0)
    return { second: 0, zoning, nextDay: true };
  const second = seconds === null ? null : secondOfDay(Number(match[1]), Number(match[2]), seconds);
  return second === null ? null : { second, zoning, nextDay: false };
}

function parseZoning(text: string): Zoning | null {
  if (text.startsWith('@')) {
    const zone = text.slice(1);
    return ZONE_NAME.test(zone) ? { offset: null, zone } : null;
  }
  const offset = parseOffset(text);
  return offset === null ? null : { offset, zone: null };
}

export function parseDuration(text: string): Duration | null {
  if (text.length > MAX_LENGTH || !/\d[YMDHS]$/.test(text.replace('.S', 'S'))) return null;
  const months = MONTHS.exec(text);
  if (months !== null) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return makeMonthsDuration(months[1] === undefined ? total : 0 - total);
  }
  const days = DAYS.exec(text);
  if (days === null) return null;
  const seconds = new Decimal(days[2] ?? 0)
    .times(24)
    .plus(days[3] ?? 0)
    .times(60)
    .plus(days[4] ?? 0)
    .times(60)
    .plus((days[5] ?? '0').replace(/\.$/, ''));
  const total = fromDecimal(seconds);
  const signed = total === null ? null : multiply(total, days[1] === undefined ? 1 : -1);
  return signed === null ? null : makeDaysDuration(signed);
}

/** Any temporal text, as `@"..."` takes it. */
export function parseTemporal(
  text: string,
  zoneOffset: ZoneOffset,
): FeelDate | FeelTime | FeelDateTime | Duration | null {
  if (/^-?P/.test(text)) return parseDuration(text);
  if (/^-?\d{4,9}-/.test(text)) return text.includes('T') ? parseDateTime(text, zoneOffset) : parseDate(text);
  return parseTime(text, zoneOffset);
}
