// Every complaint of this folder: a code, its values, and where it is shown to people, the text in both languages.
import type { Json } from '../core/json.ts';

export interface TimeProblem {
  code: TimeProblemCode;
  values: { [name: string]: Json };
}

export const timeProblems = {
  CALENDAR_SHAPE: {
    es: 'Se esperaba {expected} en «{path}», pero se encontró {found}. Corrija ese campo del calendario.',
    en: 'Expected {expected} at "{path}", but found {found}. Correct that field of the calendar.',
  },
  CALENDAR_UNKNOWN_FIELD: {
    es: 'Se esperaba uno de estos campos: {known}, pero el calendario tiene «{path}». Quítelo o corrija su nombre.',
    en: 'Expected one of these fields: {known}, but the calendar has "{path}". Remove it or correct its name.',
  },
  CALENDAR_ZONE_UNKNOWN: {
    es: 'Se esperaba una zona horaria IANA, como America/Bogota, pero se encontró «{found}»; corríjala.',
    en: 'Expected an IANA time zone such as America/Bogota, but found "{found}"; correct it.',
  },
  CALENDAR_TIME: {
    es: 'Se esperaba una hora HH:MM en «{path}», pero se encontró «{found}»; corríjala.',
    en: 'Expected a time HH:MM at "{path}", but found "{found}"; correct it.',
  },
  CALENDAR_RANGES: {
    es: 'Se esperaban los horarios de «{path}» en orden, sin cruzarse y con el cierre después de la apertura, pero no están así. Corríjalos; un turno nocturno son dos días.',
    en: 'Expected the ranges at "{path}" in order, apart, and closing after they open, but they are not. Correct them; a night shift is two days.',
  },
  CALENDAR_DATE: {
    es: 'Se esperaba una fecha que exista en «{path}», pero se encontró «{found}»; corríjala.',
    en: 'Expected a date that exists at "{path}", but found "{found}"; correct it.',
  },
  CALENDAR_DATE_TWICE: {
    es: 'Se esperaba cada fecha una vez entre las excepciones, pero {date} aparece dos veces. Deje una.',
    en: 'Expected each date once among the exceptions, but {date} is there twice. Keep one.',
  },
  CALENDAR_EXCEPTION_HOURS: {
    es: 'Se esperaba el horario del {date}, pero se declara hábil y ese día de la semana no tiene. Agregue «hours» a la excepción.',
    en: 'Expected the hours of {date}, but it is declared a working day and its weekday has none. Add "hours" to the exception.',
  },
  CALENDAR_NO_WORKING_DAY: {
    es: 'Se esperaba al menos un día hábil, pero el calendario no tiene ninguno. Dé horario a un día de la semana.',
    en: 'Expected at least one working day, but the calendar has none. Give hours to a weekday.',
  },
  CALENDAR_TOO_LARGE: {
    es: 'Se esperaban hasta {most} entradas en «{path}», pero tiene {found}. Quite las que ya pasaron.',
    en: 'Expected at most {most} entries at "{path}", but it has {found}. Remove those that are past.',
  },
  TERM_MALFORMED: {
    es: 'Se esperaba un número no negativo o una duración ISO 8601 (P15D, PT8H, P1M), pero se encontró «{term}»; corríjalo.',
    en: 'Expected a number that is not negative or an ISO 8601 duration (P15D, PT8H, P1M), but found "{term}"; correct it.',
  },
  TERM_TOO_LONG: {
    es: 'Se esperaba un término de hasta cien años, pero «{term}» es mayor. Use uno menor.',
    en: 'Expected a term of at most a hundred years, but "{term}" is longer. Use a shorter one.',
  },
  TERM_NOT_OF_MODE: {
    es: 'Se esperaba un término que el modo {mode} sepa contar, pero «{term}» no lo es. Use días (P15D), horas (PT8H) o meses (P1M) según el modo.',
    en: 'Expected a term that mode {mode} can count, but "{term}" is none. Use days (P15D), hours (PT8H) or months (P1M) as the mode counts.',
  },
} as const satisfies Record<string, { es: string; en: string }>;

export type TimeProblemCode = keyof typeof timeProblems;

export function isTimeProblem(value: object): value is TimeProblem {
  return 'code' in value && typeof value.code === 'string' && value.code in timeProblems;
}
