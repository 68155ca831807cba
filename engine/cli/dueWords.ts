// What `cauce due` says to people, in both languages.
import type { Locale } from '../problemCatalog.ts';
import type { Calendar, Mode } from '../time/index.ts';

interface DueWords {
  due(at: string, calendar: Calendar): string;
  counted(count: number, mode: Mode): string;
  skipped(count: number): string;
  nothingSkipped: string;
}

type Units = { [M in Mode]: readonly [one: string, many: string] };

const unitsEs: Units = {
  'legal-days': ['día hábil', 'días hábiles'],
  'business-days': ['día hábil', 'días hábiles'],
  'business-hours': ['hora hábil', 'horas hábiles'],
  'calendar-month': ['mes calendario', 'meses calendario'],
  clock: ['hora', 'horas'],
};
const unitsEn: Units = {
  'legal-days': ['business day', 'business days'],
  'business-days': ['business day', 'business days'],
  'business-hours': ['business hour', 'business hours'],
  'calendar-month': ['calendar month', 'calendar months'],
  clock: ['hour', 'hours'],
};

export const DUE_WORDS: { readonly [L in Locale]: DueWords } = {
  es: {
    due: (at, { name, id }) => `Vence: ${at}  (${name}, ${id})`,
    counted: (count, mode) => `Se cuentan: ${count} ${unitsEs[mode][count === 1 ? 0 : 1]}`,
    skipped: (count) => `No se ${count === 1 ? 'cuenta 1 día' : `cuentan ${count} días`}:`,
    nothingSkipped: 'No se salta ningún día.',
  },
  en: {
    due: (at, { name, id }) => `Due: ${at}  (${name}, ${id})`,
    counted: (count, mode) => `Counted: ${count} ${unitsEn[mode][count === 1 ? 0 : 1]}`,
    skipped: (count) => `Skipped: ${count} ${count === 1 ? 'day' : 'days'}`,
    nothingSkipped: 'No day is skipped.',
  },
};

export const DUE_HELP = {
  es: `--calendar  el nombre de un calendario de los procesos que vienen con el programa (co-legal, co-8x5, co-24x7, co-sat),
            de los de --processes, o de los vigentes en --database; o la ruta de un archivo .json.
--start     cuándo se recibió, en ISO 8601; sin desfase es hora local del calendario.
--term      una duración ISO 8601 (P15D, PT8H, P1M) o un número en la unidad del modo.
--mode      legal-days: días hábiles enteros después del de recibo, hasta las 23:59:59 del último;
            business-days: días hábiles a la misma hora; business-hours: horas de atención;
            calendar-month: meses calendario, corridos al siguiente día hábil; clock: horas corridas.
--after-hours  lo recibido después del cierre o en día no hábil vale ese día (same-day) o el siguiente hábil (next-day).
--end-of-day   con business-days: vence al cierre de ese día.
--pause     desde/hasta; se puede repetir.

Por ejemplo: cauce due --calendar co-legal --start 2026-03-16T10:00 --term P15D --mode legal-days`,
  en: `--calendar  the id of a calendar of the processes that come with the program (co-legal, co-8x5, co-24x7, co-sat),
            of those in --processes, or of those in force in --database; or the path of a .json file.
--start     when it was received, in ISO 8601; without an offset it is local time of the calendar.
--term      an ISO 8601 duration (P15D, PT8H, P1M) or a number in the mode's unit.
--mode      legal-days: whole business days after that of receipt, until 23:59:59 of the last;
            business-days: business days, at the same time of day; business-hours: opening hours;
            calendar-month: calendar months, moved to the next business day; clock: hours of the clock.
--after-hours  what comes after closing or on a day off counts as of that day (same-day) or the next business day (next-day).
--end-of-day   with business-days: due when that day closes.
--pause     from/to; may be given several times.

For example: cauce due --calendar co-legal --start 2026-03-16T10:00 --term P15D --mode legal-days`,
} as const;
