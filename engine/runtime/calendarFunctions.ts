// FEEL over business calendars: due dates, steps in business days, and business time, each by a calendar that is looked up.
import type { Json } from '../core/json.ts';
import type { Evaluation } from '../core/ports.ts';
import type { FeelFunction } from '../expressions/index.ts';
import type { DueRequest, Duration, Zone } from '../time/index.ts';
import {
  addBusinessTime,
  businessDaysBefore,
  businessDaysBetween,
  businessMillisBetween,
  due,
  formatDuration,
  HOUR,
  instantAt,
  isMode,
  isTimeProblem,
  nextBusinessDay,
  parseDuration,
  parseTimeOfDay,
  readTerm,
} from '../time/index.ts';
import { dueOptions } from './dueOptions.ts';
import { dateTime, instantFrom, kindOf, type OpenCalendar, refused, withCalendar } from './feelArguments.ts';

/** Reminders and next steps happen when people are at work. */
const MORNING = '08:00';
const MOST_DAYS = 3_650;
const LONGEST_MS = MOST_DAYS * 24 * 3_600_000;

/** Dates that name no zone are the calendar's. */
export function calendarFunctions(): { readonly [name: string]: FeelFunction } {
  return {
    due: {
      params: ['start', 'term', 'mode', 'calendar', 'options'],
      call([start, term, mode, calendar, options], context) {
        return withCalendar(calendar, context, (opened) =>
          dueValue({ start, term, mode, options: options ?? null }, opened),
        );
      },
    },
    'business days before': {
      params: ['instant', 'days', 'calendar'],
      call([instant, days, calendar], context) {
        return withCalendar(calendar, context, ({ calendar, zone }) => {
          const at = instantFrom(instant, zone);
          if (at === undefined) return notADate('instant', instant);
          if (!isCount(days)) return refused('FEEL_NOT_A_COUNT', { parameter: 'days', found: kindOf(days) });
          return dateTime(businessDaysBefore(at, days, calendar, MORNING, zone), zone);
        });
      },
    },
    'next business day': {
      params: ['calendar', 'time'],
      call([calendar, time], context) {
        return withCalendar(calendar, context, ({ calendar, zone }) => {
          const at = time ?? MORNING;
          if (typeof at !== 'string' || parseTimeOfDay(at) === undefined)
            return refused('CALENDAR_TIME', { path: 'time', found: kindOf(at) });
          return dateTime(nextBusinessDay(context.now, calendar, at, zone), zone);
        });
      },
    },
    'business days between': {
      params: ['from', 'to', 'calendar'],
      call([from, to, calendar], context) {
        return withCalendar(calendar, context, (opened) =>
          between(from, to, opened.zone, (a, b) => businessDaysBetween(a, b, opened.calendar, opened.zone)),
        );
      },
    },
    'business time between': {
      params: ['from', 'to', 'calendar'],
      call([from, to, calendar], context) {
        return withCalendar(calendar, context, (opened) =>
          between(from, to, opened.zone, (a, b) => {
            const ms = businessMillisBetween(a, b, opened.calendar, opened.zone);
            return `${ms < 0 ? '-' : ''}${formatDuration({ months: 0, days: 0, ms: Math.abs(ms) })}`;
          }),
        );
      },
    },
    'add business time': {
      params: ['start', 'time', 'calendar'],
      call([start, time, calendar], context) {
        return withCalendar(calendar, context, (opened) => addedValue(start, time, opened));
      },
    },
  };

  function between(
    from: Json | undefined,
    to: Json | undefined,
    there: Zone,
    measure: (a: number, b: number) => Json,
  ): Evaluation {
    const [a, b] = [instantFrom(from, there), instantFrom(to, there)];
    if (a === undefined) return notADate('from', from);
    if (b === undefined) return notADate('to', to);
    if (Math.abs(b - a) > LONGEST_MS) return refused('FEEL_TOO_FAR_APART', { days: MOST_DAYS });
    return { kind: 'value', value: measure(a, b) };
  }
}

interface DueArguments {
  start: Json | undefined;
  term: Json | undefined;
  mode: Json | undefined;
  options: Json;
}

function dueValue(
  { start, term, mode, options }: DueArguments,
  { calendar, zone }: OpenCalendar,
): Evaluation {
  const at = instantFrom(start, zone);
  if (at === undefined) return notADate('start', start);
  if (!isMode(mode)) return refused('DUE_MODE_UNKNOWN', { found: mode ?? null });
  if (typeof term !== 'number' && typeof term !== 'string') {
    return refused('TERM_MALFORMED', { term: term ?? null });
  }
  const read = readTerm(term, mode);
  if (isTimeProblem(read)) return refused(read.code, read.values);
  const more = dueOptions(options, zone);
  if ('kind' in more) return more;
  const { percent, ...counting } = more;
  const request: DueRequest = { start: at, term: read, mode, calendar, zone, ...counting };
  return dateTime(percent === undefined ? due(request).dueAt : instantAt(request, percent), zone);
}

/**
 * A number is opening hours. Days of a duration are business days, whatever a day has of hours: so a text is read as it
 * is written, while FEEL makes a day out of `duration("PT24H")`.
 */
function addedValue(
  start: Json | undefined,
  time: Json | undefined,
  { calendar, zone }: OpenCalendar,
): Evaluation {
  const at = instantFrom(start, zone);
  if (at === undefined) return notADate('start', start);
  const isBack = typeof time === 'string' ? time.startsWith('-') : Number(time) < 0;
  const sign = isBack ? -1 : 1;
  const duration = businessTime(time);
  if (!duration || duration.months > 0) return refused('TERM_MALFORMED', { term: shown(time) });
  if (duration.days > MOST_DAYS || duration.ms > LONGEST_MS)
    return refused('TERM_TOO_LONG', { term: shown(time) });
  const { days, ms } = duration;
  return dateTime(addBusinessTime(at, { days: sign * days, ms: sign * ms }, calendar, zone), zone);
}

function businessTime(time: Json | undefined): Duration | undefined {
  if (typeof time === 'number') return { months: 0, days: 0, ms: Math.round(Math.abs(time) * HOUR) };
  return typeof time === 'string' ? parseDuration(time.replace(/^-/, '')) : undefined;
}

/** Terms are told in refusals; a text that is none may be anything. */
function shown(time: Json | undefined): Json {
  return typeof time === 'string' && /^-?P[\dYMWDTHS.,]{0,40}$/.test(time) ? time : kindOf(time);
}

function notADate(parameter: string, found: Json | undefined): Evaluation {
  return refused('FEEL_NOT_A_DATE_TIME', { parameter, found: kindOf(found) });
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_DAYS;
}
