// The ways to count a term, one file each; the compiler demands an entry for every mode.
import type { Due } from '../due.ts';
import type { Interval } from '../intervals.ts';
import type { Mode, Term } from '../term.ts';
import type { WorkingDays } from '../workingDays.ts';
import type { Zone } from '../zone.ts';
import { businessDays } from './businessDays.ts';
import { businessHours } from './businessHours.ts';
import { calendarMonth } from './calendarMonth.ts';
import { clock } from './clock.ts';
import { legalDays } from './legalDays.ts';

/** A request with its calendar opened. */
export interface Opened {
  start: number;
  term: Term;
  zone: Zone;
  days: WorkingDays;
  /** Merged. */
  pauses: readonly Interval[];
  afterHours: 'same-day' | 'next-day';
  endOfWorkingDay: boolean;
}

export interface Walk {
  due: Due;
  /** When counting begins: the start itself, the next opening, or the day after receipt. */
  from: number;
  /** Counting time from `from` on, pauses cut out; each call starts afresh. */
  intervals(): Iterable<Interval>;
}

export const modes = {
  'legal-days': legalDays,
  'business-days': businessDays,
  'business-hours': businessHours,
  'calendar-month': calendarMonth,
  clock,
} satisfies Record<Mode, (opened: Opened) => Walk>;
