// The fields of the calendar editor: from a calendar to what people type, and back, with what is wrong beside each field.
import {
  type Calendar,
  type CalendarException,
  exceptionLine,
  type HolidayRule,
  holidayLine,
  hoursText,
  type Json,
  type Lines,
  type Problem,
  readExceptions,
  readHolidays,
  readHours,
  WEEKDAYS,
} from '../engine.ts';
import type { Language } from '../render/locale.ts';

/** By name of the field: `name`, `zone`, `closesAt`, `monday` to `sunday`, `holidays`, `exceptions`. */
export type CalendarFields = { [field: string]: string };

export interface FieldProblem {
  field: string;
  code: string;
  values: { [name: string]: Json };
}

export const calendarFieldNames = ['name', 'zone', 'closesAt', ...WEEKDAYS, 'holidays', 'exceptions'];

export function fieldsOf(calendar: Calendar, lang: Language): CalendarFields {
  const { name, zone, closesAt = '', week, holidays = [], exceptions = [] } = calendar;
  const days = WEEKDAYS.map((day) => [day, hoursText(week[day], lang)]);
  return {
    name,
    zone,
    closesAt,
    ...Object.fromEntries(days),
    holidays: holidays.map((rule) => holidayLine(rule, lang)).join('\n'),
    exceptions: exceptions.map((one) => exceptionLine(one, lang)).join('\n'),
  };
}

export interface ReadCalendar {
  calendar: Calendar;
  problems: FieldProblem[];
}

/** `check` says what is wrong with the whole; what a line or a range is, is told at its field. */
export function readFields(
  id: string,
  fields: CalendarFields,
  check: (calendar: Json) => Problem[],
): ReadCalendar {
  const problems: FieldProblem[] = [];
  const typed = (name: string) => (fields[name] ?? '').trim();
  const week: Calendar['week'] = {};
  for (const day of WEEKDAYS) {
    const hours = readHours(typed(day), `week.${day}`);
    if (hours === undefined) continue;
    if (typeof hours === 'object' && 'code' in hours) problems.push({ field: day, ...hours });
    else week[day] = hours;
  }
  const holidays = readHolidays(fields.holidays ?? '');
  const exceptions = readExceptions(fields.exceptions ?? '');
  for (const problem of holidays.problems) problems.push({ field: 'holidays', ...problem });
  for (const problem of exceptions.problems) problems.push({ field: 'exceptions', ...problem });
  const calendar = {
    id,
    name: typed('name'),
    zone: typed('zone'),
    week,
    ...(typed('closesAt') !== '' && { closesAt: typed('closesAt') }),
    ...(holidays.items.length > 0 && { holidays: holidays.items }),
    ...(exceptions.items.length > 0 && { exceptions: exceptions.items }),
  } satisfies Calendar;
  const isTold = (field: string) => problems.some((problem) => problem.field === field);
  const isHalf = problems.length > 0;
  for (const problem of check(calendar as unknown as Json)) {
    const found = atField(problem, holidays, exceptions);
    // A day that could not be read is none of the calendar's.
    if (isTold(found.field) || (isHalf && problem.code === 'CALENDAR_NO_WORKING_DAY')) continue;
    problems.push(found);
  }
  return { calendar, problems };
}

/** The field of a path such as `week.monday[0]` or `holidays[3].on`, and the line that it stands on. */
function atField(
  { code, values }: Problem,
  holidays: Lines<HolidayRule>,
  exceptions: Lines<CalendarException>,
): FieldProblem {
  const path = typeof values.path === 'string' ? values.path : '';
  const [, list, index] = /^(holidays|exceptions)\[(\d+)\]/.exec(path) ?? [];
  if (list !== undefined) {
    const { lines } = list === 'holidays' ? holidays : exceptions;
    return { field: list, code, values: { ...values, line: lines[Number(index)] ?? 0 } };
  }
  const [, day] = /^week\.(\w+)/.exec(path) ?? [];
  const ofDates = ['CALENDAR_DATE_TWICE', 'CALENDAR_EXCEPTION_HOURS'].includes(code);
  if (code === 'CALENDAR_ZONE_UNKNOWN') return { field: 'zone', code, values };
  if (code === 'CALENDAR_NO_WORKING_DAY') return { field: 'monday', code, values };
  return { field: day ?? (ofDates ? 'exceptions' : path || 'name'), code, values };
}
