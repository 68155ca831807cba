// Instants as exports write them: ISO, or day and month in either order, in the zone of the process where none is named.
import type { Zone } from '../../time/index.ts';
import { instantOf, parseDateTime } from '../../time/index.ts';
import type { CaseMapping } from './mapping.ts';

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/;

/** `isEnd`: a date alone is its last second, as terms end. Undefined where the text is none. */
export function instantFrom(
  text: string,
  format: CaseMapping['dates'],
  zone: Zone,
  isEnd = false,
): number | undefined {
  const iso = format === 'iso' ? text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T') : isoOf(text, format);
  const whole = isEnd && /^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T23:59:59` : iso;
  const read = parseDateTime(whole);
  if (!read) return undefined;
  return read.offsetMs === undefined ? instantOf(read.localMs, zone) : read.localMs - read.offsetMs;
}

function isoOf(text: string, format: 'dd/mm/yyyy' | 'mm/dd/yyyy'): string {
  const [, first = '', second = '', year = '', time] = SLASHED.exec(text) ?? [];
  const [day, month] = format === 'dd/mm/yyyy' ? [first, second] : [second, first];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return time === undefined ? date : `${date}T${time.padStart(time.length < 6 ? 5 : 8, '0')}`;
}
