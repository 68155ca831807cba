// What all languages share: a term taken apart, lists, the weekday of a date.
import type { SlaTarget } from '../../../core/slaFacts.ts';
import { HOUR, MINUTE, parseDate, weekday } from '../../civil.ts';
import { isRefusal, readTarget } from '../target.ts';

export interface TermPart {
  unit: 'month' | 'day' | 'hour' | 'minute';
  count: number;
}

export function termParts(target: SlaTarget): TermPart[] {
  const read = readTarget(target);
  if (isRefusal(read) || 'until' in read) return [];
  const { months, days, ms } = read.term;
  const hours = Math.floor(ms / HOUR);
  const parts: TermPart[] = [
    { unit: 'month', count: months },
    { unit: 'day', count: days },
    { unit: 'hour', count: hours },
    { unit: 'minute', count: Math.round((ms - hours * HOUR) / MINUTE) },
  ];
  return parts.filter(({ count }) => count > 0);
}

/** `a, b y c`. */
export function joined(parts: readonly string[], last: string): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

/** 1 is Monday. */
export function weekdayOf(date: string): number {
  return weekday(parseDate(date)!);
}
