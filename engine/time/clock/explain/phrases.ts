// What a language has to be able to say of a clock; each locale is one file of such sentences.
import type { SlaMetric, SlaTarget } from '../../../core/slaFacts.ts';
import type { ClockState } from '../foldClock.ts';

/** A wall time as people read it: `2026-04-09T23:59:59-05:00`. */
export type LocalText = string;

export interface DayOffGroup {
  /** Weekdays that are never worked, in the order of the week: 1 is Monday. */
  weekdays: number[];
  /** Holidays and exceptions by date. */
  named: { date: string; why: string }[];
}

export interface ToldPause {
  reason: string;
  who: string | undefined;
  /** A date that another body set goes on, whatever is waited for. */
  counts: boolean;
}

export interface Phrases {
  begins(metric: SlaMetric | undefined, startedAt: LocalText, isDayOfReceiptOut: boolean): string;
  /** It came after hours, and is counted from later on: an instant, or a day where days count whole. */
  countsFrom(at: LocalText): string;
  /** The term as it was promised first. */
  term(target: SlaTarget, calendar: string): string;
  skipped(days: DayOffGroup, year: string): string;
  /** A term in months whose last day is none of work. */
  movedEnd(days: DayOffGroup, year: string): string;
  paused(from: LocalText, to: LocalText, pause: ToldPause): string;
  isPaused(from: LocalText, pause: ToldPause): string;
  retargeted(at: LocalText, target: SlaTarget, reason: string | undefined): string;
  extended(at: LocalText, target: SlaTarget, reason: string, who: string | undefined): string;
  recalculated(
    at: LocalText,
    version: number | undefined,
    reason: string,
    before: LocalText | undefined,
    after: LocalText | undefined,
  ): string;
  due(dueAt: LocalText): string;
  /** As `due`, of a clock that has ended. */
  wasDue(dueAt: LocalText): string;
  left(left: ClockState['left']): string;
  overdue(left: ClockState['left']): string;
  onceResumed(left: ClockState['left']): string;
  closed(kind: 'met' | 'missed' | 'cancelled', at: LocalText, reason: string): string;
  transferred(at: LocalText, to: string): string;
}
