// FEEL over the business calendar for measures. Instants are epoch milliseconds, or ISO texts as variables hold them;
// answers are whole numbers, and null where anything is not known.
import type { Json } from '../core/json.ts';
import type { FeelFunction } from '../expressions/index.ts';
import {
  bogota,
  businessDaysBetween,
  businessMillisBetween,
  type Calendar,
  DAY,
  dayOf,
  instantOf,
  localOf,
  MINUTE,
  parseDateTime,
  type Zone,
} from '../time/index.ts';

export interface OpenCalendar {
  calendar: Calendar;
  zone: Zone;
}

/** The calendar of that id in force, with its zone; undefined where there is none. */
export type CalendarOf = (id: string) => OpenCalendar | undefined;

const NULL = { kind: 'value', value: null } as const;

type Count = (from: number, to: number, opened: OpenCalendar) => number;

/** Each with the calendar's id as its third argument. */
const BY_CALENDAR: { [name: string]: Count } = {
  /** Opening hours in whole minutes. */
  'business minutes': (from, to, { calendar, zone }) =>
    Math.trunc(businessMillisBetween(from, to, calendar, zone) / MINUTE),
  'business milliseconds': (from, to, { calendar, zone }) => businessMillisBetween(from, to, calendar, zone),
  /** Business days after the date of the first until that of the second. */
  'business days': (from, to, { calendar, zone }) => businessDaysBetween(from, to, calendar, zone),
  /** Business days from the first date to the second, both included. */
  'working days': (from, to, { calendar, zone }) => businessDaysBetween(from - DAY, to, calendar, zone),
  'calendar days': (from, to, { zone }) => dayOf(localOf(to, zone)) - dayOf(localOf(from, zone)),
};

const ELAPSED = 'elapsed milliseconds';
const PAUSED = 'paused milliseconds';

export const functionNames: readonly string[] = [...Object.keys(BY_CALENDAR), ELAPSED, PAUSED];

/** For `createPorts({functions})`: `business minutes(from, to, "co-8x5")`, `elapsed milliseconds(from, to)`. */
export function measureFunctions(calendarOf: CalendarOf): { [name: string]: FeelFunction } {
  const counting = (count: Count): FeelFunction => ({
    params: ['from', 'to', 'calendar'],
    call([from, to, id]: (Json | undefined)[]) {
      const opened = typeof id === 'string' ? calendarOf(id) : undefined;
      return opened === undefined ? NULL : between(from, to, opened.zone, (a, b) => count(a, b, opened));
    },
  });
  const elapsed: FeelFunction = {
    params: ['from', 'to'],
    call: ([from, to]: (Json | undefined)[]) => between(from, to, bogota, (a, b) => b - a),
  };
  const entries = Object.entries(BY_CALENDAR).map(([name, count]) => [name, counting(count)] as const);
  /** Opening hours of pauses, as far as they lie between two instants; none where there are no pauses. */
  const paused: FeelFunction = {
    params: ['pauses', 'from', 'to', 'calendar'],
    call([pauses, from, to, id]: (Json | undefined)[]) {
      const opened = typeof id === 'string' ? calendarOf(id) : undefined;
      if (opened === undefined) return NULL;
      return between(from, to, opened.zone, (a, b) => pausedBetween(pauses, a, b, opened));
    },
  };
  return { ...Object.fromEntries(entries), [ELAPSED]: elapsed, [PAUSED]: paused };
}

function pausedBetween(pauses: Json | undefined, from: number, to: number, opened: OpenCalendar): number {
  let sum = 0;
  for (const pause of Array.isArray(pauses) ? pauses : []) {
    const [begins, ends] = Array.isArray(pause) ? pause : [];
    if (typeof begins !== 'number' || typeof ends !== 'number') continue;
    const [a, b] = [Math.max(begins, from), Math.min(ends, to)];
    if (a < b) sum += businessMillisBetween(a, b, opened.calendar, opened.zone);
  }
  return sum;
}

function between(
  from: Json | undefined,
  to: Json | undefined,
  zone: Zone,
  count: (from: number, to: number) => number,
): { kind: 'value'; value: Json } {
  const [a, b] = [instantFrom(from, zone), instantFrom(to, zone)];
  return a === undefined || b === undefined ? NULL : { kind: 'value', value: count(a, b) };
}

function instantFrom(value: Json | undefined, zone: Zone): number | undefined {
  if (typeof value === 'number') return value;
  // FEEL writes the zone's name after the time.
  const read =
    typeof value === 'string' ? parseDateTime(value.replace(/(\[[^\]]*\]|@[\w/+-]+)$/, '')) : undefined;
  if (!read) return undefined;
  return read.offsetMs === undefined ? instantOf(read.localMs, zone) : read.localMs - read.offsetMs;
}
