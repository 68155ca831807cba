// What the functions that FEEL gains share: reading arguments, asking what can change, and refusing with a code.
import type { Json } from '../core/json.ts';
import type { Evaluation, EvaluationContext, Lookup } from '../core/ports.ts';
import { lookupKey } from '../core/ports.ts';
import type { Calendar, Zone } from '../time/index.ts';
import { checkCalendar, formatDateTime, instantOf, localOf, parseDateTime } from '../time/index.ts';
import { isAnswer } from './calendarAnswer.ts';
import { zoneOf } from './zones.ts';

export interface OpenCalendar {
  calendar: Calendar;
  zone: Zone;
}

export type Failure = Exclude<Evaluation, { kind: 'value' }>;

/** Asks for the calendar in force; its JSON is checked again, for the answer is journaled text. */
export function withCalendar(
  id: Json | undefined,
  context: EvaluationContext,
  use: (opened: OpenCalendar) => Evaluation,
): Evaluation {
  if (!isName(id)) return refused('FEEL_NOT_A_NAME', { parameter: 'calendar', found: kindOf(id) });
  const answer = answered({ kind: 'calendar', id }, context);
  if (answer.kind !== 'value') return answer;
  if (answer.value === null) return refused('CALENDAR_NOT_FOUND', { calendar: id });
  const opened = openCalendar(isAnswer(answer.value) ? answer.value.calendar : answer.value);
  return opened ? use(opened) : refused('CALENDAR_INVALID', { calendar: id });
}

/** Answers are frozen for a command's life, so one object is checked once. */
const checked = new WeakMap<object, OpenCalendar>();

function openCalendar(json: Json | Calendar): OpenCalendar | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const known = checked.get(json);
  if (known) return known;
  const check = checkCalendar(json as Json);
  const zone = check.ok ? zoneOf(check.calendar.zone) : undefined;
  if (!check.ok || !zone) return undefined;
  const opened = { calendar: check.calendar, zone };
  checked.set(json, opened);
  return opened;
}

/** The journaled answer, or the need for one. An answer of null means that nothing of that id exists. */
export function answered(lookup: Lookup, { inputs }: EvaluationContext): Evaluation {
  const key = lookupKey(lookup);
  const value = Object.hasOwn(inputs, key) ? inputs[key] : undefined;
  return value === undefined ? { kind: 'need', lookup } : { kind: 'value', value };
}

/** FEEL may write a zone behind a date-time: `2026-04-01T08:00:00@America/Bogota`. */
export function instantFrom(value: Json | undefined, zone: Zone): number | undefined {
  if (typeof value !== 'string') return undefined;
  const [text = '', zoneId] = value.split('@', 2);
  const read = parseDateTime(text);
  const there = zoneId === undefined ? zone : zoneOf(zoneId);
  if (!read || !there) return undefined;
  return read.offsetMs === undefined ? instantOf(read.localMs, there) : read.localMs - read.offsetMs;
}

/** What was found, without the value: refusals are kept in plain text and the value may be personal. */
export function kindOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

export function dateTime(at: number, zone: Zone): Evaluation {
  return { kind: 'value', value: formatDateTime(localOf(at, zone), zone.offsetAt(at)) };
}

export function isName(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200;
}

export function refused(code: string, values: { [name: string]: Json }): Failure {
  return { kind: 'error', code, values };
}
