// The calendars and the notation that the tests of time share.
import { readFileSync } from 'node:fs';
import type { Json } from '../../../engine/core/json.ts';
import type { Calendar } from '../../../engine/time/index.ts';
import {
  bogota,
  checkCalendar,
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
