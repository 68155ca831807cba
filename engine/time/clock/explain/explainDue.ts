// "Why is this due then?" in one paragraph: when it began, which term, which days were skipped and why, pauses, what is left.
import type { SlaMetric } from '../../../core/slaFacts.ts';
import { formatDate, parseDate, weekday } from '../../civil.ts';
import type { Skipped } from '../../due.ts';
import type { ClockState } from '../foldClock.ts';
import type { LedgerLine } from '../ledger.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import type { DayOffGroup, LocalText, Phrases } from './phrases.ts';

const languages = { es: spanish, en: english } satisfies { [locale: string]: Phrases };

export interface ExplainOptions {
  /** What the clock promises; without it the paragraph speaks of "the term". */
  metric?: SlaMetric;
}

/** Names of people are in it where the ledger has them. */
export function explainDue(
  state: ClockState,
  lines: readonly LedgerLine[],
  locale: 'es' | 'en',
  { metric }: ExplainOptions = {},
): string {
  const say: Phrases = languages[locale];
  const sentences = [
    ...beginning(state, lines, say, metric),
    ...happened(state, lines, say),
    ...skippedDays(state, lines, say),
    ...outcome(state, lines, say),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function beginning(
  { local, calendar }: ClockState,
  lines: readonly LedgerLine[],
  say: Phrases,
  metric: SlaMetric | undefined,
): string[] {
  const first = lines[0]?.target;
  if (!first) return [];
  const mode = 'mode' in first ? first.mode : undefined;
  const isByDate = mode === 'legal-days' || mode === 'calendar-month';
  const dayAfter = isByDate ? nextDate(local.startedAt) : local.startedAt;
  const isLater = local.countsFrom.slice(0, isByDate ? 10 : undefined) !== dayAfter;
  const name = lines[0]?.calendar?.name ?? calendar.name;
  return [
    say.begins(metric, local.startedAt, isByDate && !isLater),
    isLater && mode !== undefined && mode !== 'clock' ? say.countsFrom(local.countsFrom) : '',
    say.term(first, name),
  ];
}

/** Pauses, changes of the target, the extension, recalculations, in the order in which they came. */
function happened(
  { target: present, extended }: ClockState,
  lines: readonly LedgerLine[],
  say: Phrases,
): string[] {
  const counts = 'until' in present && !extended;
  return lines.map((line, index) => {
    const { local, target } = line;
    const why = trimmed(line.why);
    switch (line.kind) {
      case 'paused': {
        const end = endOf(lines, index);
        const pause = { reason: why, who: line.who, counts };
        return end ? say.paused(local.at, end.local.at, pause) : say.isPaused(local.at, pause);
      }
      case 'retargeted':
        return say.retargeted(local.at, target!, why === '' ? undefined : why);
      case 'extended':
        return say.extended(local.at, target!, why, line.who);
      case 'recalculated':
        return say.recalculated(local.at, line.calendar?.version, why, local.dueBefore, local.dueAfter);
      default:
        return '';
    }
  });
}

function endOf(lines: readonly LedgerLine[], index: number): LedgerLine | undefined {
  const { element } = lines[index]!;
  return lines.find(
    (line, place) =>
      place > index &&
      (isClosing(line) ||
        (line.kind === 'resumed' && (line.element === undefined || line.element === element))),
  );
}

function isClosing({ kind }: LedgerLine): boolean {
  return kind === 'met' || kind === 'missed' || kind === 'cancelled' || kind === 'transferred';
}

/** Days that pauses took are told with the pauses. */
function skippedDays({ local, target }: ClockState, lines: readonly LedgerLine[], say: Phrases): string[] {
  const skipped = lines.findLast((line) => line.skipped)?.skipped ?? [];
  const days = grouped(skipped);
  if ('until' in target || days.weekdays.length + days.named.length === 0) return [];
  const tell = target.mode === 'calendar-month' ? say.movedEnd : say.skipped;
  return [tell(days, local.now.slice(0, 4))];
}

function grouped(skipped: readonly Skipped[]): DayOffGroup {
  const weekdays = new Set<number>();
  const named: DayOffGroup['named'] = [];
  for (const { date, kind, why } of skipped) {
    if (kind === 'weekly') weekdays.add(weekday(parseDate(date)!));
    else if (kind !== 'pause') named.push({ date, why });
  }
  return { weekdays: [...weekdays].sort((a, b) => a - b), named };
}

function outcome(state: ClockState, lines: readonly LedgerLine[], say: Phrases): string[] {
  const { closing, local, left } = state;
  const dueAt = local.dueAt ?? lines.findLast(({ local }) => local.dueAfter)?.local.dueAfter;
  if (closing) return [dueAt === undefined ? '' : say.wasDue(dueAt), ended(closing, lines, say)];
  if (state.state === 'paused' && local.dueAt === undefined) return [say.onceResumed(left)];
  if (dueAt === undefined) return [];
  return [say.due(dueAt), state.state === 'breached' ? say.overdue(left) : say.left(left)];
}

function ended(
  closing: NonNullable<ClockState['closing']>,
  lines: readonly LedgerLine[],
  say: Phrases,
): string {
  const at: LocalText = lines.findLast(isClosing)?.local.at ?? '';
  if (closing.kind === 'transferred') return say.transferred(at, closing.to ?? '');
  return say.closed(closing.kind, at, trimmed(closing.reason));
}

function nextDate(local: LocalText): string {
  return formatDate(parseDate(local.slice(0, 10))! + 1);
}

function trimmed(reason: string | undefined): string {
  return (reason ?? '').trim().replace(/[.\s]+$/, '');
}
