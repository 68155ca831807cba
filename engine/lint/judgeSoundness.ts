// Soundness of a file's processes within a time: explored in turns, so that whoever waits can be told how far it is, or stop.
import type { Ports, ProcessModel } from '../core/index.ts';
import { type SoundnessOptions, type SoundnessProblem, soundness } from '../simulation/soundness/index.ts';

export interface JudgeOptions {
  ports: Ports;
  resolve?: SoundnessOptions['resolve'];
  /** Milliseconds for each process; a check that takes longer stops, and says so. */
  timeLimit: number;
  /** Told how far the check of each process is; false stops it all. */
  moved?(process: string, states: number): boolean | undefined;
}

const TURN_MS = 50;

/** Undefined where it was stopped. */
export async function judgeSoundness(
  processes: ProcessModel[],
  { ports, resolve, timeLimit, moved }: JudgeOptions,
): Promise<SoundnessProblem[] | undefined> {
  const found: SoundnessProblem[] = [];
  for (const model of processes) {
    const end = performance.now() + timeLimit;
    const judging = soundness(processes, model, {
      ports,
      ...(resolve && { resolve }),
      now: Date.now(),
      isOver: () => performance.now() > end,
    });
    let step = judging.next();
    for (let last = performance.now(); !step.done; step = judging.next()) {
      if (performance.now() - last < TURN_MS) continue;
      if (moved?.(model.id, step.value) === false) return undefined;
      await new Promise((turn) => setTimeout(turn));
      last = performance.now();
    }
    found.push(...step.value.problems);
  }
  return found;
}
