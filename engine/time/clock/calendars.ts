// The calendar that a clock counts by: one version, or several one after another where people recalculated it.
import type { Calendar } from '../calendar.ts';
import { DAY, dayOf } from '../civil.ts';
import type { Span, WorkingDays } from '../workingDays.ts';
import { workingDays } from '../workingDays.ts';
import type { Zone } from '../zone.ts';
import { builtInZone, localOf } from '../zone.ts';

/** A version that was in force once, or with no number the one that is in force now. */
export type CalendarOf = (
  id: string,
  version?: number,
) => { calendar: Calendar; version: number } | undefined;

/** Zones that need a table; without it those of `builtInZone`. */
export type ZoneOf = (id: string) => Zone | undefined;

/** From which instant on a version counts; the first one counts from the beginning of time. */
export interface Phase {
  from: number;
  version: number | undefined;
}

export interface OpenPhases {
  /** The last version: its hours, its name, its zone. */
  calendar: Calendar;
  version: number;
  zone: Zone;
  days: WorkingDays;
}

export function openPhases(
  id: string,
  phases: readonly Phase[],
  calendarOf: CalendarOf,
  zoneOf: ZoneOf = builtInZone,
): OpenPhases | undefined {
  const opened: { from: number; calendar: Calendar; version: number }[] = [];
  for (const { from, version } of phases) {
    const found = calendarOf(id, version);
    if (!found) return undefined;
    opened.push({ from, ...found });
  }
  const last = opened.at(-1);
  const zone = last && zoneOf(last.calendar.zone);
  if (!last || !zone) return undefined;
  const parts = opened.map(({ from, calendar }) => ({ from, days: workingDays(calendar) }));
  const [only] = parts;
  const days = parts.length === 1 && only ? only.days : inTurn(parts, zone);
  return { calendar: last.calendar, version: last.version, zone, days };
}

/** What was counted stays counted: on the day of the change, hours before it are of the old version. */
function inTurn(parts: readonly { from: number; days: WorkingDays }[], zone: Zone): WorkingDays {
  const since = parts.map(({ from, days }) => {
    const local = Number.isFinite(from) ? localOf(from, zone) : from;
    return { days, local, day: Number.isFinite(local) ? dayOf(local) : local };
  });
  const of = (day: number) => since.findLast((part) => part.day <= day)!.days;

  function spans(day: number): readonly Span[] {
    const changes = since.filter((part) => part.day === day);
    if (changes.length === 0) return of(day).spans(day);
    let days = since.findLast((part) => part.day < day)!.days;
    let at = 0;
    const pieces: Span[] = [];
    for (const change of changes) {
      const until = change.local - day * DAY;
      pieces.push(...cut(days.spans(day), at, until));
      days = change.days;
      at = until;
    }
    return joined([...pieces, ...cut(days.spans(day), at, DAY)]);
  }
  return {
    spans,
    isWorking: (day) => of(day).isWorking(day),
    off: (day) => of(day).off(day),
    closing: (day) => of(day).closing(day),
  };
}

function cut(spans: readonly Span[], from: number, to: number): Span[] {
  return spans
    .map(([opens, closes]): Span => [Math.max(opens, from), Math.min(closes, to)])
    .filter(([opens, closes]) => opens < closes);
}

function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const [opens, closes] of spans) {
    const last = whole.at(-1);
    if (last && last[1] === opens) whole[whole.length - 1] = [last[0], closes];
    else whole.push([opens, closes]);
  }
  return whole;
}
