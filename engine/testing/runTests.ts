// Runs test files: each against the resources of its process folder, in memory, on a virtual clock of its own.
import type { Problem, ProcessModel } from '../core/index.ts';
import { parseInWorker } from '../model/index.ts';
import { checkFeelModule } from '../runtime/checkFeel.ts';
import { isDrawing } from '../runtime/drawingFiles.ts';
import { readFolder } from '../runtime/folder.ts';
import { surroundingsOf } from '../runtime/folderLookups.ts';
import { findTests, type TestFile } from './findTests.ts';
import { isScenario, readTests, type Wrong } from './readTests.ts';
import { ruleNumbers } from './ruleNumbers.ts';
import { runScenario } from './runScenario.ts';
import { runTest, type TestOutcome, type TestSurroundings } from './runTest.ts';

export interface FileOutcome {
  path: string;
  tests: TestOutcome[];
  /** Why no test of the file could run. */
  problems: (Wrong | Problem)[];
}

/** `path` is a test file, or a folder that holds some, however deep. */
export async function runTests(path: string, finished?: (file: FileOutcome) => void): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  const folders = new Map<string, ReturnType<typeof surroundings>>();
  for (const file of await findTests(path)) {
    const outcome = await runFile(file, folders);
    finished?.(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function runFile(
  { path, json, reason, processFolder }: TestFile,
  folders: Map<string, ReturnType<typeof surroundings>>,
): Promise<FileOutcome> {
  const failed = (problems: FileOutcome['problems']): FileOutcome => ({ path, tests: [], problems });
  if (json === undefined) return failed([{ code: 'TEST_NOT_JSON', values: { reason: reason ?? '' } }]);
  if (processFolder === undefined)
    return failed([{ code: 'TEST_RESOURCES_MISSING', values: { folder: path } }]);
  const read = isScenario(json) ? undefined : readTests(json);
  if (read && 'problems' in read) return failed(read.problems);
  const found = folders.get(processFolder) ?? surroundings(processFolder);
  folders.set(processFolder, found);
  const { problems, around } = await found;
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return failed(errors);
  const tests = read ? read.tests.map((test) => runTest(test, around())) : [runScenario(json, around())];
  return { path, tests, problems: [] };
}

/** Read once for all tests of a folder; numbers of series begin at one for each test. */
async function surroundings(
  folder: string,
): Promise<{ problems: Problem[]; around: () => TestSurroundings }> {
  const files = await readFolder(folder);
  const problems: Problem[] = [];
  const models: ProcessModel[] = [];
  for (const { name, content } of files) {
    if (!isDrawing(name, content)) continue;
    const parsed = await parseInWorker(content, name, { checkFeelModule });
    problems.push(...parsed.problems);
    models.push(...parsed.processes);
  }
  const beside = await surroundingsOf(files);
  problems.push(...beside.problems);
  const rules = ruleNumbers(files.filter(({ name }) => name.endsWith('.dmn')));
  return {
    problems,
    around: () => ({
      models,
      ports: beside.ports,
      resolve: beside.resolveAnew(),
      ruleNumber: (decision, rule) => rules.get(`${decision} ${rule}`),
    }),
  };
}
