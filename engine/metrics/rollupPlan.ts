// What is summed up of a process' facts: each measure that its indicators share, and how long its activities take.
import { businessMillisBetween, MINUTE } from '../time/index.ts';
import type { IndicatorDefinition } from './definition.ts';
import type { Fact } from './fact.ts';
import type { EvaluateFeel } from './feel.ts';
import type { CalendarOf } from './functions.ts';
import {
  type Measure,
  type MeasureKind,
  measureKey,
  measuresOf,
  type Observation,
  observe,
} from './measure.ts';

export interface Rollup {
  /** Of the measure; the same text counts the same. */
  key: string;
  kind: MeasureKind;
  facts: ReadonlySet<string>;
  /** Slices that are kept; absent: all. */
  slices?: ReadonlySet<string>;
  /** Sums by day are kept, too, of the whole. */
  byDay: boolean;
  observe(fact: Fact): Observation | undefined;
}

/** What is asked of live rows, or is of imports, or depends on an order, is not summed up. */
const NEVER = ['case-open', 'task-open', 'figure'];
const WORK = ['task-completed', 'activity-ended'];

export function isSummed(measure: Measure): boolean {
  return measure.kind !== 'last' && !measure.facts.some((kind) => NEVER.includes(kind));
}

export function rollupsOf(
  process: string,
  definitions: Iterable<IndicatorDefinition>,
  feel: EvaluateFeel,
): Rollup[] {
  const rollups = new Map<string, Rollup>();
  for (const definition of definitions) {
    for (const measure of Object.values(measuresOf(definition))) {
      if (!isSummed(measure) || measure.processes?.includes(process) === false) continue;
      const key = measureKey(measure);
      const isWide = measure.kind === 'distribution' && measure.facts.some((kind) => WORK.includes(kind));
      const known = rollups.get(key);
      // Durations of tasks have thousands of values: kept where somebody looks at them.
      const slices = isWide ? new Set([...(known?.slices ?? ['']), ...(definition.per ?? [])]) : undefined;
      rollups.set(key, {
        key,
        kind: measure.kind,
        facts: new Set(measure.facts),
        ...(slices && { slices }),
        byDay: !isWide,
        observe: (fact) => observe(measure, fact, feel),
      });
    }
  }
  return [...rollups.values()];
}

export const DURATIONS = ['wait', 'work', 'cycle'] as const;
export const TIMES = ['clock', 'business'] as const;

export type DurationName = `${(typeof TIMES)[number]}-${(typeof DURATIONS)[number]}`;

/** Minutes that each activity waited to be taken, was worked on, and took as a whole, by element. */
export function durationRollups(calendar: string | undefined, calendarOf: CalendarOf): Rollup[] {
  const opened = calendar === undefined ? undefined : calendarOf(calendar);
  const business = (from: number, to: number) =>
    opened && businessMillisBetween(from, to, opened.calendar, opened.zone);
  return TIMES.flatMap((time) =>
    DURATIONS.map((name) => ({
      key: `${time}-${name}`,
      kind: 'distribution' as const,
      facts: new Set(WORK),
      slices: new Set([`duration:${time}`]),
      byDay: false,
      observe(fact: Fact) {
        const span = spanOf(name, fact);
        const ms = span && (time === 'clock' ? span[1] - span[0] : business(...span));
        return ms === undefined ? undefined : { date: fact.date, number: Math.trunc(ms / MINUTE) };
      },
    })),
  );
}

/** Work that nobody takes from a list does not wait. */
function spanOf(name: (typeof DURATIONS)[number], { values }: Fact): [number, number] | undefined {
  const { createdAt, claimedAt, completedAt } = values;
  if (typeof createdAt !== 'number' || typeof completedAt !== 'number') return undefined;
  if (name === 'cycle') return [createdAt, completedAt];
  if (typeof claimedAt !== 'number') return undefined;
  return name === 'wait' ? [createdAt, claimedAt] : [claimedAt, completedAt];
}
