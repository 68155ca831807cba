// Local dates and times as people type them, and the texts with or without offset that are stored.
export interface LocalDateTime {
  date: string;
  time: string;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?$/;
const OFFSET = /(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Whether a text is a day that exists, e.g. not 30 February. */
export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

export function isTime(text: string): boolean {
  return TIME.test(text);
}

/** Hours and minutes alone. */
export function toMinutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Offset of a zone at an instant, e.g. `-05:00`. */
export function offsetAt(at: number, timeZone: string): string {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  return name?.replace('GMT', '') || '+00:00';
}

/** The instant of a local date and time in a zone. */
export function instantOf(local: LocalDateTime, timeZone: string): number {
  const time = local.time.slice(0, 5);
  const asUtc = Date.parse(`${local.date}T${time}:00Z`);
  // The offset is asked twice, because the first guess may lie on the other side of a change of the clocks.
  const first = asUtc - offsetMinutes(offsetAt(asUtc, timeZone)) * 60_000;
  return asUtc - offsetMinutes(offsetAt(first, timeZone)) * 60_000;
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0;
  return (offset.startsWith('-') ? -1 : 1) * toMinutes(offset.slice(1));
}

/** An instant as people of the zone read it. */
export function localOf(at: number, timeZone: string): LocalDateTime {
  const shifted = new Date(at + offsetMinutes(offsetAt(at, timeZone)) * 60_000).toISOString();
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 16) };
}

/** Reads a stored text, with or without offset; undefined when it is no date and time. */
export function readDateTime(text: string, timeZone: string): LocalDateTime | undefined {
  const offset = OFFSET.exec(text)?.[1];
  const [date = '', time = ''] = text.slice(0, offset ? -offset.length : undefined).split('T');
  if (!isDate(date) || !isTime(time)) return undefined;
  if (!offset) return { date, time: time.slice(0, 5) };
  return localOf(Date.parse(`${date}T${time.slice(0, 5)}:00${offset}`), timeZone);
}

/** Reads a stored time of day; one with an offset is turned into the zone's own. */
export function readTime(text: string, timeZone: string, now: number): string | undefined {
  const offset = OFFSET.exec(text)?.[1];
  const time = text.slice(0, offset ? -offset.length : undefined);
  if (!isTime(time)) return undefined;
  if (!offset) return time.slice(0, 5);
  const day = localOf(now, timeZone).date;
  return localOf(Date.parse(`${day}T${time.slice(0, 5)}:00${offset}`), timeZone).time;
}
