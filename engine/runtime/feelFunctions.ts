// The functions that FEEL gains in a process: terms and business days, series and quotas, catalogs.
// What can change between two moments is asked by `need` and read from the journaled inputs.
import type { Json } from '../core/json.ts';
import type { Evaluation, EvaluationContext, Lookup } from '../core/ports.ts';
import { lookupKey } from '../core/ports.ts';
import type { FeelFunction } from '../expressions/index.ts';
import type { Calendar, Zone } from '../time/index.ts';
import {
  bogota,
  businessDaysBefore,
  checkCalendar,
  dayOf,
  due,
  formatDate,
  formatDateTime,
  instantOf,
  isMode,
  isTimeProblem,
  localOf,
  nextBusinessDay,
  parseDateTime,
  readTerm,
} from '../time/index.ts';
import { zoneOf } from './zones.ts';

/** Reminders and next steps happen when people are at work. */
const MORNING = '08:00';
const MOST_DAYS = 3_650;

interface OpenCalendar {
  calendar: Calendar;
  zone: Zone;
}

type Failure = Exclude<Evaluation, { kind: 'value' }>;

/** `zone` is the process's: it decides in which month a quota falls and which date a bare date-time has. */
export function feelFunctions(zone: Zone = bogota): { readonly [name: string]: FeelFunction } {
  return {
    due: {
      params: ['start', 'term', 'mode', 'calendar'],
      call([start, term, mode, calendar], context) {
        return withCalendar(calendar, context, (opened) => dueValue(start, term, mode, opened));
      },
    },
    'business days before': {
      params: ['instant', 'days', 'calendar'],
      call([instant, days, calendar], context) {
        return withCalendar(calendar, context, ({ calendar, zone }) => {
          const at = instantFrom(instant, zone);
          if (at === undefined)
            return refused('FEEL_NOT_A_DATE_TIME', { parameter: 'instant', found: kindOf(instant) });
          if (!isCount(days)) return refused('FEEL_NOT_A_COUNT', { parameter: 'days', found: kindOf(days) });
          return dateTime(businessDaysBefore(at, days, calendar, MORNING, zone), zone);
        });
      },
    },
    'next business day': {
      params: ['calendar'],
      call([calendar], context) {
        return withCalendar(calendar, context, ({ calendar, zone }) =>
          dateTime(nextBusinessDay(context.now, calendar, MORNING, zone), zone),
        );
      },
    },
    'next in series': {
      params: ['id'],
      call([id], context) {
        if (!isName(id)) return refused('FEEL_NOT_A_NAME', { parameter: 'id', found: kindOf(id) });
        return answered({ kind: 'series', id, owner: context.owner }, context);
      },
    },
    'within quota': {
      params: ['id', 'limit'],
      call([id, limit], context) {
        if (!isName(id)) return refused('FEEL_NOT_A_NAME', { parameter: 'id', found: kindOf(id) });
        if (typeof limit !== 'number' || !Number.isSafeInteger(limit) || limit < 0) {
          return refused('FEEL_NOT_A_COUNT', { parameter: 'limit', found: kindOf(limit) });
        }
        const period = formatDate(dayOf(localOf(context.now, zone))).slice(0, 7);
        return answered({ kind: 'quota', id, period, limit, owner: context.owner }, context);
      },
    },
    catalog: {
      params: ['id'],
      call([id], context) {
        if (!isName(id)) return refused('FEEL_NOT_A_NAME', { parameter: 'id', found: kindOf(id) });
        const answer = answered({ kind: 'catalog', id }, context);
        const isMissing = answer.kind === 'value' && answer.value === null;
        return isMissing ? refused('CATALOG_NOT_FOUND', { catalog: id }) : answer;
      },
    },
    'distinct days': {
      params: ['list'],
      call([list]) {
        if (!Array.isArray(list))
          return refused('FEEL_NOT_A_LIST', { parameter: 'list', found: kindOf(list) });
        const days = new Set<number>();
        for (const item of list) {
          const at = instantFrom(item, zone);
          if (at === undefined)
            return refused('FEEL_NOT_A_DATE_TIME', { parameter: 'list', found: kindOf(item) });
          days.add(dayOf(localOf(at, zone)));
        }
        return { kind: 'value', value: days.size };
      },
    },
  };
}

function dueValue(
  start: Json | undefined,
  term: Json | undefined,
  mode: Json | undefined,
  { calendar, zone }: OpenCalendar,
): Evaluation {
  const at = instantFrom(start, zone);
  if (at === undefined) return refused('FEEL_NOT_A_DATE_TIME', { parameter: 'start', found: kindOf(start) });
  if (!isMode(mode)) return refused('DUE_MODE_UNKNOWN', { found: mode ?? null });
  if (typeof term !== 'number' && typeof term !== 'string') {
    return refused('TERM_MALFORMED', { term: term ?? null });
  }
  const read = readTerm(term, mode);
  if (isTimeProblem(read)) return refused(read.code, read.values);
  return dateTime(due({ start: at, term: read, mode, calendar, zone }).dueAt, zone);
}

/** Asks for the calendar in force; its JSON is checked again, for the answer is journaled text. */
function withCalendar(
  id: Json | undefined,
  context: EvaluationContext,
  use: (opened: OpenCalendar) => Evaluation,
): Evaluation {
  if (!isName(id)) return refused('FEEL_NOT_A_NAME', { parameter: 'calendar', found: kindOf(id) });
  const answer = answered({ kind: 'calendar', id }, context);
  if (answer.kind !== 'value') return answer;
  if (answer.value === null) return refused('CALENDAR_NOT_FOUND', { calendar: id });
  const opened = openCalendar(answer.value);
  return opened ? use(opened) : refused('CALENDAR_INVALID', { calendar: id });
}

/** Answers are frozen for a command's life, so one object is checked once. */
const checked = new WeakMap<object, OpenCalendar>();

function openCalendar(json: Json): OpenCalendar | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const known = checked.get(json);
  if (known) return known;
  const check = checkCalendar(json);
  const zone = check.ok ? zoneOf(check.calendar.zone) : undefined;
  if (!check.ok || !zone) return undefined;
  const opened = { calendar: check.calendar, zone };
  checked.set(json, opened);
  return opened;
}

/** The journaled answer, or the need for one. An answer of null means that nothing of that id exists. */
function answered(lookup: Lookup, { inputs }: EvaluationContext): Evaluation {
  const key = lookupKey(lookup);
  const value = Object.hasOwn(inputs, key) ? inputs[key] : undefined;
  return value === undefined ? { kind: 'need', lookup } : { kind: 'value', value };
}

/** FEEL may write a zone behind a date-time: `2026-04-01T08:00:00@America/Bogota`. */
function instantFrom(value: Json | undefined, zone: Zone): number | undefined {
  if (typeof value !== 'string') return undefined;
  const [text = '', zoneId] = value.split('@', 2);
  const read = parseDateTime(text);
  const there = zoneId === undefined ? zone : zoneOf(zoneId);
  if (!read || !there) return undefined;
  return read.offsetMs === undefined ? instantOf(read.localMs, there) : read.localMs - read.offsetMs;
}

/** What was found, without the value: refusals are kept in plain text and the value may be personal. */
function kindOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function dateTime(at: number, zone: Zone): Evaluation {
  return { kind: 'value', value: formatDateTime(localOf(at, zone), zone.offsetAt(at)) };
}

function isName(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200;
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_DAYS;
}

function refused(code: string, values: { [name: string]: Json }): Failure {
  return { kind: 'error', code, values };
}
