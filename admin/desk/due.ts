// A due date as pages show it: how much is left in the process's own days, a state with its shape, and the instant.
import { businessMillisBetween, type Calendar, zoneOf } from '../engine.ts';
import { businessDaysWords, remainingWords, type Urgency, urgencyOf } from '../render/words.ts';
import type { Visit } from '../visit.ts';
import { calendarOf } from './calendars.ts';
import { riskUntil } from './risk.ts';

export interface DueView {
  at: number | null;
  words: string;
  urgency: Urgency;
}

const day = 86_400_000;

/** Whole business days that are left; undefined where the calendar counts hours or none is known. */
function businessDaysLeft(dueAt: number, now: number, calendar: Calendar | undefined): number | undefined {
  if (!calendar || dueAt < now) return undefined;
  const countsDays = Object.values(calendar.week).every(
    (hours) => hours === undefined || hours === 'whole-day',
  );
  const zone = zoneOf(calendar.zone);
  if (!countsDays || !zone) return undefined;
  // A term ends at the last second of its day; that second is not another day.
  return Math.floor((businessMillisBetween(now, dueAt, calendar, zone) + 1000) / day);
}

export async function dueView(visit: Visit, dueAt: number | null, definitionKey: number): Promise<DueView> {
  const now = visit.engine.now();
  const urgency = urgencyOf(dueAt, now, await riskUntil(visit));
  const days =
    dueAt === null ? undefined : businessDaysLeft(dueAt, now, await calendarOf(visit, definitionKey));
  const words = days ? businessDaysWords(visit.lang, days) : remainingWords(visit.lang, dueAt, now);
  return { at: dueAt, words, urgency };
}
