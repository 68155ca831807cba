// What begins instances by itself in a rehearsal: start events with a timer, and with a condition when a test asks.
import {
  type Ports,
  type ProcessModel,
  startDefinitions,
  startSubscriptions,
  type Variables,
} from '../core/index.ts';
import { nextFiring } from '../core/schedule.ts';
import type { MemoryRuntime } from '../runtime/memoryRuntime.ts';

export interface StartTimers {
  /** The instant of the next; undefined: none is left. */
  next(): number | undefined;
  /** Begins the instance whose turn it is. */
  fire(): void;
}

export function createStartTimers(models: ProcessModel[], ports: Ports, runtime: MemoryRuntime): StartTimers {
  const timers = models.flatMap((model) =>
    startSubscriptions(model, runtime.now, ports).flatMap(
      ({ kind, element, definition, dueAt, interval = '', repetitions = 0, anchor }) =>
        kind === 'timer' && dueAt !== undefined
          ? [
              {
                processId: model.id,
                element,
                definition,
                dueAt,
                interval,
                repetitions,
                ...(anchor !== undefined && { anchor }),
              },
            ]
          : [],
    ),
  );
  const first = () => timers.sort((a, b) => a.dueAt - b.dueAt)[0];
  return {
    next: () => first()?.dueAt,
    fire() {
      const timer = first();
      if (!timer) return;
      const { processId, element, definition, interval } = timer;
      const next = interval === '' ? undefined : nextFiring(timer, runtime.now, ports).next;
      if (next) Object.assign(timer, next);
      else timers.shift();
      runtime.start(processId, {}, startOptions(element, definition));
    },
  };
}

/** Begins an instance at every conditional start event whose condition holds with these variables. */
export function startByConditions(
  models: ProcessModel[],
  ports: Ports,
  runtime: MemoryRuntime,
  variables: Variables,
): void {
  const get = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
  for (const model of models)
    for (const { element, definition } of startDefinitions(model)) {
      const { condition } = definition.config;
      if (definition.type !== 'conditional' || typeof condition !== 'string') continue;
      const context = { variables: { get }, now: runtime.now, owner: 0, inputs: {} };
      const outcome = ports.evaluate(condition.replace(/^=/, ''), context);
      if (outcome.kind === 'value' && outcome.value === true)
        runtime.start(model.id, variables, startOptions(element, definition.part));
    }
}

function startOptions(startElement: string, startDefinition: number | undefined) {
  return startDefinition === undefined ? { startElement } : { startElement, startDefinition };
}
