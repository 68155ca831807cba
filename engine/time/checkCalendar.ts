// Turns a `calendars/*.json` file into a Calendar, or says everything that is wrong with it at once.
import type { Json } from '../core/json.ts';
import type { Calendar } from './calendar.ts';
import { WEEKDAYS } from './calendar.ts';
import { parseDate, parseTimeOfDay, weekday } from './civil.ts';
import type { TimeProblem, TimeProblemCode } from './problems.ts';
import { builtInZone } from './zone.ts';

export type CalendarCheck = { ok: true; calendar: Calendar } | { ok: false; problems: TimeProblem[] };

const MOST_RULES = 100;
const MOST_EXCEPTIONS = 2_000;

type Bag = { [name: string]: Json };

interface Report {
  problems: TimeProblem[];
  say(code: TimeProblemCode, values: { [name: string]: Json }): void;
  /** True when it holds; else the complaint is noted. What was expected is said in JSON, which every reader knows. */
  expect(holds: boolean, path: string, expected: string, found: Json | undefined): boolean;
}

/** `knowsZone` says which zone ids the caller can open beyond the built-in ones. */
export function checkCalendar(json: Json, knowsZone: (id: string) => boolean = () => true): CalendarCheck {
  const problems: TimeProblem[] = [];
  const say: Report['say'] = (code, values) => problems.push({ code, values });
  const report: Report = {
    problems,
    say,
    expect(holds, path, expected, found) {
      if (!holds) say('CALENDAR_SHAPE', { path, expected, found: shown(found) });
      return holds;
    },
  };
  if (!isBag(json)) {
    report.expect(false, '', '{ … }', json);
    return { ok: false, problems };
  }
  knownFields(json, '', ['id', 'name', 'zone', 'week', 'closesAt', 'holidays', 'exceptions'], report);
  for (const field of ['id', 'name', 'zone'] as const) {
    report.expect(typeof json[field] === 'string' && json[field] !== '', field, '"…"', json[field]);
  }
  const { zone } = json;
  if (typeof zone === 'string' && !builtInZone(zone) && !knowsZone(zone)) {
    say('CALENDAR_ZONE_UNKNOWN', { found: zone });
  }
  if (json.closesAt !== undefined) checkTime(json.closesAt, 'closesAt', report);
  checkWeek(json.week, report);
  checkList(json.holidays, 'holidays', MOST_RULES, checkHoliday, report);
  checkList(json.exceptions, 'exceptions', MOST_EXCEPTIONS, checkException, report);
  if (problems.length === 0) checkExceptionDates(json as unknown as Calendar, report);
  return problems.length === 0
    ? { ok: true, calendar: json as unknown as Calendar }
    : { ok: false, problems };
}

function checkWeek(week: Json | undefined, report: Report): void {
  if (!isBag(week)) {
    report.expect(false, 'week', '{ "monday": … }', week);
    return;
  }
  knownFields(week, 'week.', WEEKDAYS, report);
  const days = WEEKDAYS.filter((day) => week[day] !== undefined);
  if (days.every((day) => isEmptyList(week[day]))) report.say('CALENDAR_NO_WORKING_DAY', {});
  else for (const day of days) checkHours(week[day], `week.${day}`, report);
}

function checkHours(hours: Json | undefined, path: string, report: Report): void {
  if (hours === 'whole-day') return;
  const isList = Array.isArray(hours) && hours.length > 0;
  if (!report.expect(isList, path, '"whole-day" | [["HH:MM", "HH:MM"], …]', hours)) return;
  let last = -1;
  let inOrder = true;
  for (const [index, range] of (hours as Json[]).entries()) {
    const where = `${path}[${index}]`;
    const isPair = Array.isArray(range) && range.length === 2;
    if (!report.expect(isPair, where, '["HH:MM", "HH:MM"]', range)) return;
    const [opens, closes] = (range as Json[]).map((time) => checkTime(time, where, report));
    if (opens === undefined || closes === undefined) return;
    inOrder &&= opens > last && closes > opens;
    last = closes;
  }
  if (!inOrder) report.say('CALENDAR_RANGES', { path });
}

function checkHoliday(rule: Json, path: string, report: Report): void {
  if (!isBag(rule)) {
    report.expect(false, path, '{ … }', rule);
    return;
  }
  knownFields(rule, `${path}.`, ['name', 'on', 'easter', 'emiliani', 'fromYear', 'toYear'], report);
  report.expect(typeof rule.name === 'string' && rule.name !== '', `${path}.name`, '"…"', rule.name);
  if (rule.emiliani !== undefined) {
    report.expect(typeof rule.emiliani === 'boolean', `${path}.emiliani`, 'true | false', rule.emiliani);
  }
  for (const bound of ['fromYear', 'toYear'] as const) {
    if (rule[bound] === undefined) continue;
    report.expect(Number.isInteger(rule[bound]), `${path}.${bound}`, '2026', rule[bound]);
  }
  const { fromYear, toYear } = rule;
  if (Number.isInteger(fromYear) && Number.isInteger(toYear) && Number(fromYear) > Number(toYear))
    report.say('CALENDAR_YEARS', { path, fromYear: fromYear!, toYear: toYear! });
  const hasOne = (rule.on === undefined) !== (rule.easter === undefined);
  if (!report.expect(hasOne, path, '"on" | "easter"', rule)) return;
  if (rule.on !== undefined) {
    // 2000 was a leap year: 29 February is a date.
    const isDate = typeof rule.on === 'string' && parseDate(`2000-${rule.on}`) !== undefined;
    if (!isDate) report.say('CALENDAR_DATE', { path: `${path}.on`, found: shown(rule.on) });
    return;
  }
  const isOffset = Number.isInteger(rule.easter) && Math.abs(Number(rule.easter)) <= 300;
  report.expect(isOffset, `${path}.easter`, '-300 … 300', rule.easter);
}

function checkException(exception: Json, path: string, report: Report): void {
  if (!isBag(exception)) {
    report.expect(false, path, '{ … }', exception);
    return;
  }
  const { date, working, hours, why } = exception;
  knownFields(exception, `${path}.`, ['date', 'working', 'hours', 'why'], report);
  const isDate = typeof date === 'string' && parseDate(date) !== undefined;
  if (!isDate) report.say('CALENDAR_DATE', { path: `${path}.date`, found: shown(date) });
  report.expect(typeof working === 'boolean', `${path}.working`, 'true | false', working);
  report.expect(typeof why === 'string' && why !== '', `${path}.why`, '"…"', why);
  if (hours !== undefined) checkHours(hours, `${path}.hours`, report);
}

function checkExceptionDates({ week, exceptions = [] }: Calendar, report: Report): void {
  const seen = new Set<string>();
  for (const { date, working, hours } of exceptions) {
    if (seen.has(date)) report.say('CALENDAR_DATE_TWICE', { date });
    seen.add(date);
    const usual = week[WEEKDAYS[weekday(parseDate(date)!) - 1]!];
    if (working && !hours && !usual) report.say('CALENDAR_EXCEPTION_HOURS', { date });
  }
}

function checkList(
  list: Json | undefined,
  path: string,
  most: number,
  check: (item: Json, path: string, report: Report) => void,
  report: Report,
): void {
  if (list === undefined || !report.expect(Array.isArray(list), path, '[ … ]', list)) return;
  const items = list as Json[];
  if (items.length > most) report.say('CALENDAR_TOO_LARGE', { path, found: items.length, most });
  else for (const [index, item] of items.entries()) check(item, `${path}[${index}]`, report);
}

function checkTime(time: Json | undefined, path: string, report: Report): number | undefined {
  const ms = typeof time === 'string' ? parseTimeOfDay(time) : undefined;
  if (ms === undefined) report.say('CALENDAR_TIME', { path, found: shown(time) });
  return ms;
}

function knownFields(bag: Bag, prefix: string, known: readonly string[], report: Report): void {
  for (const name of Object.keys(bag)) {
    if (known.includes(name)) continue;
    report.say('CALENDAR_UNKNOWN_FIELD', { path: `${prefix}${name}`, known: known.join(', ') });
  }
}

function isEmptyList(json: Json | undefined): boolean {
  return Array.isArray(json) && json.length === 0;
}

function isBag(json: Json | undefined): json is Bag {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** At most a line of what was found. */
function shown(found: Json | undefined): string | null {
  if (found === undefined) return null;
  const text = JSON.stringify(found);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
