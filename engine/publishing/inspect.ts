// What can be known of a folder before it is deployed, but takes its time: soundness of each process, and its tests.
import { type SoundnessProblem, soundness } from '../simulation/soundness/index.ts';
import { type FolderText, type PlayedTest, playTests, type Stage, setStage } from './playTests.ts';

export interface InspectRequest {
  files: FolderText[];
  /** Another version, on which the same tests are played. */
  against?: FolderText[];
  /** Ids of processes and of those that stand for them on the other side. */
  replaced?: [string, string][];
}

export interface Inspection {
  /** Ids of the processes that the drawings hold. */
  processes: string[];
  unsound: SoundnessProblem[];
  tests: PlayedTest[];
  /** The same tests on the other version, in the same order. */
  against?: PlayedTest[];
}

/** A process that has more to explore is judged by what was seen until then, which its findings say. */
const EXPLORED_MS = 5_000;

export async function inspect({ files, against, replaced }: InspectRequest): Promise<Inspection> {
  const stage = await setStage(files);
  const processes = stage.drawn.map(({ model }) => model.id);
  if (!against) {
    const unsound = stage.drawn.flatMap((one) => unsoundOf(one, stage));
    return { processes, unsound, tests: playTests(files, stage) };
  }
  const other = await setStage(against);
  const own = replaced && new Map(replaced.map(([id]) => [id, id]));
  const tests = playTests(files, stage, own);
  return { processes, unsound: [], tests, against: playTests(files, other, replaced && new Map(replaced)) };
}

function unsoundOf({ model, resource }: Stage['drawn'][number], { around }: Stage): SoundnessProblem[] {
  const { models, ports, resolve } = around();
  const end = performance.now() + EXPLORED_MS;
  const judging = soundness(models, model, {
    ports,
    ...(resolve && { resolve }),
    now: Date.now(),
    isOver: () => performance.now() > end,
  });
  let step = judging.next();
  while (!step.done) step = judging.next();
  return step.value.problems.map((problem) => ({ ...problem, resource }));
}
