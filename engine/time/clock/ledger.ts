// The ledger of a clock: each entry with who, why, the calendar's version, the days counted and skipped, and what it moved.
import type { SlaEntry, SlaTarget, SlaWarning } from '../../core/slaFacts.ts';
import type { Due, Skipped } from '../due.ts';
import { builtInZone } from '../zone.ts';
import type { CalendarOf, ZoneOf } from './calendars.ts';
import type { Counting } from './counting.ts';
import { count, localText } from './counting.ts';
import type { ClockHistory, ClockPause } from './history.ts';
import { histories, knownAt } from './history.ts';
import { isRefusal } from './target.ts';

export interface LedgerLine {
  kind: SlaEntry['kind'];
  at: number;
  /** When it was written down, where that is not `at`. */
  recordedAt?: number;
  who?: string;
  why?: string;
  /** The wait that paused or resumed it. */
  element?: string;
  target?: SlaTarget;
  warning?: SlaWarning;
  /** Breached as it got its target. */
  onAttach?: true;
  notified?: boolean;
  /** To which body it was transferred. */
  to?: string;
  calendar?: { id: string; version: number; name: string; zone: string };
  /** Where the entry made a due date: the days that make up the term. */
  counted?: string[];
  /** Where it did: the days on the way that do not count, each with its reason. */
  skipped?: Skipped[];
  dueBefore?: number;
  dueAfter?: number;
  /** The same instants as the calendar's zone reads them, with their offsets. */
  local: { at: string; recordedAt?: string; dueBefore?: string; dueAfter?: string };
}

/** `actors`: who made each entry, by its place; what is left out was the engine. */
export function ledger(
  entries: readonly SlaEntry[],
  actors: readonly (string | undefined)[] | undefined,
  calendarOf: CalendarOf,
  zoneOf?: ZoneOf,
): LedgerLine[] {
  const after = histories(entries);
  return entries.slice(0, after.length).map((entry, index) => {
    const history = after[index]!;
    const counting = count(history, knownAt(entry), calendarOf, zoneOf);
    const dueBefore = entries[index - 1]?.dueAt;
    const line = { ...told(entry, actors?.[index]), ...moved(dueBefore, entry.dueAt) };
    return isRefusal(counting) ? bare(line) : withCount(line, entry, history, counting);
  });
}

type Line = Omit<LedgerLine, 'local'>;

function told(entry: SlaEntry, who: string | undefined): Line {
  const { kind, at, recordedAt } = entry;
  const why = 'reason' in entry ? entry.reason : undefined;
  return {
    kind,
    at,
    ...(recordedAt === undefined ? {} : { recordedAt }),
    ...(who === undefined ? {} : { who }),
    ...(why === undefined ? {} : { why }),
    ...('element' in entry && entry.element !== undefined ? { element: entry.element } : {}),
    ...('target' in entry ? { target: entry.target } : {}),
    ...(entry.kind === 'warned' ? { warning: entry.warning } : {}),
    ...(entry.kind === 'breached' && entry.onAttach ? { onAttach: true as const } : {}),
    ...(entry.kind === 'extended' ? { notified: entry.notified } : {}),
    ...(entry.kind === 'transferred' ? { to: entry.to } : {}),
  };
}

function moved(dueBefore: number | undefined, dueAfter: number | undefined): Partial<Line> {
  return {
    ...(dueBefore === undefined ? {} : { dueBefore }),
    ...(dueAfter === undefined ? {} : { dueAfter }),
  };
}

function withCount(line: Line, entry: SlaEntry, history: ClockHistory, counting: Counting): LedgerLine {
  const { calendar, version } = counting.phases;
  const { id, name, zone } = calendar;
  const text = (at: number) => localText(at, counting.phases);
  const makesDue = entry.dueAt !== undefined && !['warned', 'breached'].includes(entry.kind);
  return {
    ...line,
    calendar: { id, version, name, zone },
    ...(makesDue ? daysOf(counting.due, history.pauses) : {}),
    local: localsOf(line, text),
  };
}

function localsOf(line: Line, text: (at: number) => string): LedgerLine['local'] {
  const { recordedAt, dueBefore, dueAfter } = line;
  return {
    at: text(line.at),
    ...(recordedAt === undefined ? {} : { recordedAt: text(recordedAt) }),
    ...(dueBefore === undefined ? {} : { dueBefore: text(dueBefore) }),
    ...(dueAfter === undefined ? {} : { dueAfter: text(dueAfter) }),
  };
}

/** Without its calendar an entry still says what happened, by UTC. */
function bare(line: Line): LedgerLine {
  const zone = builtInZone('UTC')!;
  return { ...line, local: localsOf(line, (at) => localText(at, { zone })) };
}

/** A suspended day is told with the reasons of the pauses, where they are for whoever reads. */
function daysOf({ countedDates, skipped }: Due, pauses: readonly ClockPause[]): Partial<Line> {
  const reasons = [...new Set(pauses.map(({ reason }) => reason))]
    .filter((reason) => reason !== '')
    .join('; ');
  return {
    ...(countedDates === undefined ? {} : { counted: countedDates }),
    skipped: skipped.map((day) => (day.kind === 'pause' && reasons !== '' ? { ...day, why: reasons } : day)),
  };
}
