// Plays the tests of a folder, on another version, too, where one is given.
import { type FolderText, type PlayedTest, playTests, setStage } from './playTests.ts';

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
  tests: PlayedTest[];
  /** The same tests on the other version, in the same order. */
  against?: PlayedTest[];
}

export async function inspect({ files, against, replaced }: InspectRequest): Promise<Inspection> {
  const stage = await setStage(files);
  const processes = stage.drawn.map(({ model }) => model.id);
  const own = replaced && new Map(replaced.map(([id]) => [id, id]));
  const tests = playTests(files, stage, own);
  if (!against) return { processes, tests };
  const other = await setStage(against);
  return { processes, tests, against: playTests(files, other, replaced && new Map(replaced)) };
}
