// What differs between two calendars: what they say, and which days count otherwise because of it.
import type { Calendar, HolidayRule } from './calendar.ts';
import { WEEKDAYS } from './calendar.ts';
import { type CalendarDay, calendarYear } from './calendarYear.ts';

/** `path` is a field: `name`, `zone`, `closesAt`, `week.monday`, `holidays`, `exceptions`. */
export interface CalendarDifference<T = unknown> {
  path: string;
  before?: T;
  after?: T;
}

export interface DayDifference {
  date: string;
  before: CalendarDay;
  after: CalendarDay;
}

export function compareCalendars(before: Calendar, after: Calendar): CalendarDifference[] {
  const found: CalendarDifference[] = [];
  const compare = (path: string, a: unknown, b: unknown) => {
    if (JSON.stringify(a) !== JSON.stringify(b)) found.push(differing(path, a, b));
  };
  for (const field of ['name', 'zone', 'closesAt'] as const) compare(field, before[field], after[field]);
  for (const day of WEEKDAYS) compare(`week.${day}`, before.week[day], after.week[day]);
  found.push(...byKey('holidays', before.holidays ?? [], after.holidays ?? [], holidayKey));
  found.push(...byKey('exceptions', before.exceptions ?? [], after.exceptions ?? [], ({ date }) => date));
  return found;
}

/** Days of those years that count in one alone, or with other hours. */
export function differingDays(
  before: Calendar,
  after: Calendar,
  fromYear: number,
  toYear: number,
): DayDifference[] {
  const found: DayDifference[] = [];
  for (let year = fromYear; year <= toYear; year += 1) {
    const others = calendarYear(after, year).flatMap(({ days }) => days);
    for (const [index, day] of calendarYear(before, year)
      .flatMap(({ days }) => days)
      .entries()) {
      const other = others[index]!;
      if (JSON.stringify(day.spans) !== JSON.stringify(other.spans))
        found.push({ date: day.date, before: day, after: other });
    }
  }
  return found;
}

function differing(path: string, before: unknown, after: unknown): CalendarDifference {
  return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** One rule is the other when it falls on the same date under the same name. */
function holidayKey(rule: HolidayRule): string {
  return `${'easter' in rule ? rule.easter : rule.on} ${rule.name}`;
}

function byKey<T>(
  path: string,
  before: T[],
  after: T[],
  keyOf: (item: T) => string,
): CalendarDifference<T>[] {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const found: CalendarDifference<T>[] = [];
  for (const item of after) {
    const key = keyOf(item);
    const was = old.get(key);
    old.delete(key);
    if (was === undefined) found.push({ path, after: item });
    else if (JSON.stringify(was) !== JSON.stringify(item)) found.push({ path, before: was, after: item });
  }
  for (const item of old.values()) found.push({ path, before: item });
  return found;
}
