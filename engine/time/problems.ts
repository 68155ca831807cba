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
  CALENDAR_HOLIDAY_LINE: {
    es: 'Se esperaba un festivo como «6 ene; Reyes Magos; lunes» o «pascua-3; Jueves Santo» en la línea {line}, pero dice «{found}»; corríjala.',
    en: 'Expected a holiday such as "6 jan; Epiphany; monday" or "easter-3; Maundy Thursday" in line {line}, but it says "{found}"; correct it.',
  },
  CALENDAR_EXCEPTION_LINE: {
    es: 'Se esperaba una excepción como «2026-02-16; no hábil; Carnaval» o «2026-12-24; 08:00-12:00; Nochebuena» en la línea {line}, pero dice «{found}»; corríjala.',
    en: 'Expected an exception such as "2026-02-16; not working; Carnival" or "2026-12-24; 08:00-12:00; Christmas Eve" in line {line}, but it says "{found}"; correct it.',
  },
  CALENDAR_FROM: {
    es: 'Se esperaba una fecha y hora desde la cual rige, pero se encontró «{found}»; corríjala o déjela vacía para que rija de inmediato.',
    en: 'Expected a date and time from which it is in force, but found "{found}"; correct it, or leave it empty for at once.',
  },
  CALENDAR_COMMENT_MISSING: {
    es: 'Se esperaba el motivo del cambio, pero no está; escríbalo: queda en la historia del calendario.',
    en: 'Expected the reason of the change, but there is none; write it: it stays in the history of the calendar.',
  },
  CALENDAR_YEARS: {
    es: 'Se esperaba que el festivo de «{path}» empezara antes de terminar, pero va de {fromYear} a {toYear}; corrija uno de los años.',
    en: 'Expected the holiday at "{path}" to begin before it ends, but it goes from {fromYear} to {toYear}; correct one of the years.',
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
  TERM_NOT_POSITIVE: {
    es: 'Se esperaba un término mayor que cero, pero «{term}» no lo es. Dé al menos un día, una hora o un mes, según el modo.',
    en: 'Expected a term above zero, but "{term}" is not. Give at least a day, an hour or a month, as the mode counts.',
  },
  SLA_TARGET_MALFORMED: {
    es: 'Se esperaba como meta un término con su modo o una fecha, pero se encontró {found}. Corrija la meta del acuerdo de servicio.',
    en: 'Expected as target a term with its mode or a date, but found {found}. Correct the target of the service level.',
  },
  SLA_MODE_UNKNOWN: {
    es: 'Se esperaba como modo uno de {known}, pero se encontró «{found}». Corrija el modo del acuerdo de servicio.',
    en: 'Expected one of {known} as mode, but found "{found}". Correct the mode of the service level.',
  },
  SLA_CALENDAR_NOT_NAMED: {
    es: 'Se esperaba el nombre de un calendario, pero el acuerdo de servicio no dice ninguno. Indíquelo en «calendar», por ejemplo co-legal.',
    en: 'Expected the name of a calendar, but the service level gives none. Name it in "calendar", for example co-legal.',
  },
  SLA_CALENDAR_NOT_FOUND: {
    es: 'Se esperaba el calendario «{calendar}»[, versión {version}], pero no existe. Publíquelo o corrija el nombre.',
    en: 'Expected the calendar "{calendar}"[, version {version}], but there is none. Publish it or correct the name.',
  },
  SLA_CLOSED: {
    es: 'Se esperaba un plazo que siga abierto, pero este ya terminó ({how}). No se puede cambiar; si el caso se reabre, empieza otro plazo.',
    en: 'Expected a clock that still runs, but this one has ended ({how}). It cannot be changed; a case that is opened again gets another clock.',
  },
  SLA_NOT_STARTED: {
    es: 'Se esperaba que el plazo hubiera comenzado, pero su primer registro es «{found}». Comiéncelo antes.',
    en: 'Expected the clock to have started, but its first entry is "{found}". Start it first.',
  },
  SLA_PAUSED_ALREADY: {
    es: 'Se esperaba un plazo en curso, pero ya está en pausa por «{reason}». Reanúdelo antes de pausarlo otra vez.',
    en: 'Expected a running clock, but it is paused already for "{reason}". Resume it before pausing it again.',
  },
  SLA_NOT_PAUSED: {
    es: 'Se esperaba un plazo en pausa, pero está en curso. No hay nada que reanudar.',
    en: 'Expected a paused clock, but it is running. There is nothing to resume.',
  },
  SLA_PAUSE_BACKWARDS: {
    es: 'Se esperaba que la pausa terminara después de empezar, pero va de {from} a {to}. Corrija las dos fechas.',
    en: 'Expected the pause to end after it begins, but it goes from {from} to {to}. Correct the two dates.',
  },
  SLA_PAUSE_BEFORE_START: {
    es: 'Se esperaba una pausa dentro del plazo, pero empieza el {from} y el plazo comenzó el {start}. Corrija la fecha.',
    en: 'Expected a pause within the clock, but it begins at {from} and the clock began at {start}. Correct the date.',
  },
  SLA_PAUSE_IN_FUTURE: {
    es: 'Se esperaba una pausa que ya hubiera empezado, pero se dio {from}. Regístrela cuando empiece.',
    en: 'Expected a pause that has begun, but it is from {from}. Record it when it begins.',
  },
  SLA_EXTENDED_ALREADY: {
    es: 'Se esperaba un plazo sin ampliar, pero ya se amplió. La ampliación se permite una sola vez.',
    en: 'Expected a clock that was not extended, but it was. It can be extended once.',
  },
  SLA_EXTENSION_AFTER_DUE: {
    es: 'Se esperaba la ampliación antes del vencimiento, pero venció el {due} y se pidió el {at}. Responda cuanto antes: ya no se puede ampliar.',
    en: 'Expected the extension before the due date, but it was due {due} and the extension is of {at}. Answer as soon as you can: it cannot be extended any more.',
  },
  SLA_EXTENSION_WITHOUT_NOTICE: {
    es: 'Se esperaba que la ampliación se hubiera informado a la persona solicitante, pero no consta. Infórmela con su motivo y la nueva fecha, y regístrela después.',
    en: 'Expected the person who asked to have been told of the extension, but that is not on record. Tell them the reason and the new date, then record it.',
  },
  SLA_EXTENSION_NOT_LATER: {
    es: 'Se esperaba una fecha posterior al vencimiento actual ({due}), pero se dio {found}. Dé una posterior.',
    en: 'Expected a date after the present due date ({due}), but got {found}. Give a later one.',
  },
  SLA_EXTENSION_TOO_LONG: {
    es: 'Se esperaba una ampliación que no pase del doble del término inicial ({most}), pero llega al {found}. Dé una fecha hasta ese día.',
    en: 'Expected an extension up to twice the first term ({most}), but it goes to {found}. Give a date until then.',
  },
  SLA_EXTENSION_OF_DATE: {
    es: 'Se esperaba un término que se pueda duplicar, pero la fecha la fijó otra entidad. Pida a esa entidad una nueva fecha y regístrela como cambio de meta.',
    en: 'Expected a term that can be doubled, but somebody else set the date. Ask them for another one and record it as a change of target.',
  },
} as const satisfies Record<string, { es: string; en: string }>;

export type TimeProblemCode = keyof typeof timeProblems;

export function isTimeProblem(value: object): value is TimeProblem {
  return 'code' in value && typeof value.code === 'string' && value.code in timeProblems;
}
