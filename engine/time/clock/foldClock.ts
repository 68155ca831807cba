// The state of a clock at an instant, folded from its entries: due date, remaining time and progress from one count.
import type { SlaEntry, SlaRefusal, SlaTarget } from '../../core/slaFacts.ts';
import { DAY, dayOf, HOUR } from '../civil.ts';
import { isOnTime } from '../due.ts';
import { measure } from '../intervals.ts';
import { localOf } from '../zone.ts';
import type { CalendarOf, ZoneOf } from './calendars.ts';
import type { Counting } from './counting.ts';
import { count, localText } from './counting.ts';
import type { ClockHistory, ClockPause, Closing, Extension } from './history.ts';
import { histories, openPause } from './history.ts';
import { isRefusal } from './target.ts';

export interface ClockState {
  /** `breached`: late and not answered. `missed`: answered late. A transfer is `cancelled`. */
  state: 'running' | 'paused' | 'met' | 'breached' | 'missed' | 'cancelled';
  startedAt: number;
  /** Absent while a pause may still move it. */
  dueAt?: number;
  /** Counting time of the whole term: the calendar's hours, or the clock's. */
  totalMs: number;
  elapsedMs: number;
  /** Negative when overdue. */
  remainingMs: number;
  /** Elapsed part of the term; over 1 when overdue. */
  progress: number;
  /** What people count the term in, and how much of it is left after today; negative when overdue. */
  left: { unit: 'days' | 'calendar-days' | 'business-hours' | 'hours'; count: number };
  pauses: readonly ClockPause[];
  extended: boolean;
  extension?: Omit<Extension, 'pauses'>;
  target: SlaTarget;
  closing?: Closing;
  calendar: { id: string; version: number; name: string; zone: string };
  /** The same instants as the calendar's zone reads them, with their offsets. */
  local: { startedAt: string; countsFrom: string; dueAt?: string; now: string };
}

/** What is closed is told as it was when it closed. */
export function foldClock(
  entries: readonly SlaEntry[],
  now: number,
  calendarOf: CalendarOf,
  zoneOf?: ZoneOf,
): ClockState | SlaRefusal {
  const history = histories(entries).at(-1);
  if (!history) return { code: 'SLA_NOT_STARTED', values: { found: entries[0]?.kind ?? '' } };
  const until = history.closing?.at ?? now;
  const counting = count(history, until, calendarOf, zoneOf);
  return isRefusal(counting) ? counting : stateOf(history, counting, until);
}

function stateOf(history: ClockHistory, counting: Counting, now: number): ClockState {
  const { phases, promisedAt } = counting;
  const { calendar, version } = phases;
  const { dueAt } = counting.due;
  const totalMs = measure(counting.intervals(), dueAt);
  const elapsedMs = measure(counting.intervals(), now);
  const { extension, closing } = history;
  return {
    state: nameOf(history, promisedAt, now),
    startedAt: history.startedAt,
    ...(promisedAt === undefined ? {} : { dueAt: promisedAt }),
    totalMs,
    elapsedMs,
    remainingMs: totalMs - elapsedMs,
    progress: totalMs === 0 ? (now >= dueAt ? 1 : 0) : elapsedMs / totalMs,
    left: leftOf(counting, now, totalMs - elapsedMs),
    pauses: history.pauses,
    extended: extension !== undefined,
    ...(extension === undefined ? {} : { extension: withoutPauses(extension) }),
    target: extension?.target ?? history.target,
    ...(closing === undefined ? {} : { closing }),
    calendar: { id: calendar.id, version, name: calendar.name, zone: calendar.zone },
    local: {
      startedAt: localText(history.startedAt, phases),
      countsFrom: localText(counting.from, phases),
      ...(promisedAt === undefined ? {} : { dueAt: localText(promisedAt, phases) }),
      now: localText(now, phases),
    },
  };
}

function nameOf(history: ClockHistory, promisedAt: number | undefined, now: number): ClockState['state'] {
  const { closing } = history;
  if (closing) return closing.kind === 'transferred' ? 'cancelled' : closing.kind;
  if (promisedAt !== undefined && !isOnTime(now, promisedAt)) return 'breached';
  const isPaused = history.pauses.some(({ from, to }) => from <= now && (to === undefined || now < to));
  return isPaused || openPause(history) ? 'paused' : 'running';
}

/** Days where days are counted, and hours of counting time elsewhere. */
function leftOf(counting: Counting, now: number, remainingMs: number): ClockState['left'] {
  const { due, mode, promisedAt } = counting;
  if (mode === 'calendar-month') return { unit: 'calendar-days', count: Math.floor(remainingMs / DAY) };
  if (mode === 'clock') return { unit: 'hours', count: remainingMs / HOUR };
  const dates = due.countedDates;
  if (!dates) return { unit: 'business-hours', count: remainingMs / HOUR };
  const today = localText(now, counting.phases).slice(0, 10);
  const isLate = promisedAt !== undefined && !isOnTime(now, promisedAt);
  if (isLate) return { unit: 'days', count: -workingDaysSince(promisedAt, now, counting) };
  return { unit: 'days', count: dates.filter((date) => date > today).length };
}

function workingDaysSince(dueAt: number, now: number, { phases: { days, zone } }: Counting): number {
  let count = 0;
  const last = dayOf(localOf(now, zone));
  for (let day = dayOf(localOf(dueAt, zone)) + 1; day <= last; day += 1) if (days.isWorking(day)) count += 1;
  return count;
}

function withoutPauses({ pauses: _, ...rest }: Extension): Omit<Extension, 'pauses'> {
  return rest;
}
