// Service level clocks: folded from what is on record of them, counted by the calendar that was in force.
export type { CalendarOf, ZoneOf } from './calendars.ts';
export { countClock } from './countClock.ts';
export type { ClockState } from './foldClock.ts';
export { foldClock } from './foldClock.ts';
export type { ClockPause } from './history.ts';
export { readTarget } from './target.ts';
export { breachAt } from './thresholds.ts';
