// Judges the soundness of a file's processes for `cauce lint`, and writes their counter-examples as calls of `cauce run`.
import type { ProcessModel } from '../core/index.ts';
import { judgeSoundness } from '../lint/judgeSoundness.ts';
import { readBeside } from '../runtime/folder.ts';
import { surroundingsOf } from '../runtime/folderLookups.ts';
import type { CounterExample, Replay, SoundnessProblem } from '../simulation/soundness/index.ts';

export interface LintProblem extends SoundnessProblem {
  counterExample?: CounterExample & { command: string };
}

/** A check that takes longer than this stops, and says so. */
const TIME_LIMIT_MS = 10_000;

/** `moved` is told how far the check of each process is. */
export async function checkSoundness(
  file: string,
  processes: ProcessModel[],
  moved: (process: string, states: number) => void,
): Promise<LintProblem[]> {
  if (processes.length === 0) return [];
  const { ports, resolve } = await surroundingsOf(await readBeside(file));
  const judged = await judgeSoundness(processes, {
    ports,
    resolve,
    timeLimit: TIME_LIMIT_MS,
    moved: (process, states) => {
      moved(process, states);
      return true;
    },
  });
  return (judged ?? []).map(({ counterExample, ...problem }) => ({
    ...problem,
    ...(counterExample && {
      counterExample: {
        ...counterExample,
        command: commandOf(file, counterExample.replay, processes.length > 1),
      },
    }),
  }));
}

function commandOf(file: string, { process, start, timers, ...given }: Replay, isOneOfMany: boolean): string {
  const words = ['cauce run', quoted(file)];
  if (isOneOfMany) words.push('--process', quoted(process));
  if (start !== undefined) words.push('--start', quoted(start));
  for (const [option, value] of Object.entries(given))
    if (Object.keys(value).length > 0) words.push(`--${option}`, quoted(JSON.stringify(value)));
  if (timers === false) words.push('--no-timers');
  return words.join(' ');
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
