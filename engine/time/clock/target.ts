// What a clock has to reach, read: a term that a mode can count, or an instant; or why it is neither.
import type { SlaRefusal, SlaTarget } from '../../core/slaFacts.ts';
import { isTimeProblem } from '../problems.ts';
import type { Mode, Term } from '../term.ts';
import { isMode, MODES, readPromise } from '../term.ts';

export type ReadTarget =
  | { term: Term; mode: Mode; afterHours: 'same-day' | 'next-day'; endOfWorkingDay: boolean }
  | { until: number };

/** Targets come out of expressions, so that their types are checked and not believed. */
export function readTarget(target: SlaTarget): ReadTarget | SlaRefusal {
  if (typeof target.calendar !== 'string' || target.calendar === '') {
    return { code: 'SLA_CALENDAR_NOT_NAMED', values: {} };
  }
  if ('until' in target) {
    const { until } = target;
    return Number.isFinite(until) ? { until } : malformed(until);
  }
  const { term, mode, afterHours = 'same-day', endOfWorkingDay = false } = target;
  if (!isMode(mode)) {
    return { code: 'SLA_MODE_UNKNOWN', values: { found: String(mode), known: MODES.join(', ') } };
  }
  if (typeof term !== 'number' && typeof term !== 'string') return malformed(term);
  if (afterHours !== 'same-day' && afterHours !== 'next-day') return malformed(afterHours);
  const read = readPromise(term, mode);
  return isTimeProblem(read)
    ? { code: read.code, values: read.values }
    : { term: read, mode, afterHours, endOfWorkingDay: endOfWorkingDay === true };
}

export function isRefusal(value: object): value is SlaRefusal {
  return 'code' in value && 'values' in value;
}

function malformed(found: unknown): SlaRefusal {
  return { code: 'SLA_TARGET_MALFORMED', values: { found: String(found) } };
}
