// Plays the tests of a folder against drawings, also those of another version, and says what came of each.
import type { Json, ProcessModel } from '../core/index.ts';
import { parseProcesses } from '../model/index.ts';
import { checkFeel } from '../runtime/checkFeel.ts';
import { isDrawing } from '../runtime/drawingContent.ts';
import { surroundingsOf } from '../runtime/folderLookups.ts';
import { isScenario, readTests, type Wrong } from '../testing/readTests.ts';
import { ruleNumbers } from '../testing/ruleNumbers.ts';
import { judgeScenario, playScenario } from '../testing/runScenario.ts';
import { runTest, type TestSurroundings } from '../testing/runTest.ts';
import { type Effect, effectOfTest, effectOfTrial } from './effect.ts';

export interface FolderText {
  name: string;
  text: string;
}

export interface PlayedTest {
  file: string;
  name: string;
  /** Absent: it passed. */
  failure?: Wrong & { path: string; instruction: string };
  /** Absent where it could not be played at all. */
  effect?: Effect;
}

/** Drawings read once, with what lies beside them; series begin at one for each test. */
export interface Stage {
  /** Each with the file that it is in. */
  drawn: { model: ProcessModel; resource: string }[];
  around(): TestSurroundings;
}

export async function setStage(files: readonly FolderText[]): Promise<Stage> {
  const contents = files.map(({ name, text }) => ({ name, content: Buffer.from(text) }));
  const drawn: Stage['drawn'] = [];
  for (const { name, content } of contents) {
    if (!isDrawing(name, content)) continue;
    const parsed = await parseProcesses(content, name, { checkFeel });
    drawn.push(...parsed.processes.map((model) => ({ model, resource: name })));
  }
  const beside = await surroundingsOf(contents);
  const rules = ruleNumbers(contents.filter(({ name }) => name.endsWith('.dmn')));
  const models = drawn.map(({ model }) => model);
  const around = () => ({
    models,
    ports: beside.ports,
    resolve: beside.resolveAnew(),
    ruleNumber: (decision: string, rule: string) => rules.get(`${decision} ${rule}`),
  });
  return { drawn, around };
}

/** Ids of processes and those that are played in their place; only their scenarios are played. */
export type Replaced = ReadonlyMap<string, string>;

export function playTests(
  files: readonly FolderText[],
  stage: Stage,
  replaced: Replaced | undefined = undefined,
): PlayedTest[] {
  return files.flatMap((file) => (mayBeTest(file) ? playFile(file, stage, replaced) : []));
}

/** What the file names say is one, or what is written as one. */
function mayBeTest({ name, text }: FolderText): boolean {
  if (!name.endsWith('.json') || /(^|\/)(calendars|intakes|webhooks)\//.test(name)) return false;
  return /(^|\/)scenarios\/|\.test\.json$/.test(name) || /"(testCases|expected)"/.test(text);
}

function playFile({ name, text }: FolderText, stage: Stage, replaced: Replaced | undefined): PlayedTest[] {
  let json: Json;
  try {
    json = JSON.parse(text, refuseReserved) as Json;
  } catch (error) {
    return [failed(name, { code: 'TEST_NOT_JSON', values: { reason: String((error as Error).message) } })];
  }
  if (isScenario(json)) return playOne(name, json, stage, replaced);
  // Rows of decision tables and the like are somebody else's.
  if (replaced || !Object.hasOwn(Object(json), 'testCases')) return [];
  const read = readTests(json);
  if ('problems' in read) return read.problems.map((problem) => failed(name, problem));
  return read.tests.map((test): PlayedTest => {
    const around = stage.around();
    const outcome = runTest(test, around);
    const effect = effectOfTest(outcome.told, around.models);
    return { file: name, name: outcome.name, effect, ...(outcome.failure && { failure: outcome.failure }) };
  });
}

function playOne(file: string, json: Json, stage: Stage, replaced: Replaced | undefined): PlayedTest[] {
  const given = json as { process: string; name?: Json };
  const process = replaced ? replaced.get(given.process) : given.process;
  if (process === undefined) return [];
  const around = stage.around();
  // Another process asks other things: what the scenario does not answer is answered by itself.
  const played = process === given.process ? json : { ...given, process, auto: true };
  const outcome = playScenario(played, around);
  const failure = judgeScenario(json, outcome, around);
  return [
    {
      file,
      name: typeof given.name === 'string' ? given.name : given.process,
      ...(outcome.ok && { effect: effectOfTrial(outcome, around.models) }),
      ...(failure && { failure: { ...failure, path: 'expected', instruction: 'scenario' } }),
    },
  ];
}

const failed = (file: string, wrong: Wrong): PlayedTest => ({
  file,
  name: file,
  failure: { ...wrong, path: '$', instruction: 'file' },
});

/** Names that would reach into objects themselves are refused wherever JSON comes from outside. */
function refuseReserved(name: string, value: Json): Json {
  if (['__proto__', 'constructor', 'prototype'].includes(name)) throw new Error(`"${name}" is reserved`);
  return value;
}
