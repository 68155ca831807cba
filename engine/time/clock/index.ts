// Service level clocks: folded from what is on record of them, counted by the calendar that was in force.
export type { CalendarOf, ZoneOf } from './calendars.ts';
export { countClock } from './countClock.ts';
export type { ExplainOptions } from './explain/explainDue.ts';
export { explainDue } from './explain/explainDue.ts';
export type { ClockState } from './foldClock.ts';
export { foldClock } from './foldClock.ts';
export type { ClockPause } from './history.ts';
export type { LedgerLine } from './ledger.ts';
export { ledger } from './ledger.ts';
export { readTarget } from './target.ts';
export { breachAt } from './thresholds.ts';
