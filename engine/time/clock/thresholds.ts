// Warnings and the breach: at which instant each comes, which have come already, and what comes next.
import type { SlaCount, SlaEntry, SlaWarning } from '../../core/slaFacts.ts';
import { addBusinessTime } from '../businessTime.ts';
import { DAY, dayOf, HOUR, SECOND } from '../civil.ts';
import { fixedMs, parseDuration } from '../duration.ts';
import { consume, measure } from '../intervals.ts';
import { instantOf, localOf } from '../zone.ts';
import type { Counting } from './counting.ts';
import type { ClockHistory } from './history.ts';
import { knownAt } from './history.ts';

/** Reminders come when people are at work; where days count whole, nobody knows when that is. */
const MORNING = 8 * HOUR;
const BREACH = 'breach';

/** Whoever answers within the due second is on time: it is late from the next one on. */
export function breachAt(dueAt: number): number {
  return (Math.floor(dueAt / SECOND) + 1) * SECOND;
}

/** Undefined where the text is no duration. */
export function warningAt(warning: SlaWarning, counting: Counting): number | undefined {
  const { dueAt } = counting.due;
  if ('percent' in warning) {
    if (warning.percent >= 100) return dueAt;
    const total = measure(counting.intervals(), dueAt);
    const at = consume(counting.intervals(), Math.round((total * warning.percent) / 100));
    return Math.ceil(at / SECOND) * SECOND;
  }
  const before = parseDuration(warning.before);
  if (!before || before.months > 0) return undefined;
  const { calendar, zone } = counting.phases;
  if (counting.mode === 'clock') return dueAt - (fixedMs(before) ?? 0);
  const isByDays = counting.mode !== 'business-hours' && counting.mode !== 'business-days';
  if (!isByDays) return addBusinessTime(dueAt, { days: -before.days, ms: -before.ms }, calendar, zone);
  const from = before.days === 0 ? dueAt : morningBefore(dueAt, before.days, counting);
  return before.ms === 0 ? from : addBusinessTime(from, { days: 0, ms: -before.ms }, calendar, zone);
}

function morningBefore(dueAt: number, count: number, { phases: { days, zone } }: Counting): number {
  let day = dayOf(localOf(dueAt, zone));
  for (let left = count; left > 0; ) {
    day -= 1;
    if (days.isWorking(day)) left -= 1;
  }
  const [opens, closes] = days.spans(day)[0]!;
  return instantOf(day * DAY + (opens === 0 && closes === DAY ? MORNING : opens), zone);
}

/**
 * What has fired and is not armed again. A due instant that moves later arms what lies ahead of it again; what was past
 * when a target began is not told afterwards.
 */
export function firedBy(
  entries: readonly SlaEntry[],
  after: readonly ClockHistory[],
  countAt: (history: ClockHistory, now: number) => Counting | undefined,
): Set<string> {
  const fired = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const history = after[index]!;
    switch (entry.kind) {
      case 'warned':
        fired.add(keyOf(entry.warning));
        break;
      case 'breached':
        fired.add(BREACH);
        break;
      case 'started':
      case 'retargeted':
      case 'resumed':
      case 'extended':
      case 'recalculated': {
        const begins = entry.kind === 'started' || entry.kind === 'retargeted';
        const isRetroactive = begins && (entry.kind !== 'started' || knownAt(entry) > entry.at);
        if (fired.size > 0 || isRetroactive) rearm(fired, history, knownAt(entry), begins, countAt);
      }
    }
  }
  return fired;
}

function rearm(
  fired: Set<string>,
  history: ClockHistory,
  now: number,
  begins: boolean,
  countAt: (history: ClockHistory, now: number) => Counting | undefined,
): void {
  const counting = countAt(history, now);
  if (counting?.promisedAt === undefined) return;
  for (const warning of history.warnAt) {
    const at = warningAt(warning, counting);
    if (at === undefined) continue;
    if (at > now) fired.delete(keyOf(warning));
    else if (begins) fired.add(keyOf(warning));
  }
  if (breachAt(counting.promisedAt) > now) fired.delete(BREACH);
}

/** `now`: when the last entry was written down; nothing is dated before it. */
export function nextEvent(
  history: ClockHistory,
  counting: Counting,
  fired: ReadonlySet<string>,
  now: number,
): SlaCount['next'] {
  const { promisedAt } = counting;
  if (promisedAt === undefined || history.closing) return undefined;
  let next: NonNullable<SlaCount['next']> | undefined;
  const offer = (at: number, then: NonNullable<SlaCount['next']>['then']) => {
    if (!next || at < next.at) next = { at, then };
  };
  if (!fired.has(BREACH)) {
    for (const warning of history.warnAt) {
      const at = fired.has(keyOf(warning)) ? undefined : warningAt(warning, counting);
      if (at !== undefined) offer(Math.max(at, now), { kind: 'warned', warning });
    }
    const at = breachAt(promisedAt);
    const onAttach = at <= history.attachedAt ? { onAttach: true as const } : {};
    offer(Math.max(at, now), { kind: 'breached', ...onAttach });
  }
  return next;
}

function keyOf(warning: SlaWarning): string {
  return 'percent' in warning ? `${warning.percent}%` : warning.before;
}
