// Walks a process by choices: each picks one of the things that somebody could do now.

import type { Command } from '../../engine/core/commands.ts';
import {
  type Event,
  emptyState,
  execute,
  type InstanceState,
  type ProcessModel,
  stateFromJson,
  stateToJson,
  values,
} from '../../engine/core/index.ts';
import { KEYS_PER_INSTANCE } from '../../engine/core/limits.ts';
import { createPorts } from '../../engine/expressions/index.ts';
import { FIRST_INSTANCE_NUMBER } from '../../engine/runtime/memoryRuntime.ts';

export interface Walked {
  state: InstanceState;
  events: Event[];
  /** What was awaited after each command, by element. */
  waits: string[][];
}

interface WalkOptions {
  budget?: number;
  /** Each command starts from a snapshot of the state. */
  snapshots?: boolean;
  /** Commands at most. */
  most?: number;
  /** Sees every state with the events so far. */
  look?(state: InstanceState, events: Event[]): void;
}

const KEY = FIRST_INSTANCE_NUMBER * KEYS_PER_INSTANCE;
const HOUR = 3_600_000;
/** More commands than any generated process needs. */
const MOST = 2_000;

/** Follows the choices, then goes on with the first possibility until nothing is left to do. */
export function walk(
  model: ProcessModel,
  choices: number[],
  { budget, snapshots, look, most = MOST }: WalkOptions = {},
): Walked {
  const ports = createPorts();
  const walked: Walked = { state: emptyState(), events: [], waits: [] };
  let at = Date.UTC(2026, 0, 1);
  const submit = (command: Command): void => {
    const from = snapshots ? stateFromJson(stateToJson(walked.state)) : walked.state;
    const outcome = execute(model, from, command, { at, actor: 'a', inputs: {} }, ports, budget);
    if (!('state' in outcome)) throw new Error(JSON.stringify([command, outcome]));
    walked.state = outcome.state;
    walked.events.push(...outcome.events);
    look?.(walked.state, walked.events);
    if (outcome.events.at(-1)?.type === 'stepYielded') submit({ type: 'continue' });
  };
  submit({ type: 'createInstance', key: KEY, processId: model.id, variables: {} });
  for (let turn = 0; turn < most && walked.state.status === 'active'; turn++) {
    const possible = possibilities(walked.state);
    walked.waits.push(possible.map(({ element }) => element));
    const next = possible[(choices[turn] ?? 0) % Math.max(1, possible.length)];
    if (!next) break;
    if (next.dueAt !== undefined) at = Math.max(at, next.dueAt);
    submit(next.command);
  }
  return walked;
}

function possibilities(state: InstanceState): { element: string; command: Command; dueAt?: number }[] {
  const variables = {};
  const tasks = values(state.userTasks).map(({ key, element }) => ({
    element,
    command: { type: 'completeUserTask' as const, userTask: { key }, variables },
  }));
  const jobs = values(state.jobs).map(({ key, element }) => ({
    element,
    command: { type: 'completeJob' as const, job: key, variables },
  }));
  const events = values(state.subscriptions).map(({ key, element, kind, dueAt = 0 }) =>
    kind === 'timer'
      ? { element, command: { type: 'triggerTimer' as const, subscription: key }, dueAt: dueAt + HOUR / 60 }
      : {
          element,
          command: { type: 'correlateMessage' as const, subscription: key, messageKey: 1, variables },
        },
  );
  return [...tasks, ...jobs, ...events].sort((a, b) =>
    a.element < b.element ? -1 : a.element > b.element ? 1 : 0,
  );
}
