// When cron fires: the next instant after another, and how many lie between two, through changes of the clock.
import { civilFromDays, DAY, daysFromCivil } from './civil.ts';
import type { Cron } from './cron.ts';
import type { Ports } from './ports.ts';

type OffsetAt = Ports['offsetAt'];

/** A date that comes at all comes within 40 years, 29 February on a given weekday around 2100. */
const MOST_YEARS = 50;

/** Firings that are counted one by one; more are counted by the day, which a change of the clock between does not alter. */
const MOST_WALKED = 10_000;

/**
 * The first firing after an instant; undefined: none comes. Wall times that the clock skips count as late as they lay in
 * the gap, those that come twice count once. What fires in every hour goes by the time that passes instead: nothing is
 * made up in a gap, and the hour that comes twice is two hours.
 */
export function nextCron(cron: Cron, after: number, offsetAt: OffsetAt): number | undefined {
  const everyHour = cron.hours.length === 24;
  const offset = offsetAt(after);
  let wall = after + offset - changeAround(after, offset, offsetAt);
  let best: number | undefined;
  const offer = (at: number | undefined) => {
    if (at !== undefined && at > after && (best === undefined || at < best)) best = at;
  };
  for (;;) {
    const next = nextWall(cron, wall);
    if (next === undefined) return best;
    wall = next;
    const { first, second, skipped } = instantsOf(wall, offsetAt);
    offer(first);
    // What follows is later than a wall time that is still to come.
    if (first !== undefined && first > after) return best;
    offer(everyHour ? second : skipped);
  }
}

/** How many firings lie after one instant and up to another. */
export function countCron(cron: Cron, after: number, until: number, offsetAt: OffsetAt): number {
  let at = after;
  for (let count = 0; count < MOST_WALKED; count++) {
    const next = nextCron(cron, at, offsetAt);
    if (next === undefined || next > until) return count;
    at = next;
  }
  const from = at + offsetAt(at);
  const to = until + offsetAt(until);
  return MOST_WALKED + wallsUpTo(cron, from, to);
}

/** How far the clock is moved near an instant, 0 nearly always. */
function changeAround(at: number, offset: number, offsetAt: OffsetAt): number {
  const change = Math.max(Math.abs(offsetAt(at - DAY) - offset), Math.abs(offsetAt(at + DAY) - offset));
  if (change === 0) return 0;
  return offsetAt(at - change) !== offset || offsetAt(at + change) !== offset ? change : 0;
}

/** When a wall time comes: once, twice, or never because the clock is put forward over it. */
function instantsOf(wall: number, offsetAt: OffsetAt): { first?: number; second?: number; skipped?: number } {
  const before = offsetAt(wall - DAY);
  const later = offsetAt(wall + DAY);
  if (before === later) return { first: wall - before };
  const isBefore = offsetAt(wall - before) === before;
  const isLater = offsetAt(wall - later) === later;
  if (isBefore && isLater) return { first: wall - before, second: wall - later };
  if (isBefore) return { first: wall - before };
  return isLater ? { first: wall - later } : { skipped: wall - before };
}

/** The first wall time after another, both as milliseconds as though in UTC. */
function nextWall(cron: Cron, after: number): number | undefined {
  const from = Math.floor(after / 1000) * 1000 + 1000;
  const today = Math.floor(from / DAY);
  let day = nextDay(cron, today);
  if (day === today) {
    const time = nextTime(cron, (from - today * DAY) / 1000);
    if (time !== undefined) return day * DAY + time * 1000;
    day = nextDay(cron, today + 1);
  }
  return day === undefined ? undefined : day * DAY + (nextTime(cron, 0) ?? 0) * 1000;
}

function nextDay({ months, years, isDay }: Cron, from: number): number | undefined {
  const end = civilFromDays(from).year + MOST_YEARS;
  for (let days = from; ; ) {
    const date = civilFromDays(days);
    const { year, month } = date;
    const isYear = !years || years.includes(year);
    if (isYear && months.includes(month)) {
      if (isDay(date)) return days;
      days += 1;
    } else if (isYear && month < 12) days = daysFromCivil({ year, month: month + 1, day: 1 });
    else {
      const next = years ? years.find((each) => each > year) : year + 1;
      if (next === undefined) return undefined;
      days = daysFromCivil({ year: next, month: 1, day: 1 });
    }
    if (!years && year > end) return undefined;
  }
}

/** The first time of a day, in seconds, that is not before another. */
function nextTime({ hours, minutes, seconds }: Cron, from: number): number | undefined {
  for (const hour of hours) {
    if (hour * 3600 + 3599 < from) continue;
    for (const minute of minutes) {
      const start = hour * 3600 + minute * 60;
      if (start + 59 < from) continue;
      const second = seconds.find((each) => start + each >= from);
      if (second !== undefined) return start + second;
    }
  }
  return undefined;
}

function wallsUpTo(cron: Cron, after: number, until: number): number {
  const { hours, minutes, seconds } = cron;
  const last = Math.floor(until / DAY);
  const first = Math.floor(after / DAY);
  let count = 0;
  for (let day = nextDay(cron, first); day !== undefined && day <= last; day = nextDay(cron, day + 1)) {
    const upTo = (wall: number) => timesUpTo(cron, Math.floor((wall - (day ?? 0) * DAY) / 1000));
    count += day === last ? upTo(until) : hours.length * minutes.length * seconds.length;
    if (day === first) count -= upTo(after);
  }
  return count;
}

/** How many times of a day are not after the second. */
function timesUpTo({ hours, minutes, seconds }: Cron, second: number): number {
  const before = (values: readonly number[], limit: number) => values.filter((each) => each < limit).length;
  const hour = Math.floor(second / 3600);
  const minute = Math.floor((second % 3600) / 60);
  let count = before(hours, hour) * minutes.length * seconds.length;
  if (!hours.includes(hour)) return count;
  count += before(minutes, minute) * seconds.length;
  return minutes.includes(minute) ? count + before(seconds, (second % 60) + 1) : count;
}
