// Random terms over twenty years, asked of the engine and of the walker: each difference is told with what was asked.
import type { SlaEntry, SlaQuestion } from '../../../../engine/core/slaFacts.ts';
import type { CalendarOf } from '../../../../engine/time/index.ts';
import { countClock, due, foldClock } from '../../../../engine/time/index.ts';
import { always, legal, office, saturdays } from '../calendars.ts';
import { dueBy, type Pause, type Question, skippedBy, used, type Week } from './walker.ts';

const modes = ['legal-days', 'business-days', 'business-hours', 'calendar-month', 'clock'] as const;
const weeks: Week[] = ['weekdays', 'with-saturday', 'always'];
/** Openings, closings and midnights, where counting goes wrong first. */
const edges = [0, 479, 480, 719, 720, 780, 1019, 1020, 1021, 1439];
const FIRST = wallDay('2020-01-01');
const DAYS = wallDay('2040-01-01') - FIRST;
const DAY = 1_440;
const OFFSET = 300;

export interface Comparison {
  /** By what was compared. */
  compared: { [what: string]: number };
  differences: string[];
}

/** As many terms as asked for; the same seed asks the same. */
export function compareTerms(count: number, seed: number): Comparison {
  const random = randomFrom(seed);
  const result: Comparison = { compared: {}, differences: [] };
  for (let index = 0; index < count; index += 1) compareOne(questionFrom(random), result);
  return result;
}

function compareOne(question: Question, result: Comparison): void {
  const expected = dueBy(question);
  const request = requestOf(question);
  const found = due(request);
  tell(question.mode, wallSecond(found.dueAt), expected, question, result);
  if (question.mode === 'legal-days') {
    const skipped = found.skipped.map(({ date }) => date).join();
    tell('days skipped', skipped, skippedBy(question).join(), question, result);
  }
  compareClock(question, expected, result);
}

/** The same as a clock that was started, paused and resumed, and that is neither early nor late when it is due. */
function compareClock(question: Question, expected: number, result: Comparison): void {
  const { calendar, mode, term, start, pauses, afterHours } = requestOf(question);
  const calendarOf: CalendarOf = (_, version = 1) => ({ calendar, version });
  const target = { term: termText(question), mode, calendar: calendar.id, afterHours };
  const isByMinute = mode === 'business-hours' && question.amount % 4 === 0;
  const warnAt = isByMinute ? [{ percent: 75 }] : [];
  const entries: SlaEntry[] = [{ kind: 'started', at: start, target, warnAt }];
  for (const { from, to } of disjoint(pauses.filter(({ from }) => from >= start))) {
    entries.push({ kind: 'paused', at: from, reason: 'Espera' }, { kind: 'resumed', at: to });
  }
  const asked: SlaQuestion = { entries, now: entries.at(-1)!.at };
  const counted = countClock(asked, calendarOf);
  if ('code' in counted) {
    result.differences.push(`${counted.code} ${JSON.stringify(question)} ${JSON.stringify(term)}`);
    return;
  }
  if (pauses.some(({ from }) => from < start)) return;
  tell('clocks', wallSecond(counted.dueAt ?? 0), expected, question, result);
  const state = foldClock(entries, counted.dueAt ?? 0, calendarOf);
  const left = 'code' in state ? state.code : `${state.remainingMs} ${state.progress} ${state.state}`;
  if (counted.dueAt !== undefined && counted.dueAt >= asked.now)
    tell('nothing left when due', left, '0 1 running', question, result);
  if (!isByMinute || counted.next?.then.kind !== 'warned' || counted.next.at <= asked.now) return;
  const warned = used(question.start, (question.amount * 3) / 4, question) * 60;
  tell('warnings', wallSecond(counted.next.at), warned, question, result);
}

function tell(
  what: string,
  found: number | string,
  expected: number | string,
  question: Question,
  { compared, differences }: Comparison,
): void {
  compared[what] = (compared[what] ?? 0) + 1;
  if (found !== expected)
    differences.push(`${what}: ${shown(found)}, not ${shown(expected)}, of ${JSON.stringify(question)}`);
}

function shown(value: number | string): string {
  return typeof value === 'number' ? new Date(value * 1_000).toISOString().slice(0, 19) : value;
}

function requestOf({ week, mode, start, amount, pauses, afterHours }: Question) {
  const days = mode === 'legal-days' || mode === 'calendar-month';
  const calendar = { weekdays: days ? legal : office, 'with-saturday': saturdays, always }[week];
  const byMinutes = mode === 'business-hours' || mode === 'clock';
  return {
    start: instant(start),
    term: byMinutes ? { months: 0, days: 0, ms: amount * 60_000 } : amount,
    mode,
    calendar,
    pauses: pauses.map(({ from, to }) => ({ from: instant(from), to: instant(to) })),
    afterHours,
  };
}

function termText({ mode, amount }: Question): string {
  if (mode === 'calendar-month') return `P${amount}M`;
  return mode === 'business-hours' || mode === 'clock' ? `PT${amount}M` : `P${amount}D`;
}

function questionFrom(random: () => number): Question {
  const below = (count: number) => Math.floor(random() * count);
  const mode = modes[below(modes.length)]!;
  const time = random() < 0.3 ? edges[below(edges.length)]! : below(DAY);
  const start = (FIRST + below(DAYS)) * DAY + time;
  const week = mode === 'legal-days' || mode === 'calendar-month' ? 'weekdays' : weeks[below(weeks.length)]!;
  const most = {
    'legal-days': 60,
    'business-days': 30,
    'business-hours': 4_800,
    'calendar-month': 6,
    clock: 30_000,
  };
  const amount = 1 + below(most[mode]);
  const pauses: Pause[] = [];
  for (let left = below(4); left > 0; left -= 1) {
    const from = start + below(20 * DAY) - (random() < 0.1 ? 2 * DAY : 0);
    pauses.push({ from, to: from + below(random() < 0.5 ? 600 : 30 * DAY) });
  }
  return { week, mode, start, amount, pauses, afterHours: random() < 0.3 ? 'next-day' : 'same-day' };
}

/** Pauses that overlap become one: a clock that is paused is not paused again. */
function disjoint(pauses: readonly Pause[]): Pause[] {
  const apart: Pause[] = [];
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && pause.from <= last.to) last.to = Math.max(last.to, pause.to);
    else apart.push({ ...pause });
  }
  return apart;
}

function instant(wallMinute: number): number {
  return (wallMinute + OFFSET) * 60_000;
}

function wallSecond(at: number): number {
  return at / 1_000 - OFFSET * 60;
}

function wallDay(text: string): number {
  return Date.parse(text) / 86_400_000;
}

/** Mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
