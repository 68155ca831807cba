// A clock as a list of what happened, in wall times of Bogota, driven as the engine drives it: every entry is asked for.
import type {
  SlaCount,
  SlaEntry,
  SlaEntryFacts,
  SlaRefusal,
  SlaTarget,
} from '../../../../engine/core/slaFacts.ts';
import type { Calendar, CalendarOf, ClockState } from '../../../../engine/time/index.ts';
import { countClock, foldClock } from '../../../../engine/time/index.ts';
import { at, calendarNamed, local } from '../calendars.ts';

const shipped = ['co-legal', 'co-8x5', 'co-24x7'].map((id): [string, Calendar] => [id, calendarNamed(id)]);

/** The shipped calendars as version 1; what is handed in are their later versions. */
export function calendars(later: { [id: string]: Calendar[] } = {}): CalendarOf {
  const known = new Map(shipped.map(([id, calendar]) => [id, [calendar, ...(later[id] ?? [])]]));
  return (id, version) => {
    const versions = known.get(id);
    const number = version ?? versions?.length ?? 0;
    const calendar = versions?.[number - 1];
    return calendar && { calendar, version: number };
  };
}

export function term(term: number | string, mode: string, calendar: string): SlaTarget {
  return { term, mode, calendar };
}

export function isRefused(count: object): count is SlaRefusal {
  return 'code' in count;
}

export interface DrivenClock {
  entries: SlaEntry[];
  /** Adds an entry, or gives the code of its refusal. `recorded`: when it is written down, if not then. */
  add(when: string, facts: SlaEntryFacts, recorded?: string): string;
  /** What comes next, as `75% 2026-11-19T13:30:00`; empty where nothing does. */
  next(): string;
  /** Lets everything happen that comes until then, and says it. */
  until(when: string): string[];
  state(now: string): ClockState;
  due(): string;
}

export function clock(calendarOf: CalendarOf = calendars()): DrivenClock {
  const entries: SlaEntry[] = [];
  let last: SlaCount = {};

  function add(when: string, facts: SlaEntryFacts, recorded?: string): string {
    const entry: SlaEntry = {
      ...facts,
      at: at(when),
      ...(recorded === undefined ? {} : { recordedAt: at(recorded) }),
    };
    const count = countClock({ entries: [...entries, entry], now: at(recorded ?? when) }, calendarOf);
    if (isRefused(count)) return count.code;
    last = count;
    const { next: _, ...told } = count;
    entries.push({ ...entry, ...told });
    return count.dueAt === undefined ? '' : local(count.dueAt);
  }
  function next(): string {
    if (!last.next) return '';
    const { then, at } = last.next;
    const name = then.kind === 'breached' ? 'breached' : nameOf(then.warning);
    return `${name}${then.kind === 'breached' && then.onAttach ? ' on attach' : ''} ${local(at)}`;
  }
  return {
    entries,
    add,
    next,
    until(when) {
      const said: string[] = [];
      while (last.next && last.next.at <= at(when)) {
        said.push(next());
        const { at: instant, then } = last.next;
        add(local(instant), then);
      }
      return said;
    },
    state(now) {
      const state = foldClock(entries, at(now), calendarOf);
      if (isRefused(state)) throw new Error(state.code);
      return state;
    },
    due: () => (last.dueAt === undefined ? '' : local(last.dueAt)),
  };
}

function nameOf(warning: { percent: number } | { before: string }): string {
  return 'percent' in warning ? `${warning.percent}%` : warning.before;
}
