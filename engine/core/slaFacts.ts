// What is on record of a service level clock: the entries that its instance's journal keeps, and what the core asks to
// know of their meaning. The entries decide; due dates in them are what was told then, and are never judged anew.
import type { Json } from './json.ts';

/** First human answer, answer delivered, or a team's own part (OLA). */
export type SlaMetric = 'response' | 'resolution' | 'operation';

/** A term counted by a calendar, or an instant that somebody else set. */
export type SlaTarget =
  | {
      term: number | string;
      mode: string;
      calendar: string;
      afterHours?: 'same-day' | 'next-day';
      /** business-days: due as that day closes, not at the same time of day. */
      endOfWorkingDay?: true;
    }
  | { until: number; calendar: string };

/** `before`: a business duration such as `P2D` ahead of the due instant. */
export type SlaWarning = { percent: number } | { before: string };

export type SlaEntry = SlaEntryFacts & {
  /** Epoch milliseconds from which it counts. */
  at: number;
  /** When it was written down, where that is not `at`: a clock that begins at the filing, a pause told of afterwards. */
  recordedAt?: number;
  /** When it is due after this entry; absent while nothing is promised. */
  dueAt?: number;
  /** Which calendar counted. */
  calendarVersion?: number;
};

export type SlaEntryFacts =
  | { kind: 'started'; target: SlaTarget; warnAt: SlaWarning[] }
  /** `element`: the wait that brought it; absent where a person did. */
  | { kind: 'paused'; reason: string; element?: string }
  | { kind: 'resumed'; reason?: string; element?: string }
  /** `target`: of the whole term, from the start on. */
  | { kind: 'extended'; target: SlaTarget; reason: string; notified: boolean }
  /** Priority, typology or product changed: another target from the same start, past pauses kept. */
  | { kind: 'retargeted'; target: SlaTarget; reason?: string }
  | { kind: 'transferred'; to: string; reason?: string }
  /** Another version of the calendar, by an explicit act. */
  | { kind: 'recalculated'; reason: string; before?: number; notified?: boolean }
  | { kind: 'warned'; warning: SlaWarning }
  /** `onAttach`: it was past when the clock or its new target began. */
  | { kind: 'breached'; onAttach?: true }
  | { kind: 'met' }
  | { kind: 'missed' }
  | { kind: 'cancelled'; reason?: string };

/** What the core asks of whoever counts time: all entries, the last one new and without its due instant. */
export interface SlaQuestion {
  entries: readonly SlaEntry[];
  /** Epoch milliseconds. */
  now: number;
  /** IANA zone of the process, for dates that name none. */
  zone?: string;
}

export interface SlaCount {
  dueAt?: number;
  calendarVersion?: number;
  /** What happens next if nothing else does. */
  next?: { at: number; then: SlaNext };
}

/** What a clock enters by itself. */
export type SlaNext = { kind: 'warned'; warning: SlaWarning } | { kind: 'breached'; onAttach?: true };

/** Why a target, an extension, a pause cannot be: a code with its values. */
export interface SlaRefusal {
  code: string;
  values: { [name: string]: Json };
}
