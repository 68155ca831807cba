// The business calendar: what a `calendars/*.json` file says. Plain JSON, versioned and dated by whoever stores it.

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Opening and closing as `HH:MM`; a day may close at `24:00`. */
export type Range = [opens: string, closes: string];

/** The hours that count on a day: all of it, or ranges in order. */
export type Hours = 'whole-day' | Range[];

export interface HolidayTerms {
  /** As people read it, in Spanish. */
  name: string;
  /** Ley Emiliani: when not a Monday, it is kept on the next one. */
  emiliani?: boolean;
  fromYear?: number;
  toYear?: number;
}

/** A holiday falls on a date (`MM-DD`) or so many days after Easter Sunday. */
export type HolidayRule = HolidayTerms & ({ on: string } | { easter: number });

/** One date that departs from week and holidays. */
export interface CalendarException {
  date: string;
  working: boolean;
  /** Default: the hours of that weekday. */
  hours?: Hours;
  why: string;
}

export interface Calendar {
  id: string;
  name: string;
  /** IANA zone id. */
  zone: string;
  /** Weekdays left out are not worked. */
  week: { [day in Weekday]?: Hours };
  /**
   * `HH:MM` from which a filing counts as made after hours. Needed where days count whole but an office closes;
   * default: the end of the day's last range.
   */
  closesAt?: string;
  holidays?: HolidayRule[];
  exceptions?: CalendarException[];
}
