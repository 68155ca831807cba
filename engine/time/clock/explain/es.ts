// A clock in Spanish, as a good public servant would explain it at the counter.
import type { SlaTarget } from '../../../core/slaFacts.ts';
import type { ClockState } from '../foldClock.ts';
import type { DayOffGroup, LocalText, Phrases } from './phrases.ts';
import { joined, termParts, weekdayOf } from './wording.ts';

const DAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'];
const PLURALS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábados', 'domingos'];
const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];
const subjects = {
  response: 'El plazo para dar la primera respuesta',
  resolution: 'El plazo para responder de fondo',
  operation: 'El plazo de este paso',
};

export const spanish: Phrases = {
  begins: (metric, startedAt, isDayOfReceiptOut) =>
    `${metric ? subjects[metric] : 'El plazo'} empezó el ${moment(startedAt)}${
      isDayOfReceiptOut ? ' y se cuenta desde el día siguiente' : ''
    }.`,
  countsFrom: (at) =>
    isMidnight(at)
      ? `Como eso fue fuera del horario, se tiene por recibido el siguiente día hábil y se cuenta desde el ${dateText(at.slice(0, 10), '')}.`
      : `Como eso fue fuera del horario, se cuenta desde el ${moment(at)}.`,
  term(target, calendar) {
    if ('until' in target) return 'La fecha de vencimiento no se cuenta: quedó fijada de antemano.';
    const term = termText(target);
    const by =
      target.mode === 'clock' ? ', que corren de día y de noche' : `, según el calendario «${calendar}»`;
    return `${/^1 [^y]*$/.test(term) ? 'Es' : 'Son'} ${term}${by}.`;
  },
  skipped: (days, year) => `No se ${isOne(days) ? 'cuenta' : 'cuentan'} ${daysText(days, year)}.`,
  movedEnd: (days, year) =>
    `Su último día no es hábil, así que pasa al siguiente que lo es; no lo son ${daysText(days, year)}.`,
  paused: (from, to, { reason, who, counts }) =>
    `Estuvo en pausa desde el ${moment(from)} hasta el ${moment(to)}${because(reason)}${by(who)}; ${
      counts ? 'la fecha fijada no cambió por eso' : 'ese tiempo no se cuenta'
    }.`,
  isPaused: (from, { reason, who, counts }) =>
    `Está en pausa desde el ${moment(from)}${because(reason)}${by(who)}; ${
      counts ? 'la fecha fijada no cambia por eso' : 'mientras tanto no corre'
    }.`,
  retargeted: (at, target, reason) =>
    `El ${moment(at)} la meta cambió a ${targetText(target)}${because(reason)}; se conservaron el inicio y las pausas.`,
  extended: (at, target, reason, who) =>
    `El ${moment(at)}, antes de vencer, se amplió a ${
      'until' in target ? 'una nueva fecha' : `${termText(target)} en total`
    }${because(reason)}${by(who)}, y se informó a quien presentó la solicitud.`,
  recalculated: (at, version, reason, before, after) =>
    `El ${moment(at)} se volvió a contar con la versión ${version ?? 'nueva'} del calendario${because(reason)}${
      before !== undefined && after !== undefined && before !== after
        ? `: el vencimiento pasó del ${moment(before)} al ${moment(after)}`
        : ''
    }.`,
  due: (dueAt) => `Por eso vence el ${moment(dueAt)}.`,
  wasDue: (dueAt) => `Por eso vencía el ${moment(dueAt)}.`,
  left: (left) => (isNothing(left) ? 'Vence hoy.' : `${remain(left)} ${leftText(left)}.`),
  overdue: (left) =>
    isNothing(left) ? 'Ya venció.' : `Venció hace ${leftText({ ...left, count: -left.count })}.`,
  onceResumed: (left) =>
    isNothing(left)
      ? 'Cuando se reanude, vence ese mismo día.'
      : `Cuando se reanude, ${left.count === 1 ? 'quedará' : 'quedarán'} ${leftText(left)} y se sabrá la fecha de vencimiento.`,
  closed(kind, at, reason) {
    if (kind === 'met') return `Se cumplió a tiempo el ${moment(at)}.`;
    if (kind === 'missed') return `Se cumplió tarde, el ${moment(at)}.`;
    return `Dejó de contarse el ${moment(at)}${because(reason)}.`;
  },
  transferred: (at, to) =>
    `El ${moment(at)} se trasladó por competencia a ${to}, y el plazo de esa entidad empieza el día siguiente al que la recibe.`,
};

function daysText({ weekdays, named }: DayOffGroup, year: string): string {
  const weekly = weekdays.map((day) => PLURALS[day - 1]!);
  const days = named.map(({ date, why }) => `el ${dateText(date, year)} (${why})`);
  return joined([...(weekly.length > 0 ? [`los ${joined(weekly, 'y')}`] : []), ...days], 'ni');
}

function isOne({ weekdays, named }: DayOffGroup): boolean {
  return weekdays.length === 0 && named.length === 1;
}

/** Where days count whole, nobody cares for the hour. */
function isMidnight(local: LocalText): boolean {
  return local.slice(11, 19) === '00:00:00';
}

/** `jueves 9 de abril de 2026 a las 23:59:59`. */
function moment(local: LocalText): string {
  const seconds = local.slice(17, 19);
  const time = seconds === '00' ? local.slice(11, 16) : local.slice(11, 19);
  return `${dateText(local.slice(0, 10), '')} a las ${time}`;
}

/** The year is left out where it is this one. */
function dateText(date: string, year: string): string {
  const [y, m, d] = date.split('-') as [string, string, string];
  const day = `${DAYS[weekdayOf(date) - 1]} ${Number(d)} de ${MONTHS[Number(m) - 1]}`;
  return y === year ? day : `${day} de ${y}`;
}

function termText(target: SlaTarget & { mode: string }): string {
  const words = {
    'legal-days': ['día hábil', 'días hábiles'],
    'business-days': ['día hábil', 'días hábiles'],
    'calendar-month': ['día', 'días'],
    clock: ['día', 'días'],
  } as { [mode: string]: [string, string] };
  const hours = target.mode === 'clock' ? ['hora', 'horas'] : ['hora hábil', 'horas hábiles'];
  const parts = termParts(target).map(({ unit, count }) => {
    if (unit === 'month') return counted(count, 'mes calendario', 'meses calendario');
    if (unit === 'day') return counted(count, ...(words[target.mode] ?? ['día', 'días']));
    if (unit === 'hour') return counted(count, hours[0]!, hours[1]!);
    return counted(count, 'minuto', 'minutos');
  });
  return joined(parts, 'y');
}

function targetText(target: SlaTarget): string {
  return 'until' in target ? 'una fecha fijada' : termText(target);
}

function leftText({ unit, count }: ClockState['left']): string {
  if (unit === 'days') return counted(count, 'día hábil', 'días hábiles');
  if (unit === 'calendar-days') return counted(count, 'día calendario', 'días calendario');
  const minutes = Math.round(count * 60);
  const parts = [
    ...(minutes >= 60 ? [counted(Math.floor(minutes / 60), 'hora', 'horas')] : []),
    ...(minutes % 60 > 0 || minutes < 60 ? [counted(minutes % 60, 'minuto', 'minutos')] : []),
  ];
  return `${joined(parts, 'y')}${unit === 'hours' ? '' : ' de tiempo hábil'}`;
}

function isNothing({ unit, count }: ClockState['left']): boolean {
  return unit === 'hours' || unit === 'business-hours' ? Math.round(count * 60) === 0 : count === 0;
}

function remain({ count }: ClockState['left']): string {
  return count === 1 ? 'Queda' : 'Quedan';
}

function counted(count: number, one: string, many: string): string {
  return `${String(count).replace('.', ',')} ${count === 1 ? one : many}`;
}

/** What the staff wrote for itself alone is left out. */
function because(reason: string | undefined): string {
  return reason === undefined || reason === '' ? '' : `, por «${reason}»`;
}

function by(who: string | undefined): string {
  return who === undefined ? '' : ` (lo registró ${who})`;
}
