// The one count of a clock: when it is due, along which working time, and whether that is promised or waits for a pause.
import type { SlaRefusal, SlaTarget } from '../../core/slaFacts.ts';

import { DAY, dayOf, formatDateTime } from '../civil.ts';
import type { Due } from '../due.ts';
import { walk } from '../due.ts';
import type { Interval } from '../intervals.ts';
import { consume, measure, workingIntervals } from '../intervals.ts';
import { countDays, pausedDays } from '../modes/dayWalk.ts';
import type { Walk } from '../modes/index.ts';
import type { Mode } from '../term.ts';
import { localOf } from '../zone.ts';
import type { CalendarOf, OpenPhases, ZoneOf } from './calendars.ts';
import { openPhases } from './calendars.ts';
import type { ClockHistory, ClockPause } from './history.ts';
import { openPause } from './history.ts';
import type { ReadTarget } from './target.ts';
import { isRefusal, readTarget } from './target.ts';

export interface Counting extends Walk {
  phases: OpenPhases;
  /** Absent where the target is an instant. */
  mode?: Mode;
  /** Absent while a pause is on that may still move it. */
  promisedAt?: number;
}

/** `due`: as if a pause that is on ended `now`. */
export function count(
  history: ClockHistory,
  now: number,
  calendarOf: CalendarOf,
  zoneOf?: ZoneOf,
): Counting | SlaRefusal {
  const target = history.extension?.target ?? history.target;
  const [base, read] = [readTarget(history.target), readTarget(target)];
  if (isRefusal(base)) return base;
  if (isRefusal(read)) return read;
  const phases = openPhases(target.calendar, history.phases, calendarOf, zoneOf);
  if (!phases) return notFound(target, history);
  const along = (pauses: readonly Interval[]) => wayOf({ history, base, read, phases, pauses });
  const way = along(closed(history.pauses, now));
  const mode = modeOf(read) ?? modeOf(base);
  const counting = { ...way, phases, ...(mode === undefined ? {} : { mode }) };
  return isSettled(history, along) ? { ...counting, promisedAt: way.due.dueAt } : counting;
}

interface WayRequest {
  history: ClockHistory;
  base: ReadTarget;
  read: ReadTarget;
  phases: OpenPhases;
  pauses: readonly Interval[];
}

function wayOf({ history, base, read, phases, pauses }: WayRequest): Walk {
  const { startedAt: start, extension } = history;
  const { calendar, zone, days } = phases;
  if (!('until' in read)) return walk({ ...read, start, calendar, zone, pauses }, days);
  if ('until' in base || !extension) return fixedWay(start, read.until, phases, []);
  const { from, intervals } = walk({ ...base, start, calendar, zone, pauses }, days);
  const then = closed(extension.pauses, extension.at);
  const before = walk({ ...base, start, calendar, zone, pauses: then }, days);
  const amount = measure(before.intervals(), read.until);
  const dueAt = measure(intervals(), read.until) === amount ? read.until : consume(intervals(), amount);
  return { ...fixedWay(start, dueAt, phases, pauses), from, intervals };
}

/** To an instant that somebody set: no pause moves it. */
function fixedWay(start: number, until: number, phases: OpenPhases, pauses: readonly Interval[]): Walk {
  const { zone, days } = phases;
  const intervals = () => workingIntervals(start, days, zone);
  return {
    due: { ...daysUntil(start, until, phases, pauses), dueAt: until, pausedMs: 0 },
    from: consume(intervals(), 0),
    intervals,
  };
}

/** The days after that of the start that count until an instant, and those that do not. */
function daysUntil(
  start: number,
  until: number,
  { zone, days }: OpenPhases,
  pauses: readonly Interval[],
): Pick<Due, 'counted' | 'countedDates' | 'skipped'> {
  const paused = pausedDays(pauses, zone);
  const [first, last] = [dayOf(localOf(start, zone)), dayOf(localOf(until, zone))];
  const isPaused = (day: number) => paused.some(({ from, to }) => from <= day && day < to);
  const off = (day: number) =>
    days.off(day) ?? (isPaused(day) ? { kind: 'pause' as const, why: 'término suspendido' } : undefined);
  let counted = 0;
  for (let day = first + 1; day <= last; day += 1) if (!off(day)) counted += 1;
  const { countedDates, skipped } = countDays(first, counted, off);
  return { counted, countedDates, skipped };
}

/** A pause that began after the term was used up moves nothing. */
function isSettled(history: ClockHistory, along: (pauses: readonly Interval[]) => Walk): boolean {
  const open = openPause(history);
  if (!open) return true;
  const without = along(closed(history.pauses, open.from)).due.dueAt;
  const later = Math.max(without, open.from) + 2 * DAY;
  return along(closed(history.pauses, later)).due.dueAt === without;
}

export function closed(pauses: readonly ClockPause[], now: number): Interval[] {
  return pauses.map(({ from, to }) => ({ from, to: to ?? Math.max(from, now) }));
}

/** An instant as people of the calendar's zone read it, with its offset. */
export function localText(at: number, { zone }: Pick<OpenPhases, 'zone'>): string {
  return formatDateTime(localOf(at, zone), zone.offsetAt(at));
}

function modeOf(read: ReadTarget): Mode | undefined {
  return 'mode' in read ? read.mode : undefined;
}

function notFound({ calendar }: SlaTarget, { phases }: ClockHistory): SlaRefusal {
  const version = phases.at(-1)?.version;
  return {
    code: 'SLA_CALENDAR_NOT_FOUND',
    values: { calendar, ...(version === undefined ? {} : { version }) },
  };
}
