// When a term ends, what was counted and what was skipped on the way: the one walk that every clock and page shows.
import type { Calendar } from './calendar.ts';
import type { Interval } from './intervals.ts';
import { mergePauses } from './intervals.ts';
import type { Opened, Walk } from './modes/index.ts';
import { modes } from './modes/index.ts';
import { isTimeProblem } from './problems.ts';
import type { Mode, Term } from './term.ts';
import { readTerm } from './term.ts';
import type { DayOff, WorkingDays } from './workingDays.ts';
import { workingDays } from './workingDays.ts';
import type { Zone } from './zone.ts';
import { builtInZone } from './zone.ts';

export interface DueRequest {
  /** Epoch milliseconds of receipt. */
  start: number;
  /** As `readTerm` gives it, or a number of the mode's own unit: days, hours or months. */
  term: Term | number;
  mode: Mode;
  calendar: Calendar;
  /** Default: the built-in zone of the calendar's id. */
  zone?: Zone | undefined;
  /** Whether a filing after closing or on a day off is dated that day (default) or the next business day. */
  afterHours?: 'same-day' | 'next-day' | undefined;
  pauses?: readonly Interval[] | undefined;
  /** business-days: due when that day closes, not at the same time. */
  endOfWorkingDay?: boolean | undefined;
}

export interface Skipped {
  date: string;
  kind: DayOff['kind'] | 'pause';
  /** Spanish, as people read it: a holiday's name, the weekday, the exception's reason. */
  why: string;
}

export interface Due {
  /** Epoch milliseconds. Whoever answers at this instant is on time. */
  dueAt: number;
  /** How many of the mode's unit: days, hours or months. */
  counted: number;
  /** Day modes: the days that made up the term, in order. */
  countedDates?: string[];
  skipped: Skipped[];
  /** Counting time that pauses took away before `dueAt`. */
  pausedMs: number;
}

export function due(request: DueRequest): Due {
  return walk(request).due;
}

/**
 * The request walked once, with what `remaining` needs to measure along the same way. `days`: where more than one
 * version of the calendar counted.
 */
export function walk(request: DueRequest, days?: WorkingDays): Walk {
  return modes[request.mode](open(request, days ?? workingDays(request.calendar)));
}

/** Equality is on time, and fractions of a second do not count. */
export function isOnTime(answeredAt: number, dueAt: number): boolean {
  return Math.floor(answeredAt / 1000) <= Math.floor(dueAt / 1000);
}

export function zoneFor(calendar: Calendar, zone?: Zone): Zone {
  const found = zone ?? builtInZone(calendar.zone);
  if (!found) throw new RangeError(`Expected a zone for ${calendar.zone} but none was handed in: pass one.`);
  return found;
}

function open(request: DueRequest, days: WorkingDays): Opened {
  const term = typeof request.term === 'number' ? readTerm(request.term, request.mode) : request.term;
  if (isTimeProblem(term)) throw new RangeError(`${term.code} ${JSON.stringify(term.values)}`);
  if (!Number.isFinite(request.start)) throw new RangeError('Expected a start in epoch milliseconds.');
  return {
    start: request.start,
    term,
    zone: zoneFor(request.calendar, request.zone),
    days,
    pauses: mergePauses(request.pauses ?? []),
    afterHours: request.afterHours ?? 'same-day',
    endOfWorkingDay: request.endOfWorkingDay ?? false,
  };
}
