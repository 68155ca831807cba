// Time and size in words, the same on every page: how much is left, dates such as "mar 3 nov 2026", durations.
import { type Language, text } from './locale.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const tags: Record<Language, string> = { es: 'es-CO', en: 'en-GB' };

const styles = {
  date: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  clock: { hour: 'numeric', minute: '2-digit' },
  exact: { dateStyle: 'full', timeStyle: 'long' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: making one takes longer than a hundred dates. */
function formatOf(style: keyof typeof styles, language: Language, timeZone: string): Intl.DateTimeFormat {
  const name = `${style} ${language} ${timeZone}`;
  const format = formats.get(name) ?? new Intl.DateTimeFormat(tags[language], { ...styles[style], timeZone });
  formats.set(name, format);
  return format;
}

/** `mar 3 nov 2026`. */
export function dateWords(language: Language, at: number, timeZone: string): string {
  const parts = formatOf('date', language, timeZone).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value.replace('.', '') ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
}

/** `4:30 p. m.` or `16:30`. */
export function clockWords(language: Language, at: number, timeZone: string): string {
  return formatOf('clock', language, timeZone).format(at);
}

export function dateTimeWords(language: Language, at: number, timeZone: string): string {
  return `${dateWords(language, at, timeZone)}, ${clockWords(language, at, timeZone)}`;
}

/** With seconds and the zone: what stands behind every short date, for who needs it exactly. */
export function exactWords(language: Language, at: number, timeZone: string): string {
  return formatOf('exact', language, timeZone).format(at);
}

/** `2 h 5 min`: the two largest units that are not zero. */
export function durationWords(language: Language, milliseconds: number): string {
  if (milliseconds < 1000) return text(language, 'duration.instant');
  const units: [string, number][] = [
    ['days', Math.floor(milliseconds / day)],
    ['hours', Math.floor((milliseconds % day) / hour)],
    ['minutes', Math.floor((milliseconds % hour) / minute)],
    ['seconds', Math.floor((milliseconds % minute) / 1000)],
  ];
  const first = units.findIndex(([, count]) => count > 0);
  return units
    .slice(first, first + 2)
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => text(language, `duration.${unit}`, { count }))
    .join(' ');
}

export type Urgency = 'overdue' | 'atRisk' | 'onTime' | 'none';

/** How long before its due date a task counts as at risk, where no calendar says it in business days. */
export const riskMs = 2 * day;

export function urgencyOf(dueAt: number | null, now: number, riskUntil = now + riskMs): Urgency {
  if (dueAt === null) return 'none';
  if (dueAt < now) return 'overdue';
  return dueAt <= riskUntil ? 'atRisk' : 'onTime';
}

/** "Quedan 3 días", "Venció hace 2 horas": whole units, the largest that fits. */
export function remainingWords(language: Language, dueAt: number | null, now: number): string {
  if (dueAt === null) return text(language, 'due.none');
  const distance = Math.abs(dueAt - now);
  const side = dueAt < now ? 'ago' : 'left';
  if (distance >= day) return text(language, `due.${side}.days`, { count: Math.floor(distance / day) });
  if (distance >= hour) return text(language, `due.${side}.hours`, { count: Math.floor(distance / hour) });
  return text(language, `due.${side}.minutes`, { count: Math.max(1, Math.floor(distance / minute)) });
}

/** "Quedan 4 días hábiles". */
export function businessDaysWords(language: Language, count: number): string {
  return text(language, 'due.left.businessDays', { count });
}

export function sizeWords(language: Language, bytes: number): string {
  const format = (value: number) =>
    new Intl.NumberFormat(tags[language], { maximumFractionDigits: 1 }).format(value);
  if (bytes < 1024) return `${format(bytes)} B`;
  if (bytes < 1024 ** 2) return `${format(bytes / 1024)} kB`;
  return bytes < 1024 ** 3 ? `${format(bytes / 1024 ** 2)} MB` : `${format(bytes / 1024 ** 3)} GB`;
}
