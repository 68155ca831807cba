// FEEL over the business calendar for measures: instants are epoch milliseconds, answers are whole numbers.
import type { Json } from '../core/json.ts';
import type { FeelFunction } from '../expressions/index.ts';
import {
  businessDaysBetween,
  businessMillisBetween,
  type Calendar,
  dayOf,
  localOf,
  MINUTE,
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

const COUNTS: { [name: string]: Count } = {
  /** Opening hours in whole minutes. */
  'business minutes': (from, to, { calendar, zone }) =>
    Math.trunc(businessMillisBetween(from, to, calendar, zone) / MINUTE),
  'business milliseconds': (from, to, { calendar, zone }) => businessMillisBetween(from, to, calendar, zone),
  /** Business days after the date of the first until that of the second. */
  'business days': (from, to, { calendar, zone }) => businessDaysBetween(from, to, calendar, zone),
  'calendar days': (from, to, { zone }) => dayOf(localOf(to, zone)) - dayOf(localOf(from, zone)),
};

export const functionNames: readonly string[] = Object.keys(COUNTS);

/** For `createPorts({functions})`: `business minutes(from, to, "co-8x5")`. What is not known is null. */
export function measureFunctions(calendarOf: CalendarOf): { [name: string]: FeelFunction } {
  return Object.fromEntries(Object.entries(COUNTS).map(([name, count]) => [name, counting(count)]));

  function counting(count: Count): FeelFunction {
    return {
      params: ['from', 'to', 'calendar'],
      call([from, to, id]: (Json | undefined)[]) {
        if (typeof from !== 'number' || typeof to !== 'number' || typeof id !== 'string') return NULL;
        const opened = calendarOf(id);
        return opened === undefined ? NULL : { kind: 'value', value: count(from, to, opened) };
      },
    };
  }
}
