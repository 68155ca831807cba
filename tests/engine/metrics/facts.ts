// Facts for tests, made by the dozen, and the evaluator with the calendars that the flows ship with.
import { readFileSync } from 'node:fs';
import { createPorts } from '../../../engine/expressions/index.ts';
import {
  type CalendarOf,
  type EvaluateFeel,
  type Fact,
  feelWith,
  measureFunctions,
} from '../../../engine/metrics/index.ts';
import { bogota, type Calendar } from '../../../engine/time/index.ts';

export const calendars = new Map(
  ['co-legal', 'co-8x5', 'co-24x7'].map((id) => {
    const url = new URL(`../../../processes/pqrs/calendars/${id}.json`, import.meta.url);
    return [id, JSON.parse(readFileSync(url, 'utf8')) as Calendar];
  }),
);

export const calendarOf: CalendarOf = (id) => {
  const calendar = calendars.get(id);
  return calendar && { calendar, zone: bogota };
};

/** The instant of a wall time in Bogota. */
export const at = (local: string): number =>
  Date.parse(`${local.length === 10 ? `${local}T12:00` : local}-05:00`);

export const feel: EvaluateFeel = feelWith(
  createPorts({ functions: measureFunctions(calendarOf) }),
  at('2026-11-30T12:00'),
);

export type Given = Partial<Fact['values']> & {
  on?: string;
  dims?: Fact['dims'];
  element?: string;
  caseKey?: number;
};

export function fact(kind: string, given: Given = {}): Fact {
  const { on = '2026-11-10', dims = {}, element, caseKey, ...values } = given;
  return {
    kind,
    at: at(on),
    date: on.slice(0, 10),
    dims,
    values: values as Fact['values'],
    ...(element !== undefined && { element }),
    ...(caseKey !== undefined && { caseKey }),
  };
}

/** So many facts alike. */
export function times(count: number, kind: string, given: Given = {}): Fact[] {
  return Array.from({ length: count }, () => fact(kind, given));
}

/** One imported figure. */
export function figure(name: string, value: number, given: Given = {}): Fact {
  return fact('figure', { name, value, ...given });
}
