// Holidays of a year from a calendar's rules: fixed dates, dates that move to Monday (Ley 51 de 1983), and Easter.
import type { Calendar, HolidayRule } from './calendar.ts';
import { civilFromDays, daysFromCivil, daysInMonth, formatDate, weekday } from './civil.ts';

export interface Holiday {
  /** The date it is kept on, `YYYY-MM-DD`. */
  date: string;
  name: string;
}

/** Day number of Easter Sunday: the anonymous Gregorian algorithm. */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return daysFromCivil({ year, month, day: ((h + l - 7 * m + 114) % 31) + 1 });
}

/** One entry per holiday, in order of date: two holidays may share one. */
export function holidays(calendar: Calendar, year: number): Holiday[] {
  return holidayDays(calendar, year).map(({ day, name }) => ({ date: formatDate(day), name }));
}

/** As `holidays`, with day numbers. Rules of the neighbor years count too: a move to Monday may cross New Year. */
export function holidayDays(calendar: Calendar, year: number): { day: number; name: string }[] {
  const found: { day: number; name: string }[] = [];
  for (const ruleYear of [year - 1, year, year + 1]) {
    const easter = easterSunday(ruleYear);
    for (const rule of calendar.holidays ?? []) {
      const day = keptOn(rule, ruleYear, easter);
      if (day !== undefined && civilFromDays(day).year === year) found.push({ day, name: rule.name });
    }
  }
  return found.sort((a, b) => a.day - b.day);
}

function keptOn(rule: HolidayRule, year: number, easter: number): number | undefined {
  if (year < (rule.fromYear ?? -Infinity) || year > (rule.toYear ?? Infinity)) return undefined;
  const day = 'easter' in rule ? easter + rule.easter : fixedDay(rule.on, year);
  if (day === undefined) return undefined;
  return rule.emiliani ? day + ((8 - weekday(day)) % 7) : day;
}

/** 29 February exists in leap years only. */
function fixedDay(on: string, year: number): number | undefined {
  const [month, day] = [Number(on.slice(0, 2)), Number(on.slice(3, 5))];
  return day <= daysInMonth(year, month) ? daysFromCivil({ year, month, day }) : undefined;
}
