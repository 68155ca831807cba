// Business calendars, terms and due dates. Pure: instants come in as epoch milliseconds, zones as functions.
export {
  businessDaysBefore,
  businessDaysBetween,
  businessMillisBetween,
  nextBusinessDay,
} from './businessDays.ts';
export { addBusinessTime } from './businessTime.ts';
export type { Calendar, CalendarException, HolidayRule, Hours, Range, Weekday } from './calendar.ts';
export { WEEKDAYS } from './calendar.ts';
export type { LineLocale, Lines } from './calendarLines.ts';
export {
  exceptionLine,
  holidayLine,
  hoursText,
  readExceptions,
  readHolidays,
  readHours,
} from './calendarLines.ts';
export type { CalendarDay, CalendarMonth } from './calendarYear.ts';
export { calendarYear } from './calendarYear.ts';
export { checkCalendar } from './checkCalendar.ts';
export type { CivilDate, DateTime } from './civil.ts';
export {
  addMonths,
  DAY,
  dayOf,
  daysFromCivil,
  formatDate,
  formatDateTime,
  HOUR,
  MINUTE,
  parseDate,
  parseDateTime,
  parseTimeOfDay,
  SECOND,
  weekday,
} from './civil.ts';
export type {
  CalendarOf,
  ClockPause,
  ClockState,
  ExplainOptions,
  LedgerLine,
  ZoneOf,
} from './clock/index.ts';
export { breachAt, countClock, explainDue, foldClock, ledger, readTarget } from './clock/index.ts';
export type { CalendarDifference, DayDifference } from './compareCalendars.ts';
export { compareCalendars, differingDays } from './compareCalendars.ts';
export type { Due, DueRequest, Skipped } from './due.ts';
export { due, isOnTime } from './due.ts';
export type { Duration } from './duration.ts';
export { fixedMs, formatDuration, parseDuration } from './duration.ts';
export type { Holiday } from './holidays.ts';
export { easterSunday, holidays } from './holidays.ts';
export type { Interval } from './intervals.ts';
export type { TimeProblem, TimeProblemCode } from './problems.ts';
export { isTimeProblem, timeProblems } from './problems.ts';
export type { Pause, Remaining, RemainingRequest } from './remaining.ts';
export { instantAt, remaining } from './remaining.ts';
export type { Mode, Term } from './term.ts';
export { isMode, MODES, readPromise, readTerm } from './term.ts';
export type { Zone } from './zone.ts';
export { bogota, builtInZone, fixedZone, instantOf, localOf } from './zone.ts';
