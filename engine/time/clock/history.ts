// What a clock's entries say happened to it, without counting anything: its start, target, pauses, versions, end.
import type { SlaEntry, SlaTarget, SlaWarning } from '../../core/slaFacts.ts';
import type { Phase } from './calendars.ts';

export interface ClockPause {
  from: number;
  /** Absent while it is on. */
  to?: number;
  reason: string;
  element?: string;
}

export interface Extension {
  at: number;
  target: SlaTarget;
  reason: string;
  notified: boolean;
  /** The pauses known then: those after it move an extended date, too. */
  pauses: readonly ClockPause[];
}

export interface Closing {
  kind: 'met' | 'missed' | 'cancelled' | 'transferred';
  at: number;
  to?: string;
  reason?: string;
}

export interface ClockHistory {
  startedAt: number;
  /** As it was promised, without the extension. */
  target: SlaTarget;
  warnAt: readonly SlaWarning[];
  phases: readonly Phase[];
  pauses: readonly ClockPause[];
  extension?: Extension;
  /** It was, even if another target has replaced the extended one. */
  wasExtended?: true;
  /** When the target in force was set: what was past by then is told once, not back-dated. */
  attachedAt: number;
  closing?: Closing;
}

/** When it was written down. */
export function knownAt({ at, recordedAt }: SlaEntry): number {
  return recordedAt ?? at;
}

/** The histories after each entry, the last of them being the whole. Empty where the first entry starts nothing. */
export function histories(entries: readonly SlaEntry[]): ClockHistory[] {
  const after: ClockHistory[] = [];
  for (const entry of entries) {
    const before = after.at(-1);
    if (before) after.push(next(before, entry));
    else if (entry.kind === 'started') after.push(begun(entry));
    else return [];
  }
  return after;
}

export function openPause({ pauses }: ClockHistory): ClockPause | undefined {
  return pauses.find(({ to }) => to === undefined);
}

function begun(entry: SlaEntry & { kind: 'started' }): ClockHistory {
  return {
    startedAt: entry.at,
    target: entry.target,
    warnAt: entry.warnAt,
    phases: [{ from: -Infinity, version: entry.calendarVersion }],
    pauses: [],
    attachedAt: knownAt(entry),
  };
}

function next(history: ClockHistory, entry: SlaEntry): ClockHistory {
  switch (entry.kind) {
    case 'started':
    case 'warned':
    case 'breached':
      return history;
    case 'paused':
      return { ...history, pauses: [...history.pauses, pauseOf(entry)] };
    case 'resumed':
      return { ...history, pauses: history.pauses.map((pause) => resumed(pause, entry)) };
    case 'extended': {
      const { at, target, reason, notified } = entry;
      const extension = { at, target, reason, notified, pauses: history.pauses };
      const phases = phasesFor(history, entry.target, entry);
      return { ...history, extension, wasExtended: true, phases };
    }
    case 'retargeted': {
      const { extension: _, ...rest } = history;
      const phases = phasesFor(history, entry.target, entry);
      return { ...rest, target: entry.target, phases, attachedAt: knownAt(entry) };
    }
    case 'recalculated':
      return {
        ...history,
        phases: [...history.phases, { from: entry.at, version: entry.calendarVersion }],
      };
    case 'transferred':
      return { ...history, closing: closingOf(entry, entry.to) };
    case 'met':
    case 'missed':
      return { ...history, closing: { kind: entry.kind, at: entry.at } };
    case 'cancelled':
      return { ...history, closing: closingOf(entry) };
  }
}

function pauseOf({ at, reason, element }: SlaEntry & { kind: 'paused' }): ClockPause {
  return { from: at, reason, ...(element === undefined ? {} : { element }) };
}

/** A wait that ends closes its own pause; a person who resumes closes all. */
function resumed(pause: ClockPause, { at, element }: SlaEntry & { kind: 'resumed' }): ClockPause {
  const isMeant = pause.to === undefined && (element === undefined || element === pause.element);
  return isMeant ? { ...pause, to: at } : pause;
}

/** The version that began to count goes on, whatever came after it: only another calendar begins anew. */
function phasesFor(history: ClockHistory, target: SlaTarget, entry: SlaEntry): readonly Phase[] {
  const inForce = (history.extension?.target ?? history.target).calendar;
  return target.calendar === inForce ? history.phases : [{ from: -Infinity, version: entry.calendarVersion }];
}

function closingOf(entry: SlaEntry & { kind: 'cancelled' | 'transferred' }, to?: string): Closing {
  return {
    kind: entry.kind,
    at: entry.at,
    ...(to === undefined ? {} : { to }),
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
  };
}
