// The one function that executes BPMN: a command on a state gives the next state and what happened.
import { fold } from './apply.ts';
import { settleClocks } from './clocks.ts';
import { handlers } from './commandHandlers.ts';
import type { Command, CommandContext } from './commands.ts';
import { askConditions } from './conditions.ts';
import { pickUp } from './continuation.ts';
import { crowded } from './crowding.ts';
import type { Event } from './events.ts';
import { executableOf } from './executable.ts';
import type { Json } from './json.ts';
import { KeyQueue } from './keyQueue.ts';
import { enter } from './lifecycle.ts';
import type { ProcessModel } from './model.ts';
import { spawn } from './multiInstance.ts';
import type { Lookup, Ports } from './ports.ts';
import { endEmptyScopes, settle } from './settle.ts';
import { draftOf, type InstanceState } from './state.ts';
import { EVENTS_PER_STEP, emit, type Step, Stop } from './step.ts';
import { lookUp } from './table.ts';
import { Tally } from './tally.ts';
import { TokenQueue } from './tokenQueue.ts';

export type Outcome =
  | { state: InstanceState; events: Event[] }
  | { need: Lookup[] }
  | { rejection: { code: string; values: { [name: string]: Json } } };

/**
 * Executes one command to completion, then settles the joins; nothing outside the arguments matters and `state` is left
 * as it is; more than `budget` events yield, and `continue` goes on. `need`: answer the lookups into `context.inputs` and call again. `rejection`: nothing happened.
 */
export function execute(
  model: ProcessModel,
  state: InstanceState,
  command: Command,
  context: CommandContext,
  ports: Ports,
  budget = EVENTS_PER_STEP,
): Outcome {
  const step = stepOf(model, state, context, ports, budget);
  try {
    if (command.type !== 'continue') pickUp(step);
    (handlers[command.type] as (step: Step, command: Command) => void)(step, command);
    runToRest(step);
  } catch (stop) {
    if (stop instanceof Stop) return stop.outcome;
    throw stop;
  }
  step.draft.at = context.at;
  return { state: step.draft, events: step.events };
}

export { fold };

function stepOf(
  model: ProcessModel,
  state: InstanceState,
  context: CommandContext,
  ports: Ports,
  budget: number,
): Step {
  return {
    exe: executableOf(model),
    draft: draftOf(state),
    events: [],
    // What was journaled wins: executed again, a batch ends where it ended.
    budget: typeof context.inputs.budget === 'number' ? context.inputs.budget : budget,
    ports,
    context,
    queue: new TokenQueue(),
    touched: new KeyQueue(),
    ending: new KeyQueue(),
    waiting: undefined,
    spawning: [],
    activations: new Tally(),
    implicitThrow: undefined,
    stirred: undefined,
    clockNotes: undefined,
    timersInARow: 0,
  };
}

/** Moves tokens until nothing moves, or the step's budget is used up. */
function runToRest(step: Step): void {
  while (step.draft.status === 'active') {
    if (!moveTokens(step) || !spawn(step)) return yieldStep(step);
    if (!step.queue.isEmpty()) continue;
    const moved = settle(step) || endEmptyScopes(step) || step.spawning.length > 0;
    // Repetitions that have just begun may have clocks.
    if (!moved && !step.clockNotes) return;
    if (step.events.length >= step.budget && step.draft.status === 'active') return yieldStep(step);
  }
}

function yieldStep(step: Step): void {
  // Nobody would know any more what had changed.
  if (step.clockNotes || step.stirred) askAside(step);
  if (step.draft.status !== 'active') return;
  emit(step, { type: 'stepYielded', activations: step.activations.all() });
}

/** Clocks and conditions, until neither brings up anything for the other. */
function askAside(step: Step): void {
  while (step.draft.status === 'active' && (step.clockNotes || step.stirred)) {
    if (step.clockNotes) settleClocks(step);
    if (step.stirred) askConditions(step);
  }
}

/** False: the budget ended first. */
function moveTokens(step: Step): boolean {
  for (;;) {
    if (step.clockNotes || step.stirred) askAside(step);
    if (!step.queue.isEmpty() && step.events.length >= step.budget) return false;
    const token = step.queue.take();
    if (!token || step.draft.status !== 'active') return true;
    const { scope, flow } = token;
    const place = lookUp(step.draft.elements, scope);
    if (place?.tokens.includes(flow.id) && !crowded(step, place, flow.target))
      enter(step, flow.target, scope, [flow.id]);
  }
}
