// Drives the core in memory on a clock that its caller moves: `cauce run`, scenarios, simulation, the browser's trial.
import type { Command } from '../core/commands.ts';
import {
  type Event,
  emptyState,
  execute,
  type InstanceState,
  type Json,
  type Lookup,
  type LookupAnswers,
  lookupKey,
  type ProcessModel,
  type Routed,
  route,
} from '../core/index.ts';
import { KEYS_PER_INSTANCE } from '../core/limits.ts';
import { createCallLimits } from './memoryCalls.ts';
import type { Done, MemoryOptions, MemoryRuntime, Message, Thrown } from './memoryContract.ts';
import { hearing, type Instance, startsOn, waitingApart, waitingIn } from './memoryWaiting.ts';
import { createUnclaimed } from './unclaimedMessages.ts';

/**
 * Numbers begin here so that every key is above 2^32. V8 keeps small and large integers in different ways, and objects
 * that hold now one, now the other made the core ten times slower.
 */
export const FIRST_INSTANCE_NUMBER = 4096;

export type { Done, MemoryOptions, MemoryRuntime } from './memoryContract.ts';
export type { Waiting } from './memoryWaiting.ts';

/** Nothing is kept but live states; what happened goes to `onEvent`. */
export function createMemoryRuntime(options: MemoryOptions): MemoryRuntime {
  const instances = new Map<number, Instance>();
  const models = new Map(options.models.map((model) => [model.id, model]));
  const unclaimed = createUnclaimed();
  const limits = createCallLimits(instances);
  const pending: Routed[] = [];
  let draining = false;
  let eventsLeft = options.mostEvents ?? Number.POSITIVE_INFINITY;
  let stopped: number | undefined;
  let lastNumber = FIRST_INSTANCE_NUMBER - 1;

  const runtime: MemoryRuntime = {
    now: options.now,
    start(processId, variables, extra = {}) {
      const model = models.get(processId);
      if (model) return create(model, { processId, variables, ...extra });
      return { ok: false, code: 'PROCESS_NOT_FOUND', values: { process: processId } };
    },
    submit(key, command) {
      const instance = instances.get(key);
      return instance ? run(key, instance, command) : { ok: false, code: 'NOT_FOUND', values: { key } };
    },
    publish(name, correlationKey, variables, timeToLive = 0) {
      const message = { type: 'publishMessage' as const, name, correlationKey, variables, timeToLive };
      const taken = publish(message);
      if (!taken) unclaimed.keep(message, runtime.now);
      return taken;
    },
    broadcast: (name, variables) => broadcast({ type: 'broadcastSignal', name, variables }),
    state: (instanceKey) => instances.get(instanceKey)?.state ?? emptyState(),
    instances: () => [...instances.keys()],
    waiting: () => waitingIn(instances),
    stopped: () => stopped,
  };

  function create(
    model: ProcessModel,
    facts: Omit<Extract<Command, { type: 'createInstance' }>, 'type' | 'key'>,
  ): Done {
    lastNumber += 1;
    const key = lastNumber * KEYS_PER_INSTANCE;
    const done = run(key, { model, state: emptyState() }, { type: 'createInstance', key, ...facts });
    if (!done.ok) lastNumber -= 1;
    return done;
  }

  function run(key: number, instance: Instance, command: Command): Done {
    const inputs: LookupAnswers = {};
    const version = command.type === 'migrateInstance' && options.versions?.get(command.definitionKey);
    const target = version ? { target: { model: version, ports: options.ports } } : {};
    for (;;) {
      const context = { at: runtime.now, actor: 'memory', inputs, ...target };
      const { model, state } = instance;
      const outcome = execute(model, state, command, context, options.ports, options.budget);
      if ('rejection' in outcome) return { ok: false, ...outcome.rejection };
      if ('need' in outcome) {
        for (const lookup of outcome.need) inputs[lookupKey(lookup)] = resolved(lookup);
        continue;
      }
      instance.state = outcome.state;
      if (version) instance.model = version;
      instances.set(key, instance);
      follow(key, outcome.events, outcome.state);
      return { ok: true, instanceKey: key };
    }
  }

  function resolved(lookup: Lookup): Json {
    if (lookup.kind === 'process') return models.has(lookup.id) ? 1 : null;
    const answer = options.resolve?.(lookup, runtime.now);
    if (answer !== undefined) return answer;
    return lookup.kind === 'connector' ? false : null;
  }

  function follow(key: number, events: Event[], state: InstanceState): void {
    eventsLeft -= events.length;
    if (eventsLeft <= 0) stopped ??= key;
    for (const event of events) {
      options.onEvent?.(event, key, runtime.now);
      const command = route(event, state) ?? unclaimed.claimedBy(event, runtime.now);
      if (command) pending.push(command);
    }
    drain();
  }

  /** First in, first out, as the durable runtime does; a step of many yields must not nest as many calls. */
  function drain(): void {
    if (draining) return;
    draining = true;
    try {
      for (let command = pending.shift(); command && stopped === undefined; command = pending.shift())
        deliver(command);
    } finally {
      draining = false;
    }
  }

  function deliver(command: Routed): void {
    switch (command.type) {
      case 'createChild': {
        const { type: _, definitionKey: __, ...facts } = command;
        const model = models.get(command.processId);
        const { instanceKey, elementInstanceKey: elementInstance } = command.parent;
        const refused = model && limits.refuse(model, command);
        if (refused) runtime.submit(instanceKey, { type: 'refuseChild', elementInstance, ...refused });
        else if (model) create(model, facts);
        return;
      }
      case 'completeChild':
      case 'failChild':
      case 'escalateChild':
      case 'continue':
        runtime.submit(command.instanceKey, command);
        return;
      case 'cancelChildren':
        for (const [key, { state }] of [...instances])
          if (state.status === 'active' && state.parent?.elementInstanceKey === command.parentElementInstance)
            runtime.submit(key, { type: 'cancelInstance' });
        return;
      case 'publishMessage':
        if (unclaimed.isNew(command, runtime.now) && !publish(command)) unclaimed.keep(command, runtime.now);
        return;
      case 'broadcastSignal':
        broadcast(command);
    }
  }

  function publish(message: Message): boolean {
    const { name, correlationKey, variables, inCase } = message;
    const named = hearing(instances, 'message', name).find((each) => each.correlationKey === correlationKey);
    if (!named && startBy('message', message) > 0) return true;
    const found = named ?? (inCase && waitingApart(instances, name, inCase.rootKey));
    if (!found) return false;
    const command = { type: 'correlateMessage' as const, messageKey: 0, variables };
    return runtime.submit(found.instanceKey, { ...command, subscription: found.subscription }).ok;
  }

  /** True where anybody heard it. */
  function broadcast({ name, variables, from, hops }: Extract<Routed, { type: 'broadcastSignal' }>): boolean {
    const hearers = hearing(instances, 'signal', name).filter(({ instanceKey }) => instanceKey !== from);
    // An instance that has begun and waits for this too at its start is meant, not another one.
    const begun = new Set(
      hearers.map((each) => `${instances.get(each.instanceKey)?.model.id} ${each.element}`),
    );
    for (const { instanceKey, subscription } of hearers)
      runtime.submit(instanceKey, { type: 'broadcastSignal', subscription, variables });
    return startBy('signal', { name, variables, hops }, begun) + hearers.length > 0;
  }

  /** One instance for a message, one of each process for a signal. */
  function startBy(
    kind: 'message' | 'signal',
    { name, variables, hops, correlationKey, inCase }: Thrown,
    begun?: ReadonlySet<string>,
  ): number {
    const starts = startsOn(models.values(), kind, name).filter(
      ({ model, startElement }) => !begun?.has(`${model.id} ${startElement}`),
    );
    const place = inCase ?? (correlationKey ? { businessKey: correlationKey } : {});
    const facts = { variables, ...place, ...(hops !== undefined && { hops }) };
    return (kind === 'message' ? starts.slice(0, 1) : starts).filter(
      ({ model, ...start }) => create(model, { processId: model.id, ...start, ...facts }).ok,
    ).length;
  }

  return runtime;
}
