// Whether a new entry may be: pauses within the clock and forwards, one extension in time and at most to the double.
import type { SlaEntry, SlaRefusal, SlaTarget } from '../../core/slaFacts.ts';
import { isOnTime } from '../due.ts';
import type { CalendarOf, ZoneOf } from './calendars.ts';
import { count, localText } from './counting.ts';
import type { ClockHistory } from './history.ts';
import { isRefusal, readTarget } from './target.ts';

export interface Asked {
  /** As it was before the entry. */
  before: ClockHistory;
  entry: SlaEntry;
  now: number;
  calendarOf: CalendarOf;
  zoneOf?: ZoneOf | undefined;
}

/** Undefined where it may. */
export function refusalOf(asked: Asked): SlaRefusal | undefined {
  const { before, entry } = asked;
  if (entry.kind === 'warned' || entry.kind === 'breached') return undefined;
  const { closing } = before;
  if (closing) return { code: 'SLA_CLOSED', values: { how: closing.kind } };
  if (entry.kind === 'paused') return pauseRefusal(asked, entry);
  if (entry.kind === 'resumed') return resumeRefusal(asked, entry);
  if (entry.kind === 'extended') return extensionRefusal(asked, entry);
  if (entry.kind === 'recalculated' && entry.reason.trim() === '') return noReason;
  return undefined;
}

const noReason: SlaRefusal = { code: 'SLA_REASON_MISSING', values: {} };

function pauseRefusal(asked: Asked, entry: SlaEntry & { kind: 'paused' }): SlaRefusal | undefined {
  const { before, now } = asked;
  if (entry.reason.trim() === '') return noReason;
  const same = before.pauses.find((pause) => pause.to === undefined && pause.element === entry.element);
  if (same) return { code: 'SLA_PAUSED_ALREADY', values: { reason: same.reason } };
  if (entry.at < before.startedAt) {
    const values = { from: shown(asked, entry.at), start: shown(asked, before.startedAt) };
    return { code: 'SLA_PAUSE_BEFORE_START', values };
  }
  if (entry.at > now) return { code: 'SLA_PAUSE_IN_FUTURE', values: { from: shown(asked, entry.at) } };
  return undefined;
}

function resumeRefusal(asked: Asked, entry: SlaEntry & { kind: 'resumed' }): SlaRefusal | undefined {
  const meant = asked.before.pauses.filter(
    ({ to, element }) => to === undefined && (entry.element === undefined || element === entry.element),
  );
  if (meant.length === 0) return { code: 'SLA_NOT_PAUSED', values: {} };
  const backwards = meant.find(({ from }) => entry.at < from);
  if (!backwards) return undefined;
  const values = { from: shown(asked, backwards.from), to: shown(asked, entry.at) };
  return { code: 'SLA_PAUSE_BACKWARDS', values };
}

function extensionRefusal(asked: Asked, entry: SlaEntry & { kind: 'extended' }): SlaRefusal | undefined {
  const { before, calendarOf, zoneOf } = asked;
  if (entry.reason.trim() === '') return noReason;
  if (entry.notified !== true) return { code: 'SLA_EXTENSION_WITHOUT_NOTICE', values: {} };
  if (before.wasExtended) return { code: 'SLA_EXTENDED_ALREADY', values: {} };
  const most = doubled(before.target);
  if (!most) return { code: 'SLA_EXTENSION_OF_DATE', values: {} };
  const dueOf = (target: SlaTarget) => {
    const found = count({ ...before, target }, entry.at, calendarOf, zoneOf);
    return isRefusal(found) ? found : found.due.dueAt;
  };
  const [present, limit, wanted] = [dueOf(before.target), dueOf(most), dueOf(entry.target)];
  if (typeof present !== 'number') return present;
  if (typeof limit !== 'number') return limit;
  if (typeof wanted !== 'number') return wanted;
  if (!isOnTime(entry.at, present)) {
    const values = { due: shown(asked, present), at: shown(asked, entry.at) };
    return { code: 'SLA_EXTENSION_AFTER_DUE', values };
  }
  if (wanted <= present) {
    const values = { due: shown(asked, present), found: shown(asked, wanted) };
    return { code: 'SLA_EXTENSION_NOT_LATER', values };
  }
  if (isOnTime(wanted, limit)) return undefined;
  const values = { most: shown(asked, limit), found: shown(asked, wanted) };
  return { code: 'SLA_EXTENSION_TOO_LONG', values };
}

/** Twice the term; undefined where there is none to double. */
function doubled(target: SlaTarget): SlaTarget | undefined {
  const read = readTarget(target);
  if (isRefusal(read) || 'until' in read || 'until' in target) return undefined;
  const { months, days, ms } = read.term;
  return { ...target, term: durationText(2 * months, 2 * days, 2 * ms) };
}

function durationText(months: number, days: number, ms: number): string {
  const date = `${months === 0 ? '' : `${months}M`}${days === 0 ? '' : `${days}D`}`;
  return `P${date}${ms === 0 ? '' : `T${ms / 1000}S`}`;
}

function shown({ before, calendarOf, zoneOf }: Asked, at: number): string {
  const found = count(before, at, calendarOf, zoneOf);
  return isRefusal(found) ? String(at) : localText(at, found.phases);
}
