// Completes whatever people and workers are asked, as a case of a source says, until nothing but events can move on.
import {
  type Command,
  type ElementModel,
  type InstanceState,
  type ProcessModel,
  type Variables,
  values,
} from '../../engine/core/index.ts';
import { neededVariables } from '../../engine/expressions/index.ts';
import type { Player } from './player.ts';

export interface AutoPlay {
  player: Player;
  models: ProcessModel[];
  /** No timer fires after this instant. Default: none fires. */
  until?: number;
  /** Commands instead of completing an element's task or job; undefined completes it. */
  instead?(element: string): { code: string } | undefined;
  /** How often each gateway was asked: who comes by again takes the next option, lest a loop be gone round for ever. */
  asked?: Map<string, number>;
  /** Fills in the variables that generated forms ask for, besides the gateways' questions. */
  fillsForms?: boolean;
}

/** A model that never rests is stopped after so many completions. */
const MOST_COMPLETIONS = 2_000;

/** False: it went on without end. */
export async function autoPlay(play: AutoPlay): Promise<boolean> {
  const { player, until = player.now } = play;
  for (let completions = 0; completions < MOST_COMPLETIONS; completions++) {
    const next = nextCommand(play);
    if (next) {
      const outcome = await player.submit(next.instanceKey, next.command);
      if (!outcome.ok)
        throw new Error(`${JSON.stringify(next.command)} was refused: ${JSON.stringify(outcome.rejection)}`);
      continue;
    }
    const due = player.nextDue();
    if (due === undefined || due > until) return true;
    const told = player.told.length;
    await player.passTo(due);
    // Refused: it is tried again later, and nothing else can move meanwhile.
    if (player.nextDue() === due && player.told.length === told) return true;
  }
  return false;
}

function nextCommand(play: AutoPlay): { instanceKey: number; command: Command } | undefined {
  const { player, instead } = play;
  for (const [instanceKey, state] of player.states()) {
    if (state.status !== 'active') continue;
    for (const { key, element, asks } of values(state.userTasks)) {
      const error = instead?.(element);
      const command: Command = error
        ? { type: 'throwUserTaskError', userTask: { key }, code: error.code, variables: {} }
        : { type: 'completeUserTask', userTask: { key }, variables: filledIn(play, state, element, asks) };
      return { instanceKey, command };
    }
    for (const { key, element, retries } of values(state.jobs)) {
      if (retries === 0) continue;
      const error = instead?.(element);
      const command: Command = error
        ? { type: 'throwJobError', job: key, code: error.code, variables: {} }
        : { type: 'completeJob', job: key, variables: {} };
      return { instanceKey, command };
    }
  }
  return undefined;
}

/** A generated form's answers: the gateways' questions, and the variables that the next conditions need. */
function filledIn(
  { models, fillsForms, asked = new Map() }: AutoPlay,
  state: InstanceState,
  element: string,
  asks?: string[],
): Variables {
  const variables = firstOptions(models, asks, asked);
  if (!fillsForms) return variables;
  const model = models.find(({ id }) => id === state.processId);
  for (const { name, type, values: texts } of (model && neededVariables(model).get(element)) ?? []) {
    const options = type === 'boolean' ? [true, false] : (texts ?? []);
    const times = asked.get(name) ?? 0;
    const chosen = options[times % options.length];
    if (chosen === undefined) continue;
    asked.set(name, times + 1);
    variables[name] = chosen;
  }
  return variables;
}

/** The first option of each gateway that the task's form asks for; the next one where it was asked before. */
export function firstOptions(
  models: ProcessModel[],
  asks: string[] = [],
  asked = new Map<string, number>(),
): Variables {
  const variables: Variables = {};
  for (const { id, question } of models.flatMap(({ elements }): ElementModel[] => elements)) {
    if (!question || !asks.includes(id)) continue;
    const times = asked.get(id) ?? 0;
    asked.set(id, times + 1);
    const chosen = question.options[times % question.options.length]?.flow;
    if (chosen !== undefined) variables[id] = question.multiple ? [chosen] : chosen;
  }
  return variables;
}
