// ISO 8601 durations as what they are: months and days that a calendar must lay out, and milliseconds that a clock counts.
import { DAY, HOUR, MINUTE, SECOND } from './civil.ts';

export interface Duration {
  months: number;
  days: number;
  ms: number;
}

const PATTERN =
  /^P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,9}))?S)?)?$/;

/** Undefined when malformed, negative or empty (`P`, `PT`). */
export function parseDuration(text: string): Duration | undefined {
  const match = PATTERN.exec(text);
  if (!match || text.endsWith('P') || text.endsWith('T')) return undefined;
  const part = (index: number) => Number(match[index] ?? 0);
  const fraction = match[8] === undefined ? 0 : Math.floor(Number(`0.${match[8]}`) * SECOND);
  return {
    months: part(1) * 12 + part(2),
    days: part(3) * 7 + part(4),
    ms: part(5) * HOUR + part(6) * MINUTE + part(7) * SECOND + fraction,
  };
}

export function formatDuration({ months, days, ms }: Duration): string {
  const clock = [
    [Math.floor(ms / HOUR), 'H'],
    [Math.floor(ms / MINUTE) % 60, 'M'],
    [(ms % MINUTE) / SECOND, 'S'],
  ] as const;
  const time = clock.map(([value, unit]) => (value === 0 ? '' : `${value}${unit}`)).join('');
  const date = `${months === 0 ? '' : `${months}M`}${days === 0 ? '' : `${days}D`}`;
  if (date === '' && time === '') return 'PT0S';
  return `P${date}${time === '' ? '' : `T${time}`}`;
}

/** Elapsed wall time of a duration without months; undefined when it has some, for a month has no fixed length. */
export function fixedMs({ months, days, ms }: Duration): number | undefined {
  return months === 0 ? days * DAY + ms : undefined;
}
