// Clocks that anything happens to, at random: whatever is refused or accepted, what they say of themselves agrees.
import { expect, it } from 'vitest';
import type { SlaCount, SlaEntry, SlaEntryFacts, SlaTarget } from '../../../../engine/core/slaFacts.ts';
import {
  breachAt,
  countClock,
  explainDue,
  foldClock,
  isOnTime,
  ledger,
} from '../../../../engine/time/index.ts';
import { at, calendarNamed } from '../calendars.ts';
import { randomFrom } from '../independent/compare.ts';
import { calendars, isRefused } from './clocks.ts';

const legal = calendarNamed('co-legal');
const civic = { ...legal, exceptions: [{ date: '2026-05-06', working: false, why: 'Día cívico' }] };
const versions = calendars({ 'co-legal': [civic] });
const HOUR = 3_600_000;

interface Told {
  entries: SlaEntry[];
  last: SlaCount;
  refused: Set<string>;
}

function targetFrom(below: (count: number) => number, now: number): SlaTarget {
  const mode = ['legal-days', 'business-days', 'business-hours', 'calendar-month', 'clock'][below(5)]!;
  const calendar = ['co-legal', 'co-8x5', 'co-24x7'][below(3)]!;
  if (below(8) === 0) return { until: now + below(600) * HOUR, calendar };
  return { term: mode === 'calendar-month' ? 1 + below(2) : below(25), mode, calendar };
}

function factsFrom(below: (count: number) => number, now: number): SlaEntryFacts {
  const reason = ['Espera', ''][Number(below(10) === 0)]!;
  const element = ['a', 'b', undefined][below(3)];
  const by = element === undefined ? {} : { element };
  switch (below(12)) {
    case 0:
    case 1:
    case 2:
      return { kind: 'paused', reason, ...by };
    case 3:
    case 4:
    case 5:
      return { kind: 'resumed', ...by };
    case 6:
    case 7:
      return { kind: 'extended', target: targetFrom(below, now), reason, notified: below(8) > 0 };
    case 8:
    case 9:
      return { kind: 'retargeted', target: targetFrom(below, now) };
    case 10:
      return { kind: 'recalculated', reason: 'Decreto' };
    default:
      return below(4) > 0
        ? { kind: 'resumed', ...by }
        : ([{ kind: 'met' }, { kind: 'transferred', to: 'X' }] as const)[below(2)]!;
  }
}

function enter(told: Told, entry: SlaEntry, now: number, published: boolean): void {
  const count = countClock({ entries: [...told.entries, entry], now }, (id, version) =>
    versions(id, version ?? (published ? undefined : 1)),
  );
  if (isRefused(count)) {
    told.refused.add(count.code);
    return;
  }
  const { next: _, ...facts } = count;
  told.entries.push({ ...entry, ...facts });
  told.last = count;
  agree(told, now);
}

function agree({ entries, last }: Told, now: number): void {
  const state = foldClock(entries, now, versions);
  if (isRefused(state)) throw new Error(state.code);
  const closed = ['met', 'missed', 'cancelled'].includes(state.state);
  expect(state.elapsedMs + state.remainingMs).toBe(state.totalMs);
  expect(state.elapsedMs).toBeGreaterThanOrEqual(0);
  if (closed) expect(last).toEqual({ calendarVersion: state.calendar.version });
  else {
    expect(state.dueAt).toBe(last.dueAt);
    if (state.state === 'running' || state.state === 'breached') expect(last.dueAt).toBeDefined();
    if (last.dueAt === undefined) expect(state.state).toBe('paused');
    else expect(state.state === 'breached').toBe(!isOnTime(now, last.dueAt));
  }
  if (last.next) {
    expect(last.next.at).toBeGreaterThanOrEqual(now);
    expect(last.next.at).toBeLessThanOrEqual(Math.max(now, breachAt(last.dueAt!)));
  }
  const lines = ledger(entries, undefined, versions);
  expect(lines).toHaveLength(entries.length);
  for (const locale of ['es', 'en'] as const)
    expect(explainDue(state, lines, locale)).not.toMatch(/undefined|NaN|null|\s\s|\$\{|«»/);
}

it('their due dates, states, warnings and words never disagree', () => {
  const random = randomFrom(42);
  const below = (count: number) => Math.floor(random() * count);
  const refused = new Set<string>();
  const kinds = new Map<string, number>();
  for (let clock = 0; clock < 150; clock += 1) {
    let now = at('2026-03-02T08:00') + below(90 * 24) * HOUR;
    const told: Told = { entries: [], last: {}, refused };
    const warnAt = [{ percent: 75 }, { percent: 90 }, { before: 'P2D' }];
    const from = now - (below(4) === 0 ? below(200) * HOUR : 0);
    const target = targetFrom(below, now);
    const begun = {
      kind: 'started' as const,
      target,
      warnAt,
      at: from,
      ...(from < now && { recordedAt: now }),
    };
    enter(told, begun, now, false);
    for (let step = 0; step < 14 && told.entries.length > 0; step += 1) {
      const later = now + below(40 * 60) * 60_000;
      while (told.last.next && told.last.next.at <= later) {
        now = told.last.next.at;
        enter(told, { ...told.last.next.then, at: now }, now, step > 7);
      }
      now = later;
      enter(told, { ...factsFrom(below, now), at: now }, now, step > 7);
    }
    for (const { kind } of told.entries) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  for (const kind of [
    'paused',
    'resumed',
    'extended',
    'retargeted',
    'recalculated',
    'warned',
    'breached',
    'met',
  ])
    expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(10);
  for (const code of ['SLA_CLOSED', 'SLA_EXTENSION_AFTER_DUE', 'SLA_EXTENSION_TOO_LONG', 'TERM_NOT_POSITIVE'])
    expect(refused).toContain(code);
});
