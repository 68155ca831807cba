// Completes whatever people and workers are asked, as a case of a source says, until nothing but events can move on.
import {
  type Command,
  type ElementModel,
  type ProcessModel,
  type Variables,
  values,
} from '../../engine/core/index.ts';
import type { Player } from './player.ts';

export interface AutoPlay {
  player: Player;
  models: ProcessModel[];
  /** No timer fires after this instant. Default: none fires. */
  until?: number;
  /** Commands instead of completing an element's task or job; undefined completes it. */
  instead?(element: string): { code: string } | undefined;
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
    await player.passTo(due);
    if (player.nextDue() === due && !nextCommand(play)) return true;
  }
  return false;
}

function nextCommand({
  player,
  models,
  instead,
}: AutoPlay): { instanceKey: number; command: Command } | undefined {
  for (const [instanceKey, state] of player.states()) {
    if (state.status !== 'active') continue;
    for (const { key, element, asks } of values(state.userTasks)) {
      const error = instead?.(element);
      const command: Command = error
        ? { type: 'throwUserTaskError', userTask: { key }, code: error.code, variables: {} }
        : { type: 'completeUserTask', userTask: { key }, variables: firstOptions(models, asks) };
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

/** The first option of each gateway that the task's form asks for. */
export function firstOptions(models: ProcessModel[], asks: string[] = []): Variables {
  const variables: Variables = {};
  for (const { id, question } of models.flatMap(({ elements }): ElementModel[] => elements)) {
    const first = question?.options[0]?.flow;
    if (asks.includes(id) && first !== undefined) variables[id] = question?.multiple ? [first] : first;
  }
  return variables;
}
