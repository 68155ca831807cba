// Plays a process in memory, command by command. After every command it proves that state is the fold of the events,
// that a snapshot gives the same state, and (by freezing it) that no later command writes to it.
import { expect } from 'vitest';
import type { Command } from '../../engine/core/commands.ts';
import {
  type Event,
  fold,
  type Json,
  type Lookup,
  type Ports,
  type ProcessModel,
  stateFromJson,
  stateToJson,
  type Variables,
  values,
} from '../../engine/core/index.ts';
import { createPorts } from '../../engine/expressions/index.ts';
import { createMemoryRuntime, type Done } from '../../engine/runtime/memoryRuntime.ts';
import { NOW } from './clock.ts';
import { deepFreeze } from './deepFreeze.ts';

export { DAY, HOUR, NOW } from './clock.ts';

/** Longer histories are not folded again after each command. */
const MOST_PROVED = 5_000;

interface PlayOptions {
  ports?: Ports;
  now?: number;
  businessKey?: string;
  startElement?: string;
  versions?: ReadonlyMap<number, ProcessModel>;
  resolve?(lookup: Lookup, at: number): Json | undefined;
}

export type Play = ReturnType<typeof play>;

/** Starts the first process. */
export function play(
  models: ProcessModel | ProcessModel[],
  variables: Variables = {},
  options: PlayOptions = {},
) {
  const all = [models].flat();
  const events: { instance: number; event: Event; at: number }[] = [];
  const lastVariables = new Map<number, Variables>();
  const runtime = createMemoryRuntime({
    models: all.map(deepFreeze),
    ports: options.ports ?? createPorts(),
    now: options.now ?? NOW,
    ...(options.versions && { versions: options.versions }),
    ...(options.resolve && { resolve: options.resolve }),
    onEvent(event, instance, at) {
      events.push({ instance, event: deepFreeze(event), at });
      if (event.type === 'variablesSet' && event.scope === instance)
        lastVariables.set(instance, { ...lastVariables.get(instance), ...event.variables });
    },
  });
  const { startElement, businessKey } = options;
  const started = runtime.start(all[0]?.id ?? '', variables, {
    ...(startElement !== undefined && { startElement }),
    ...(businessKey !== undefined && { businessKey }),
  });
  prove();
  const key = started.ok ? started.instanceKey : 0;

  function prove(): void {
    for (const instance of runtime.instances()) {
      const state = deepFreeze(runtime.state(instance));
      const own = events.filter((each) => each.instance === instance);
      if (own.length > MOST_PROVED) continue;
      const json = stateToJson(state);
      const folded = fold(own.map(({ event }) => event));
      // Folding has no clock: the instant of the last batch is the journal's to keep.
      folded.at = state.at;
      expect(stateToJson(folded)).toEqual(json);
      expect(stateToJson(stateFromJson(json))).toEqual(json);
      if (state.status === 'completed' || state.status === 'terminated') expectEmpty(instance);
    }
  }

  /** An instance that is over holds nothing. */
  function expectEmpty(instance: number): void {
    const { elements, subscriptions, jobs, userTasks, incidents } = runtime.state(instance);
    for (const table of [elements, subscriptions, jobs, userTasks, incidents]) expect(table.size).toBe(0);
  }

  function submit(command: Command, instance = key): Done {
    const before = JSON.stringify(stateToJson(runtime.state(instance)));
    const count = events.length;
    const done = runtime.submit(instance, command);
    if (!done.ok) {
      expect(JSON.stringify(stateToJson(runtime.state(instance)))).toBe(before);
      expect(events.length).toBe(count);
    }
    prove();
    return done;
  }

  function find<T extends { element: string }>(
    table: 'userTasks' | 'jobs' | 'subscriptions' | 'incidents',
    element: string,
  ) {
    for (const instance of runtime.instances()) {
      const found = values(runtime.state(instance)[table] as never as Parameters<typeof values<T>>[0]).find(
        (each) => each.element === element,
      );
      if (found) return { instance, found: found as T & { key: number } };
    }
    throw new Error(`Expected ${element} among the ${table}, but found ${waits().join(', ') || 'nothing'}`);
  }

  /** What somebody or something is awaited for, by element, sorted. */
  function waits(): string[] {
    return runtime
      .instances()
      .flatMap((instance) => {
        const state = runtime.state(instance);
        return [...values(state.userTasks), ...values(state.jobs), ...values(state.subscriptions)];
      })
      .map(({ element }) => element)
      .sort();
  }

  const got = {
    runtime,
    key,
    started,
    submit,
    waits,
    state: (instance = key) => runtime.state(instance),
    status: (instance = key) => runtime.state(instance).status,
    variables: (instance = key) => lastVariables.get(instance) ?? {},
    events: () => events.map(({ event }) => event),
    /** Elements in the order of that event, as often as it happened. */
    log(type: 'elementActivated' | 'elementCompleted' | 'elementTerminated' = 'elementCompleted'): string[] {
      const elements = new Map<number, string>();
      const log: string[] = [];
      for (const { event } of events) {
        if (event.type === 'elementActivated') elements.set(event.key, event.element);
        if (event.type === type) log.push(elements.get(event.key) ?? '');
      }
      return log;
    },
    times: (element: string) => got.log('elementActivated').filter((each) => each === element).length,
    incidents: () =>
      runtime
        .instances()
        .flatMap((instance) => values(runtime.state(instance).incidents).map(({ code }) => code)),
    complete(element: string, given: Variables = {}): Done {
      const { instance, found } = find('userTasks', element);
      return submit({ type: 'completeUserTask', userTask: { key: found.key }, variables: given }, instance);
    },
    work(element: string, given: Variables = {}): Done {
      const { instance, found } = find('jobs', element);
      return submit({ type: 'completeJob', job: found.key, variables: given }, instance);
    },
    throwError(element: string, code: string, given: Variables = {}): Done {
      const { instance, found } = find('jobs', element);
      return submit({ type: 'throwJobError', job: found.key, code, variables: given }, instance);
    },
    hear(element: string, given: Variables = {}): Done {
      const { instance, found } = find('subscriptions', element);
      return submit(
        { type: 'correlateMessage', subscription: found.key, messageKey: 1, variables: given },
        instance,
      );
    },
    publish(name: string, correlationKey = 'key', given: Variables = {}): boolean {
      const taken = runtime.publish(name, correlationKey, given);
      prove();
      return taken;
    },
    resolve(element: string): Done {
      const { instance, found } = find('incidents', element);
      return submit({ type: 'resolveIncident', incident: found.key }, instance);
    },
    set(given: Variables): Done {
      return submit({ type: 'setVariables', elementInstance: key, variables: given, local: false });
    },
    /** Moves the clock and fires what falls due on the way, each at its time. */
    wait(ms: number): void {
      const until = runtime.now + ms;
      for (;;) {
        const due = runtime
          .waiting()
          .filter(({ kind, dueAt }) => kind === 'timer' && (dueAt ?? 0) <= until)
          .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.subscription - b.subscription)[0];
        if (!due) break;
        runtime.now = Math.max(runtime.now, due.dueAt ?? 0);
        submit({ type: 'triggerTimer', subscription: due.subscription }, due.instanceKey);
      }
      runtime.now = until;
    },
    /** Moves the clock as if nothing had run meanwhile, then fires each waiting timer once. */
    sleep(ms: number): void {
      runtime.now += ms;
      for (const { kind, dueAt, subscription, instanceKey } of runtime.waiting())
        if (kind === 'timer' && (dueAt ?? 0) <= runtime.now)
          submit({ type: 'triggerTimer', subscription }, instanceKey);
    },
    find,
  };
  return got;
}
