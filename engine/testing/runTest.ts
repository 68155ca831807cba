// Plays one test case, instruction by instruction, until one does not hold.
import type { Variables } from '../core/index.ts';
import { instructions } from './instructions.ts';
import { mockedProcess } from './mockedProcess.ts';
import { type Instruction, isObject, readInstructions, type TestCase, type Wrong } from './readTests.ts';
import { createRehearsal, type Rehearsal, type RehearsalOptions } from './rehearsal.ts';
import type { ToldEvent } from './told.ts';

export interface TestOutcome {
  name: string;
  /** Absent: it passed. */
  failure?: Wrong & { path: string; instruction: string };
  /** Everything that happened, in order. */
  told: ToldEvent[];
}

/** Every test begins at the same instant, so that its journal is the same every time. */
export const TEST_START = Date.UTC(2026, 0, 1, 12);

export type TestSurroundings = Omit<RehearsalOptions, 'now' | 'asked'>;

export function runTest(test: TestCase, around: TestSurroundings): TestOutcome {
  const mocked = test.instructions.filter(({ type }) => type === 'MOCK_CHILD_PROCESS');
  const replaced = mocked.map(({ given }) =>
    mockedProcess(String(given.processDefinitionId), (given.variables as Variables | undefined) ?? {}),
  );
  const models = around.models.filter(({ id }) => !replaced.some((each) => each.id === id));
  const rehearsal = createRehearsal({
    ...around,
    models: [...models, ...replaced],
    now: test.now ?? TEST_START,
    asked: new Set([...jobTypesNamed(test.instructions), ...(test.asked ?? [])]),
  });
  const behaviors: Behavior[] = [];
  for (const instruction of test.instructions) {
    if (instruction.type === 'CONDITIONAL_BEHAVIOR') behaviors.push(behaviorOf(instruction));
    const wrong = perform(rehearsal, instruction) ?? settle(rehearsal, behaviors);
    if (wrong)
      return {
        name: test.name,
        failure: { ...wrong, path: instruction.path, instruction: instruction.type },
        told: rehearsal.told,
      };
  }
  return { name: test.name, told: rehearsal.told };
}

/** Connectors that the test itself answers do not complete by themselves. */
function jobTypesNamed(list: Instruction[]): Set<string> {
  return new Set(
    list.flatMap(({ given: { jobSelector } }) =>
      isObject(jobSelector) && typeof jobSelector.jobType === 'string' ? [jobSelector.jobType] : [],
    ),
  );
}

function perform(rehearsal: Rehearsal, { type, given }: Instruction): Wrong | undefined {
  return instructions[type](rehearsal, given);
}

function settle(rehearsal: Rehearsal, behaviors: Behavior[]): Wrong | undefined {
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
    const restless = rehearsal.settle();
    if (restless !== undefined) return { code: 'TEST_WITHOUT_END', values: { element: restless } };
    const next = behaviors.find(({ conditions }) => conditions.every((each) => !perform(rehearsal, each)));
    if (!next) return undefined;
    const before = rehearsal.told.length;
    const action = next.actions[Math.min(next.times, next.actions.length - 1)];
    next.times += 1;
    const wrong = action && perform(rehearsal, action);
    if (wrong) return wrong;
    // What changes nothing would be done for ever.
    if (rehearsal.told.length === before) return undefined;
  }
  return undefined;
}

const MOST_ROUNDS = 1_000;

/** Whenever all conditions hold, the next of its actions is done; the last one from then on. */
interface Behavior {
  conditions: Instruction[];
  actions: Instruction[];
  times: number;
}

function behaviorOf({ given, path }: Instruction): Behavior {
  return {
    conditions: readInstructions(given.conditions, `${path}.conditions`),
    actions: readInstructions(given.actions, `${path}.actions`),
    times: 0,
  };
}
