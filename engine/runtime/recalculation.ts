// Open service level clocks counted by another version of their calendar: looked at first, as the core would do it, then done
// clock by clock where somebody says so. Nothing moves by itself when a calendar changes.
import {
  type Command,
  type Event,
  execute,
  type Json,
  type LookupAnswers,
  lookUp,
  lookupKey,
} from '../core/index.ts';
import { type OpenClock, openClocks } from '../store/openClocks.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Calendars } from './calendars.ts';
import type { Engine, Rejection, Submission } from './engine.ts';
import type { InstanceCache } from './instanceCache.ts';

export interface Recalculated extends OpenClock {
  /** The due instant by the new version; as it was where it does not move. */
  dueAfter: number | null;
  moves: boolean;
  /** Promised to somebody outside: it moves with notice alone. */
  isCommunicated: boolean;
  rejection?: Rejection;
}

export interface RecalculationPage {
  /** Those that were looked at, in the order of their keys. */
  clocks: Recalculated[];
  /** Where the next page begins; undefined on the last. */
  after?: number;
}

export interface RecalculationRequest {
  calendarId: string;
  /** Which one has to count. */
  version: number;
}

export interface Recalculation {
  preview(asked: RecalculationRequest & { after?: number; limit?: number }): Promise<RecalculationPage>;
  /** Each clock is a command on its instance; what one refuses stops no other. */
  apply(
    asked: RecalculationRequest & { clocks: readonly number[]; reason: string; notified?: boolean },
    submission: Submission,
  ): Promise<Recalculated[]>;
}

/** Clocks of one page, each of which is executed on trial. */
const MOST = 500;

interface RecalculationOptions {
  store: OpenStore;
  cache: Pick<InstanceCache, 'current'>;
  calendars: Calendars;
  execute: Engine['execute'];
  now(): number;
}

export function createRecalculation(options: RecalculationOptions): Recalculation {
  const { store, cache, calendars, now } = options;

  return {
    async preview({ calendarId, version, after = 0, limit = MOST }) {
      const most = Math.min(Math.max(Math.trunc(limit), 1), MOST);
      const found = await openClocks(store, calendarId, version, { after, limit: most + 1 });
      const page = found.slice(0, most);
      const clocks: Recalculated[] = [];
      for (const clock of page) clocks.push(await tried(clock, version));
      const last = page.at(-1);
      return { clocks, ...(found.length > most && last && { after: last.key }) };
    },
    async apply({ calendarId, version, clocks: keys, reason, notified }, submission) {
      const found = await openClocks(store, calendarId, undefined, { keys });
      const results: Recalculated[] = [];
      for (const key of keys) {
        const clock = found.find((one) => one.key === key);
        results.push(clock ? await moved(clock, version, reason, notified, submission) : missing(key));
      }
      return results;
    },
  };

  async function moved(
    clock: OpenClock,
    version: number,
    reason: string,
    notified: boolean | undefined,
    submission: Submission,
  ): Promise<Recalculated> {
    const { commandId } = submission;
    const command = commandFor(clock.key, version, reason, notified);
    const outcome = await options.execute(clock.instanceKey, [command], {
      ...submission,
      ...(commandId !== undefined && { commandId: `${commandId} ${clock.key}` }),
    });
    if (!outcome.ok) return { ...unmoved(clock), rejection: outcome.rejection };
    const entry = entryIn(outcome.events, clock.key);
    return withDue({ ...clock, dueAt: entry?.before ?? clock.dueAt }, entry?.dueAt);
  }

  /** The very command, executed on the live state and forgotten. */
  async function tried(clock: OpenClock, version: number): Promise<Recalculated> {
    const live = await cache.current(clock.instanceKey);
    if (!live?.state.clocks || !lookUp(live.state.clocks, clock.key)) return missing(clock.key, clock);
    const { model, ports } = live.definition;
    const at = Math.max(now(), live.state.at);
    const inputs: LookupAnswers = {};
    for (;;) {
      const command = commandFor(clock.key, version, 'x', true);
      const outcome = execute(model, live.state, command, { at, actor: '', inputs }, ports);
      if ('rejection' in outcome) return { ...unmoved(clock), rejection: outcome.rejection };
      if ('events' in outcome) {
        return withDue(clock, entryIn(outcome.events, clock.key)?.dueAt);
      }
      for (const lookup of outcome.need)
        inputs[lookupKey(lookup)] =
          lookup.kind === 'calendar'
            ? await calendars.answer(lookup.id, at, lookup.version)
            : nothing(lookup.kind);
    }
  }
}

function commandFor(key: number, calendarVersion: number, reason: string, notified?: boolean): Command {
  const said = { reason, ...(notified !== undefined && { notified }) };
  return { type: 'recalculateClock', key, calendarVersion, ...said };
}

function entryIn(events: readonly Event[], key: number): { before?: number; dueAt?: number } | undefined {
  for (const event of events)
    if (event.type === 'clockEntered' && event.key === key && event.entry.kind === 'recalculated')
      return event.entry;
  return undefined;
}

/** What lies behind a breach that a trial brings about does not matter to it. */
function nothing(kind: string): Json {
  return kind === 'quota' ? true : kind === 'series' ? '' : null;
}

function unmoved(clock: OpenClock): Recalculated {
  return { ...clock, dueAfter: clock.dueAt, moves: false, isCommunicated: clock.metric !== 'operation' };
}

function withDue(clock: OpenClock, dueAt: number | undefined): Recalculated {
  const dueAfter = dueAt ?? clock.dueAt;
  return { ...unmoved(clock), dueAfter, moves: dueAfter !== clock.dueAt };
}

function missing(key: number, known?: OpenClock): Recalculated {
  const blank = {
    instanceKey: 0,
    caseKey: 0,
    caseNumber: null,
    processId: '',
    processName: null,
    name: '',
    metric: 'operation',
  };
  const clock = known ?? { key, ...blank, isPaused: false, version: null, dueAt: null };
  return { ...unmoved(clock), rejection: { code: 'SLA_CLOCK_NOT_FOUND', values: { key } } };
}
