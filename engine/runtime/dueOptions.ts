// The last argument of `due`: pauses, filings after hours, the end of the working day, and a share of the term.
import type { Json } from '../core/json.ts';
import type { DueRequest, Zone } from '../time/index.ts';
import { type Failure, instantFrom, kindOf, refused } from './feelArguments.ts';

export interface DueOptions extends Pick<DueRequest, 'afterHours' | 'pauses' | 'endOfWorkingDay'> {
  /** The instant at which that much of the term is used up, in place of its end. */
  percent?: number;
}

const known = ['afterHours', 'endOfWorkingDay', 'pauses', 'percent'];
const MOST_PAUSES = 1_000;

/** FEEL: `{ afterHours: "next-day", endOfWorkingDay: true, pauses: [{ from: a, to: b }], percent: 75 }`. */
export function dueOptions(options: Json, zone: Zone): DueOptions | Failure {
  if (options === null) return {};
  if (typeof options !== 'object' || Array.isArray(options)) return unexpected('options', options);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined)
    return refused('DUE_OPTION_UNKNOWN', { option: unknown.slice(0, 40), known: known.join(', ') });
  const { afterHours, endOfWorkingDay, pauses, percent } = options;
  const read: DueOptions = {};
  if (isGiven(afterHours)) {
    if (afterHours !== 'same-day' && afterHours !== 'next-day') return unexpected('afterHours', afterHours);
    read.afterHours = afterHours;
  }
  if (isGiven(endOfWorkingDay)) {
    if (typeof endOfWorkingDay !== 'boolean') return unexpected('endOfWorkingDay', endOfWorkingDay);
    read.endOfWorkingDay = endOfWorkingDay;
  }
  if (isGiven(percent)) {
    if (typeof percent !== 'number' || percent < 0 || percent > 100) return unexpected('percent', percent);
    read.percent = percent;
  }
  if (!isGiven(pauses)) return read;
  const cut = pausesFrom(pauses, zone);
  if ('kind' in cut) return cut;
  return { ...read, pauses: cut };
}

/** Each a context with `from` and `to`, or a list of the two. */
function pausesFrom(pauses: Json, zone: Zone): { from: number; to: number }[] | Failure {
  if (!Array.isArray(pauses) || pauses.length > MOST_PAUSES) return unexpected('pauses', pauses);
  const read: { from: number; to: number }[] = [];
  for (const pause of pauses) {
    const [from, to] = Array.isArray(pause) ? pause : bounds(pause);
    const [begins, ends] = [instantFrom(from, zone), instantFrom(to, zone)];
    if (begins === undefined || ends === undefined)
      return refused('FEEL_NOT_A_DATE_TIME', { parameter: 'pauses', found: kindOf(pause) });
    read.push({ from: begins, to: ends });
  }
  return read;
}

function bounds(pause: Json): (Json | undefined)[] {
  return typeof pause === 'object' && pause !== null && !Array.isArray(pause) ? [pause.from, pause.to] : [];
}

function isGiven(value: Json | undefined): value is Exclude<Json, null> {
  return value !== undefined && value !== null;
}

function unexpected(option: string, found: Json): Failure {
  return refused('DUE_OPTION_VALUE', { option, found: kindOf(found) });
}
