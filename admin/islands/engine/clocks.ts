// The service level clocks of a run at an instant: what is promised, how much is left, and why it is due then.
import type { Json, Lookup, SlaEntry } from '../../../engine/core/index.ts';
import type { ToldEvent } from '../../../engine/testing/told.ts';
import {
  type Calendar,
  type CalendarOf,
  type ClockState,
  checkCalendar,
  explainDue,
  foldClock,
  ledger,
} from '../../../engine/time/index.ts';
import type { Place } from './places.ts';

type Started = Extract<ToldEvent['event'], { type: 'clockStarted' }>;

export interface ClockView {
  key: number;
  name: string;
  metric: Started['metric'];
  holder: Place;
  state: ClockState['state'];
  /** Absent while a pause may still move it. */
  dueAt?: number;
  left: ClockState['left'];
  /** Elapsed part of the term; over 1 when overdue. */
  progress: number;
  /** Why it is due then, in both languages of the desk. */
  why: { es: string; en: string };
}

export function clocksAt(
  told: readonly ToldEvent[],
  at: number,
  resolve: (lookup: Lookup, at: number) => Json | undefined,
  place: (element: string) => Place,
): ClockView[] {
  const clocks = new Map<number, { started: Started; entries: SlaEntry[] }>();
  for (const { event } of told)
    if (event.type === 'clockStarted') clocks.set(event.key, { started: event, entries: [event.entry] });
    else if (event.type === 'clockEntered') clocks.get(event.key)?.entries.push(event.entry);
  const calendarOf = calendars(resolve, at);
  const shown = [...clocks.values()].flatMap(({ started, entries }): ClockView[] => {
    const state = foldClock(entries, at, calendarOf);
    if ('code' in state) return [];
    const { key, name, metric, element } = started;
    const lines = ledger(entries, [], calendarOf);
    return [
      {
        key,
        name,
        metric,
        holder: place(element),
        state: state.state,
        ...(state.dueAt !== undefined && { dueAt: state.dueAt }),
        left: state.left,
        progress: state.progress,
        why: {
          es: explainDue(state, lines, 'es', { metric }),
          en: explainDue(state, lines, 'en', { metric }),
        },
      },
    ];
  });
  return shown.sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || (a.dueAt ?? 0) - (b.dueAt ?? 0));
}

function isOver({ state }: ClockView): boolean {
  return state === 'met' || state === 'missed' || state === 'cancelled';
}

/** A trial has one version of each. */
function calendars(resolve: (lookup: Lookup, at: number) => Json | undefined, at: number): CalendarOf {
  const known = new Map<string, { calendar: Calendar; version: number } | undefined>();
  return (id) => {
    if (!known.has(id)) {
      const checked = checkCalendar(resolve({ kind: 'calendar', id }, at) ?? null);
      known.set(id, checked.ok ? { calendar: checked.calendar, version: 1 } : undefined);
    }
    return known.get(id);
  };
}
