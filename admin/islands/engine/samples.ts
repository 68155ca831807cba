// The cases that a draft brings along to be tried: its scenarios, of either shape.
import type { Json, ProcessModel, Variables } from '../../../engine/core/index.ts';
import { isObject, isScenario, readTests } from '../../../engine/testing/readTests.ts';
import { TEST_START } from '../../../engine/testing/runTest.ts';
import type { DraftText } from './readDraft.ts';
import type { TestStep } from './session.ts';

export interface SampleCase {
  name: string;
  file: string;
  process: string;
  /** Start of the virtual clock, epoch milliseconds. */
  now: number;
  variables: Variables;
  /** By element: what answers it, a list where it is answered several times. */
  answers: { [element: string]: Json };
  asked: string[];
  /** What it does after its first step, as it is written; what it asserts is left out. */
  steps: TestStep[];
}

export function samplesIn(files: readonly DraftText[], models: readonly ProcessModel[]): SampleCase[] {
  return files.flatMap(({ name, text }) => {
    if (!/(^|\/)scenarios\/[^/]+\.json$|\.test\.json$/.test(name)) return [];
    try {
      return samplesOf(name, JSON.parse(text) as Json, models);
    } catch {
      // Whoever checks the draft says that it is no JSON.
      return [];
    }
  });
}

function samplesOf(file: string, json: Json, models: readonly ProcessModel[]): SampleCase[] {
  if (isScenario(json) && isObject(json)) return [sampleOfScenario(file, json, models)];
  const read = readTests(json);
  if (!('tests' in read)) return [];
  return read.tests.flatMap(({ name, now = TEST_START, asked = [], instructions }) => {
    const steps = instructions
      .filter(({ type }) => !type.startsWith('ASSERT_'))
      .map(({ type, given }) => ({ type, ...given }) as TestStep);
    const first = instructions.find(({ type }) => type === 'CREATE_PROCESS_INSTANCE')?.given;
    const selector = first?.processDefinitionSelector;
    const process = isObject(selector) ? String(selector.processDefinitionId ?? '') : '';
    const variables = isObject(first?.variables) ? first.variables : {};
    return [{ name, file, process, now, variables, answers: answersIn(steps), asked, steps }];
  });
}

/** What a test answers, by element, one after another. */
function answersIn(steps: readonly TestStep[]): { [element: string]: Json } {
  const answers: { [element: string]: Json[] } = {};
  const add = (id: string, variables: Json) => {
    answers[id] = [...(answers[id] ?? []), variables];
  };
  for (const { type, userTaskSelector, jobSelector, variables = {}, name, signalName } of steps) {
    if (/_MESSAGE$|_SIGNAL$/.test(type)) add(messageExample(String(name ?? signalName)), variables);
    const selector = userTaskSelector ?? jobSelector;
    if (!type.startsWith('COMPLETE_') || !isObject(selector) || typeof selector.elementId !== 'string')
      continue;
    add(selector.elementId, variables);
  }
  return answers;
}

function sampleOfScenario(
  file: string,
  json: { [name: string]: Json },
  models: readonly ProcessModel[],
): SampleCase {
  const { name, process, now, variables } = json;
  const at = typeof now === 'string' ? Date.parse(now) : Number.NaN;
  const given = isObject(variables) ? variables : {};
  const answers = { ...(isObject(json.answers) && json.answers), ...broughtBy(json.messages) };
  return {
    name: typeof name === 'string' ? name : file.replace(/^.*\/|\.json$/g, ''),
    file,
    process: String(process),
    now: Number.isNaN(at) ? TEST_START : at,
    variables: given,
    answers,
    asked: connectorsAnswered(answers, models),
    steps: [
      {
        type: 'CREATE_PROCESS_INSTANCE',
        processDefinitionSelector: { processDefinitionId: String(process) },
        variables: given,
      },
    ],
  };
}

/** What messages and signals bring, under the names that offers ask by. */
export const messageExample = (name: string): string => `message ${name}`;

function broughtBy(messages: Json | undefined): { [name: string]: Json } {
  const brought: { [name: string]: Json[] } = {};
  for (const message of Array.isArray(messages) ? messages : []) {
    if (!isObject(message)) continue;
    const id = messageExample(String(message.name ?? message.signal));
    brought[id] = [...(brought[id] ?? []), message.variables ?? {}];
  }
  return brought;
}

/** The product's connectors answer by themselves but where the scenario says what. */
function connectorsAnswered(answers: { [element: string]: Json }, models: readonly ProcessModel[]): string[] {
  const types = models
    .flatMap(({ elements }) => elements)
    .flatMap(({ id, config: { jobType } }) => {
      const answer = answers[id];
      const says = answer !== undefined && (!isObject(answer) || Object.keys(answer).length > 0);
      return says && typeof jobType === 'string' && jobType.startsWith('cauce:') ? [jobType] : [];
    });
  return [...new Set(types)];
}
