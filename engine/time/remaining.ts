// How far a clock has run: due instant, remaining time and progress from one walk, so that they never disagree.
import type { Due, DueRequest } from './due.ts';
import { walk } from './due.ts';
import { consume, measure } from './intervals.ts';

/** A pause without `to` is still on. */
export interface Pause {
  from: number;
  to?: number | undefined;
}

export interface RemainingRequest extends Omit<DueRequest, 'pauses'> {
  pauses?: readonly Pause[] | undefined;
  /** Epoch milliseconds. */
  now: number;
}

export interface Remaining {
  /** While a pause is on, the due instant if it ended now. */
  due: Due;
  /** Counting time of the whole term: opening hours, or the clock's in `clock` and `calendar-month`. */
  totalMs: number;
  elapsedMs: number;
  /** Negative when overdue. */
  remainingMs: number;
  /** Elapsed part of the term; over 1 when overdue. */
  progress: number;
  isPaused: boolean;
  isBreached: boolean;
}

export function remaining(request: RemainingRequest): Remaining {
  const { now } = request;
  const walked = walk(closePauses(request, now));
  const { dueAt } = walked.due;
  const totalMs = measure(walked.intervals(), dueAt);
  const elapsedMs = measure(walked.intervals(), now);
  return {
    due: walked.due,
    totalMs,
    elapsedMs,
    remainingMs: totalMs - elapsedMs,
    progress: totalMs === 0 ? (now >= dueAt ? 1 : 0) : elapsedMs / totalMs,
    isPaused: (request.pauses ?? []).some(({ from, to }) => from <= now && (to === undefined || now < to)),
    isBreached: Math.floor(now / 1000) > Math.floor(dueAt / 1000),
  };
}

/** The instant at which that percentage of the term is used up; 100 is the due instant itself. */
export function instantAt(request: DueRequest, percent: number): number {
  const walked = walk(request);
  if (percent >= 100) return walked.due.dueAt;
  const total = measure(walked.intervals(), walked.due.dueAt);
  return consume(walked.intervals(), Math.round((total * percent) / 100));
}

function closePauses(request: RemainingRequest, now: number): DueRequest {
  const pauses = (request.pauses ?? []).map(({ from, to }) => ({ from, to: to ?? Math.max(from, now) }));
  return { ...request, pauses };
}
