// The migration executed as it would be done, and forgotten: a few cases of each configuration tell for the others.
import { type Event, execute, type LookupAnswers, lookUp, lookupKey, values } from '../../core/index.ts';
import type { OpenStore } from '../../store/openStore.ts';
import type { Definition } from '../definitions.ts';
import type { InstanceCache, LiveInstance } from '../instanceCache.ts';
import { answer, createCounters, type LookupOptions } from '../lookups.ts';
import type { Rejection } from '../requests.ts';
import type { Census, Configuration, Mapping, Trial, Tried } from './contract.ts';

export interface TrialOptions {
  store: OpenStore;
  cache: Pick<InstanceCache, 'current'>;
  lookups: LookupOptions;
  now(): number;
}

/** Cases of a configuration: from its beginning, its middle and its end. */
const SAMPLES = 3;
/** Where they do not agree, so many more. */
const DOUBTFUL = 50;

export async function tryMigration(
  options: TrialOptions,
  { cases, configurations }: Census,
  source: Definition,
  target: Definition,
  mapping: Mapping,
): Promise<Trial> {
  const trial: Trial = { cases, pass: 0, refused: 0, unsure: 0, configurations: [] };
  for (const configuration of configurations) {
    const tried = await tryConfiguration(options, configuration, source, target, mapping);
    trial.configurations.push(tried);
    const all = configuration.cases.length;
    if (tried.refused === 0) trial.pass += all;
    else if (tried.refused === tried.tried) trial.refused += all;
    else {
      trial.refused += tried.refused;
      trial.pass += tried.tried - tried.refused;
      trial.unsure += all - tried.tried;
    }
  }
  return trial;
}

async function tryConfiguration(
  options: TrialOptions,
  configuration: Configuration,
  source: Definition,
  target: Definition,
  mapping: Mapping,
): Promise<Tried> {
  const changes = { timersKept: 0, closed: [], opened: [], clocksKept: 0, clocksEnded: 0, clocksBegun: 0 };
  const tried: Tried = { configuration, tried: 0, refused: 0, changes };
  for (const key of samplesOf(configuration.cases)) await tryCase(key);
  if (tried.refused > 0 && tried.refused < tried.tried)
    for (const key of configuration.cases.slice(1, DOUBTFUL)) await tryCase(key);
  return tried;

  async function tryCase(key: number): Promise<void> {
    const live = await options.cache.current(key);
    // It went on since it was counted.
    if (live?.definition.key !== source.key || live.state.status !== 'active') return;
    const done = await executed(options, live, target, mapping);
    tried.tried += 1;
    if ('code' in done) {
      tried.refused += 1;
      tried.rejection ??= done;
    } else if (tried.tried - tried.refused === 1) tried.changes = changesOf(live, done);
  }
}

function samplesOf(keys: readonly number[]): number[] {
  if (keys.length <= SAMPLES) return [...keys];
  return [0, Math.floor(keys.length / 2), keys.length - 1].map((at) => keys[at] as number);
}

async function executed(
  { store, lookups, now }: TrialOptions,
  live: LiveInstance,
  target: Definition,
  mapping: Mapping,
): Promise<Event[] | Rejection> {
  const { definition, state } = live;
  const at = Math.max(now(), state.at);
  const inputs: LookupAnswers = {};
  // What it takes from series and quotas is never given out: nothing of this is kept.
  const counters = createCounters(store);
  const command = { ...commandOf(definition.key, target.key, mapping), reason: 'x' };
  for (;;) {
    const outcome = execute(
      definition.model,
      state,
      command,
      { at, actor: '', inputs, target },
      definition.ports,
    );
    if ('rejection' in outcome) return outcome.rejection;
    if ('events' in outcome) return outcome.events;
    for (const lookup of outcome.need)
      inputs[lookupKey(lookup)] = await answer(lookup, definition, at, counters, lookups);
  }
}

/** The command as every run gives it: only to cases that are still of the source, and due dates stay. */
export function commandOf(from: number, definitionKey: number, mapping: Mapping) {
  return { type: 'migrateInstance' as const, definitionKey, mapping, from, keepDue: true as const };
}

function changesOf({ state }: LiveInstance, events: readonly Event[]): Tried['changes'] {
  const closed = events.flatMap((event) => {
    const found = event.type === 'subscriptionClosed' ? lookUp(state.subscriptions, event.key) : undefined;
    return found && !found.clock ? [found.element] : [];
  });
  const opened = events.flatMap((event) =>
    event.type === 'subscriptionOpened' && !event.clock ? [event.element] : [],
  );
  const ended = events.filter(
    (event) => event.type === 'clockEntered' && event.entry.kind === 'cancelled',
  ).length;
  const timers = values(state.subscriptions).filter(({ kind, clock }) => kind === 'timer' && !clock);
  return {
    timersKept: timers.filter(({ element }) => !closed.includes(element)).length,
    closed,
    opened,
    clocksKept: (state.clocks?.size ?? 0) - ended,
    clocksEnded: ended,
    clocksBegun: events.filter(({ type }) => type === 'clockStarted').length,
  };
}
