// Drives the core in memory on a clock that its caller moves: `cauce run`, scenarios, simulation, the browser's trial.
import type { Command } from '../core/commands.ts';
import {
  type Event,
  emptyState,
  execute,
  forEach,
  type InstanceState,
  type Json,
  type Lookup,
  type LookupAnswers,
  lookupKey,
  type Ports,
  type ProcessModel,
  type Routed,
  route,
  type Variables,
} from '../core/index.ts';

/** Keys of one instance are its number times this, plus a counter. */
export const KEYS_PER_INSTANCE = 2 ** 20;

/**
 * Numbers begin here so that every key is above 2^32. V8 keeps small and large integers in different ways, and objects
 * that hold now one, now the other made the core ten times slower.
 */
export const FIRST_INSTANCE_NUMBER = 4096;

export interface MemoryOptions {
  models: ProcessModel[];
  ports: Ports;
  /** Answers what the core asks for; undefined ends the command with an error. */
  resolve?(lookup: Lookup, at: number): Json | undefined;
  /** Epoch milliseconds at the start. */
  now: number;
  /** Called for every event, in order. */
  onEvent?(event: Event, instanceKey: number, at: number): void;
}

export type Done =
  | { ok: true; instanceKey: number }
  | { ok: false; code: string; values: { [name: string]: Json } };

export interface Waiting {
  instanceKey: number;
  subscription: number;
  element: string;
  kind: 'timer' | 'message' | 'signal';
  name?: string;
  correlationKey?: string;
  dueAt?: number;
}

interface Instance {
  model: ProcessModel;
  state: InstanceState;
}

export interface MemoryRuntime {
  now: number;
  start(
    processId: string,
    variables: Variables,
    options?: { startElement?: string; businessKey?: string },
  ): Done;
  submit(instanceKey: number, command: Command): Done;
  /** Gives a message to the first who waits for it, or to a message start event. False: nobody does. */
  publish(name: string, correlationKey: string, variables: Variables): boolean;
  state(instanceKey: number): InstanceState;
  instances(): number[];
  waiting(): Waiting[];
}

/** Nothing is kept but live states; what happened goes to `onEvent`. */
export function createMemoryRuntime(options: MemoryOptions): MemoryRuntime {
  const instances = new Map<number, Instance>();
  const models = new Map(options.models.map((model) => [model.id, model]));
  let lastNumber = FIRST_INSTANCE_NUMBER - 1;

  const runtime: MemoryRuntime = {
    now: options.now,
    start(processId, variables, extra = {}) {
      const model = models.get(processId);
      if (!model) return { ok: false, code: 'PROCESS_NOT_FOUND', values: { process: processId } };
      return create(model, { processId, variables, ...extra });
    },
    submit: (instanceKey, command) => {
      const instance = instances.get(instanceKey);
      if (!instance) return { ok: false, code: 'NOT_FOUND', values: { key: instanceKey } };
      return run(instanceKey, instance, command);
    },
    publish,
    state: (instanceKey) => instances.get(instanceKey)?.state ?? emptyState(),
    instances: () => [...instances.keys()],
    waiting,
  };

  function create(
    model: ProcessModel,
    facts: Omit<Extract<Command, { type: 'createInstance' }>, 'type' | 'key'>,
  ): Done {
    lastNumber += 1;
    const key = lastNumber * KEYS_PER_INSTANCE;
    const instance = { model, state: emptyState() };
    instances.set(key, instance);
    return run(key, instance, { type: 'createInstance', key, ...facts });
  }

  function run(key: number, instance: Instance, command: Command): Done {
    const inputs: LookupAnswers = {};
    for (;;) {
      const context = { at: runtime.now, actor: 'memory', inputs };
      const outcome = execute(instance.model, instance.state, command, context, options.ports);
      if ('rejection' in outcome) return { ok: false, ...outcome.rejection };
      if ('need' in outcome) {
        for (const lookup of outcome.need) inputs[lookupKey(lookup)] = resolved(lookup);
        continue;
      }
      instance.state = outcome.state;
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
    const routed: Routed[] = [];
    for (const event of events) {
      options.onEvent?.(event, key, runtime.now);
      const command = route(event, state);
      if (command) routed.push(command);
    }
    for (const command of routed) deliver(command);
  }

  function deliver(command: Routed): void {
    switch (command.type) {
      case 'createChild': {
        const { type: _, definitionKey: __, ...facts } = command;
        const model = models.get(command.processId);
        if (model) create(model, facts);
        return;
      }
      case 'completeChild':
      case 'failChild': {
        const { instanceKey, ...rest } = command;
        runtime.submit(instanceKey, rest);
        return;
      }
      case 'cancelChildren':
        for (const [key, { state }] of instances) {
          if (state.status === 'active' && state.parent?.elementInstanceKey === command.parentElementInstance)
            runtime.submit(key, { type: 'cancelInstance' });
        }
        return;
      case 'publishMessage':
        publish(command.name, command.correlationKey, command.variables);
        return;
      case 'broadcastSignal':
        for (const { instanceKey, subscription, kind, name } of waiting()) {
          if (kind === 'signal' && name === command.name)
            runtime.submit(instanceKey, {
              type: 'broadcastSignal',
              subscription,
              variables: command.variables,
            });
        }
        return;
      case 'continue':
        runtime.submit(command.instanceKey, { type: 'continue' });
    }
  }

  function publish(name: string, correlationKey: string, variables: Variables): boolean {
    const found = waiting().find(
      (each) => each.kind === 'message' && each.name === name && each.correlationKey === correlationKey,
    );
    if (found) {
      const { instanceKey, subscription } = found;
      return runtime.submit(instanceKey, { type: 'correlateMessage', subscription, messageKey: 0, variables })
        .ok;
    }
    for (const model of models.values()) {
      const start = model.elements.find(
        (each) => each.type === 'startEvent' && each.eventDefinitions.some((def) => def.config.name === name),
      );
      if (start) return create(model, { processId: model.id, variables, startElement: start.id }).ok;
    }
    return false;
  }

  function waiting(): Waiting[] {
    const list: Waiting[] = [];
    for (const [instanceKey, { state }] of instances) {
      forEach(state.subscriptions, ({ key, owner: _, repetitions: __, interval: ___, ...facts }) => {
        list.push({ instanceKey, subscription: key, ...facts });
      });
    }
    return list;
  }

  return runtime;
}
