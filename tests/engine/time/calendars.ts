// The calendars and the notation that the tests of time share.
import { readFileSync } from 'node:fs';
import type { Json } from '../../../engine/core/json.ts';
import type { Calendar, DueRequest, Mode } from '../../../engine/time/index.ts';
import {
  bogota,
  checkCalendar,
  due,
  formatDateTime,
  instantOf,
  localOf,
  parseDateTime,
} from '../../../engine/time/index.ts';

export function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

export function calendarNamed(id: string): Calendar {
  const checked = checkCalendar(JSON.parse(fixture(`${id}.json`)) as Json);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.calendar;
}

/** Instant of a wall time in Bogota. */
export function at(local: string): number {
  return instantOf(parseDateTime(local)!.localMs, bogota);
}

/** Wall time in Bogota. */
export function local(epochMs: number): string {
  return formatDateTime(localOf(epochMs, bogota));
}

export const legal = calendarNamed('co-legal');
export const office = calendarNamed('co-8x5');
export const always = calendarNamed('co-24x7');
export const saturdays: Calendar = { ...office, week: { ...office.week, saturday: [['08:00', '12:00']] } };

/** From and until when it is due, as wall times in Bogota. */
export function dueText(
  start: string,
  term: number,
  mode: Mode,
  calendar: Calendar,
  more: Partial<DueRequest> = {},
) {
  return local(due({ start: at(start), term, mode, calendar, ...more }).dueAt);
}
