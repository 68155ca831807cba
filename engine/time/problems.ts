// Every complaint of this folder: a code, its values, and where it is shown to people, the text in both languages.
import type { Json } from '../core/json.ts';

export interface TimeProblem {
  code: TimeProblemCode;
  values: { [name: string]: Json };
}

export const timeProblems = {
  CALENDAR_SHAPE: {
    es: 'Se esperaba {expected} en «{path}» pero se encontró {found}. Corrija ese campo del calendario.',
    en: 'Expected {expected} at "{path}" but found {found}. Correct that field of the calendar.',
  },
  CALENDAR_UNKNOWN_FIELD: {
    es: 'El calendario no tiene un campo «{path}». Quítelo o corrija su nombre; se esperaba uno de: {known}.',
    en: 'A calendar has no field "{path}". Remove it or correct its name; expected one of: {known}.',
  },
  CALENDAR_ZONE_UNKNOWN: {
    es: 'Se esperaba una zona horaria IANA, como America/Bogota, pero se encontró «{found}».',
    en: 'Expected an IANA time zone such as America/Bogota but found "{found}".',
  },
  CALENDAR_TIME: {
    es: 'Se esperaba una hora HH:MM en «{path}» pero se encontró «{found}».',
    en: 'Expected a time HH:MM at "{path}" but found "{found}".',
  },
  CALENDAR_RANGES: {
    es: 'Los horarios de «{path}» deben ir en orden, sin cruzarse, y cerrar después de abrir. Un turno nocturno son dos días.',
    en: 'The ranges at "{path}" must be in order, not overlap, and close after they open. A night shift is two days.',
  },
  CALENDAR_DATE: {
    es: 'Se esperaba una fecha que exista en «{path}» pero se encontró «{found}».',
    en: 'Expected a date that exists at "{path}" but found "{found}".',
  },
  CALENDAR_DATE_TWICE: {
    es: 'La fecha {date} aparece dos veces entre las excepciones. Deje una.',
    en: 'The date {date} is twice among the exceptions. Keep one.',
  },
  CALENDAR_EXCEPTION_HOURS: {
    es: 'El {date} se declara hábil pero ese día de la semana no tiene horario. Agregue «hours» a la excepción.',
    en: '{date} is declared a working day but that weekday has no hours. Add "hours" to the exception.',
  },
  CALENDAR_NO_WORKING_DAY: {
    es: 'El calendario no tiene ningún día hábil. Dé horario al menos a un día de la semana.',
    en: 'The calendar has no working day. Give hours to at least one weekday.',
  },
  CALENDAR_TOO_LARGE: {
    es: '«{path}» tiene {found} entradas; el máximo es {most}.',
    en: '"{path}" has {found} entries; the most is {most}.',
  },
  TERM_MALFORMED: {
    es: 'Se esperaba un número no negativo o una duración ISO 8601 (P15D, PT8H, P1M) pero se encontró «{term}».',
    en: 'Expected a number that is not negative or an ISO 8601 duration (P15D, PT8H, P1M) but found "{term}".',
  },
  TERM_TOO_LONG: {
    es: 'El término «{term}» pasa de cien años. Use uno menor.',
    en: 'The term "{term}" is over a hundred years. Use a shorter one.',
  },
  TERM_NOT_OF_MODE: {
    es: 'El término «{term}» no se puede contar en el modo {mode}. Use días (P15D), horas (PT8H) o meses (P1M) según el modo.',
    en: 'The term "{term}" cannot be counted in mode {mode}. Use days (P15D), hours (PT8H) or months (P1M) as the mode counts.',
  },
} as const satisfies Record<string, { es: string; en: string }>;

export type TimeProblemCode = keyof typeof timeProblems;

export function isTimeProblem(value: object): value is TimeProblem {
  return 'code' in value && typeof value.code === 'string' && value.code in timeProblems;
}
