// Answers what the core asks of a clock: when it is due after its new entry and what comes next, or why that cannot be.
import type { SlaCount, SlaEntry, SlaQuestion, SlaRefusal } from '../../core/slaFacts.ts';
import type { CalendarOf, ZoneOf } from './calendars.ts';
import { refusalOf } from './check.ts';
import type { Counting } from './counting.ts';
import { count } from './counting.ts';
import type { ClockHistory } from './history.ts';
import { histories, knownAt } from './history.ts';
import { isRefusal } from './target.ts';
import { firedBy, nextEvent } from './thresholds.ts';

/** `zoneOf`: zones of calendars that need a table. */
export function countClock(
  question: SlaQuestion,
  calendarOf: CalendarOf,
  zoneOf?: ZoneOf,
): SlaCount | SlaRefusal {
  const { entries, now } = question;
  const after = histories(entries);
  const [entry, history] = [entries.at(-1), after.at(-1)];
  if (!entry || !history) {
    return { code: 'SLA_NOT_STARTED', values: { found: entries[0]?.kind ?? '' } };
  }
  const before = after.at(-2);
  const refusal = before && refusalOf({ before, entry, now, calendarOf, zoneOf });
  if (refusal) return refusal;
  const counting = count(history, knownAt(entry), calendarOf, zoneOf);
  if (isRefusal(counting)) return counting;
  const { version } = counting.phases;
  if (history.closing) return { calendarVersion: version };
  const next = nextOf(entries, after, counting, { calendarOf, zoneOf });
  return {
    ...(counting.promisedAt === undefined ? {} : { dueAt: counting.promisedAt }),
    calendarVersion: version,
    ...(next === undefined ? {} : { next }),
  };
}

function nextOf(
  entries: readonly SlaEntry[],
  after: readonly ClockHistory[],
  counting: Counting,
  { calendarOf, zoneOf }: { calendarOf: CalendarOf; zoneOf: ZoneOf | undefined },
): SlaCount['next'] {
  const countAt = (history: ClockHistory, now: number) => {
    const found = count(history, now, calendarOf, zoneOf);
    return isRefusal(found) ? undefined : found;
  };
  const fired = firedBy(entries, after, countAt);
  return nextEvent(after.at(-1)!, counting, fired, knownAt(entries.at(-1)!));
}
