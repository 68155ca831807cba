// Process test JSON: every instruction does what the published schema says, and what does not hold is told with its place.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FileOutcome, runTests } from '../../../engine/index.ts';
import { stopWorker } from '../../../engine/model/index.ts';
import { type Folder, orderFolder } from './order.ts';

let folder: Folder;
beforeAll(() => {
  folder = orderFolder();
});
afterAll(async () => {
  folder.remove();
  await stopWorker();
});

type Instruction = { type: string } & { [name: string]: unknown };

const P = { processDefinitionId: 'P' };
const create = (variables = {}): Instruction => ({
  type: 'CREATE_PROCESS_INSTANCE',
  processDefinitionSelector: P,
  variables: { amount: 150, order: 'o-1', ...variables },
});
const approve: Instruction = {
  type: 'COMPLETE_USER_TASK',
  userTaskSelector: { taskName: 'Approve the order' },
};
const made: Instruction = {
  type: 'MOCK_JOB_WORKER_COMPLETE_JOB',
  jobType: 'make',
  variables: { made: true },
};
const shipped: Instruction = {
  type: 'MOCK_CHILD_PROCESS',
  processDefinitionId: 'shipping',
  variables: { parcel: { number: 7 }, 'left at': null },
};
const pay: Instruction = {
  type: 'CORRELATE_MESSAGE',
  name: 'payment',
  correlationKey: 'o-1',
  variables: { paid: 150 },
};
const is = (state: string): Instruction => ({
  type: 'ASSERT_PROCESS_INSTANCE',
  processInstanceSelector: P,
  state,
});
const holds = (variables: object): Instruction => ({
  type: 'ASSERT_VARIABLES',
  processInstanceSelector: P,
  variables,
});

async function play(instructions: Instruction[]): Promise<FileOutcome> {
  const file = folder.write('one.test.json', { testCases: [{ name: 'one', instructions }] });
  const [outcome] = await runTests(file);
  return outcome as FileOutcome;
}

/** Undefined: it passed. */
async function failure(...instructions: Instruction[]) {
  const { problems, tests } = await play(instructions);
  expect(problems).toEqual([]);
  return tests[0]?.failure;
}

describe('what a test does', () => {
  test('plays an order from its start to its end, with a mocked worker and a mocked called process', async () => {
    const price: Instruction = {
      type: 'ASSERT_DECISION',
      decisionSelector: { decisionDefinitionName: 'Discount' },
      output: 10,
      matchedRules: [2],
      notMatchedRules: [1],
    };
    const ordered: Instruction = {
      type: 'ASSERT_ELEMENT_INSTANCES',
      processInstanceSelector: P,
      elementSelectors: [{ elementName: 'Approve the order' }, { elementId: 'make' }, { elementId: 'end' }],
      state: 'IS_COMPLETED_IN_ORDER',
    };
    const result = { made: true, discount: 10, parcel: { number: 7 }, paid: 150 };
    expect(
      await failure(made, shipped, create(), approve, price, pay, is('IS_COMPLETED'), holds(result), ordered),
    ).toBeUndefined();
  });

  test('answers jobs one by one, with a result or with a BPMN error', async () => {
    const job = { jobSelector: { jobType: 'make' } };
    const complete: Instruction = { type: 'COMPLETE_JOB', ...job, variables: { made: 'by hand' } };
    expect(await failure(shipped, create(), approve, complete, holds({ made: 'by hand' }))).toBeUndefined();
    const broke: Instruction = { type: 'THROW_BPMN_ERROR_FROM_JOB', ...job, errorCode: 'BROKE' };
    expect(await failure(create(), approve, broke, is('IS_COMPLETED'))).toBeUndefined();
    const mocked: Instruction = {
      type: 'MOCK_JOB_WORKER_THROW_BPMN_ERROR',
      jobType: 'make',
      errorCode: 'BROKE',
    };
    expect(await failure(mocked, create(), approve, is('IS_COMPLETED'))).toBeUndefined();
  });

  test('mocks and evaluates decisions', async () => {
    const mock: Instruction = {
      type: 'MOCK_DMN_DECISION',
      decisionDefinitionId: 'discount',
      variables: { percent: 99 },
    };
    expect(await failure(mock, create(), approve, holds({ discount: { percent: 99 } }))).toBeUndefined();
    const evaluate: Instruction = {
      type: 'EVALUATE_DECISION',
      decisionDefinitionSelector: { decisionDefinitionId: 'discount' },
      variables: { amount: 5 },
    };
    const none: Instruction = {
      type: 'ASSERT_DECISION',
      decisionSelector: { decisionDefinitionId: 'discount' },
      output: 10,
    };
    expect(await failure(evaluate, none)).toMatchObject({
      path: 'testCases[0].instructions[1]',
      code: 'TEST_FOUND_OTHERWISE',
      values: { expected: '10', found: '0' },
    });
  });

  test('keeps a message for who comes late, and says who waits when nobody does', async () => {
    const publish: Instruction = { type: 'PUBLISH_MESSAGE', name: 'payment', correlationKey: 'o-1' };
    expect(await failure(publish, made, shipped, create(), approve, is('IS_COMPLETED'))).toBeUndefined();
    const early = await failure(create(), pay);
    expect(early).toMatchObject({ code: 'TEST_NOTHING_SELECTED', instruction: 'CORRELATE_MESSAGE' });
  });

  test('refuses the id of a message that is still kept', async () => {
    const publish: Instruction = {
      type: 'PUBLISH_MESSAGE',
      name: 'payment',
      correlationKey: 'o-1',
      messageId: 'm-1',
      timeToLive: 60_000,
    };
    expect(await failure(publish, publish)).toMatchObject({
      code: 'TEST_ACTION_REFUSED',
      values: { code: 'MESSAGE_ALREADY_PUBLISHED' },
    });
    expect(await failure(publish, { type: 'INCREASE_TIME', duration: 'PT1M' }, publish)).toBeUndefined();
  });

  test('resolves an incident after the variables were corrected', async () => {
    const incident: Instruction = { type: 'RESOLVE_INCIDENT', incidentSelector: { elementId: 'ship' } };
    const unknown = { ...is('IS_ACTIVE'), hasActiveIncidents: true };
    expect(await failure(made, create(), approve, unknown, incident, unknown)).toBeUndefined();
  });

  test('does the next action whenever all conditions hold', async () => {
    const waiting: Instruction = {
      type: 'ASSERT_ELEMENT_INSTANCE',
      processInstanceSelector: P,
      elementSelector: { elementId: 'approve' },
      state: 'IS_ACTIVE',
    };
    const whenever: Instruction = { type: 'CONDITIONAL_BEHAVIOR', conditions: [waiting], actions: [approve] };
    expect(await failure(whenever, made, shipped, create(), pay, is('IS_COMPLETED'))).toBeUndefined();
  });

  test('passes time, and asserts what a user task is', async () => {
    const task = (expected: object): Instruction => ({
      type: 'ASSERT_USER_TASK',
      userTaskSelector: { elementId: 'approve' },
      ...expected,
    });
    const all = {
      state: 'IS_CREATED',
      assignee: 'ana',
      candidateGroups: ['sales'],
      priority: 80,
      name: 'Approve the order',
      dueDate: '2026-01-02T07:00:00-05:00',
    };
    expect(await failure(create(), task(all))).toBeUndefined();
    expect(await failure(create(), approve, task({ state: 'IS_CREATED' }))).toMatchObject({
      values: { expected: 'IS_CREATED', found: 'IS_COMPLETED' },
    });
    const back: Instruction = { type: 'SET_TIME', time: '2020-01-01T00:00:00Z' };
    expect(await failure(create(), { type: 'INCREASE_TIME', duration: 'P1D' }, back)).toMatchObject({
      path: 'testCases[0].instructions[2]',
    });
  });
});

describe('what a test says when it does not hold', () => {
  test.each<[string, Instruction, string]>([
    ['a state', is('IS_COMPLETED'), 'IS_ACTIVE'],
    ['a variable', holds({ amount: 151 }), '150'],
    ['a variable that is not there', holds({ color: 'red' }), 'absent'],
  ])('%s', async (_what, instruction, found) => {
    expect(await failure(create(), instruction)).toMatchObject({
      code: 'TEST_FOUND_OTHERWISE',
      path: 'testCases[0].instructions[1]',
      values: { found },
    });
  });

  test('what there is to select, where nothing is selected', async () => {
    const other: Instruction = { type: 'COMPLETE_USER_TASK', userTaskSelector: { elementId: 'reject' } };
    expect(await failure(create(), other)).toMatchObject({
      code: 'TEST_NOTHING_SELECTED',
      values: { known: ['approve'] },
    });
  });

  test('why an action was refused', async () => {
    const start: Instruction = {
      type: 'CREATE_PROCESS_INSTANCE',
      processDefinitionSelector: { processDefinitionId: 'Q' },
    };
    expect(await failure(start)).toMatchObject({
      code: 'TEST_ACTION_REFUSED',
      values: { code: 'PROCESS_NOT_FOUND' },
    });
  });
});

describe('what is wrong with a file', () => {
  test.each<[string, unknown, string, object]>([
    ['no JSON', '{"testCases": [', 'TEST_NOT_JSON', {}],
    ['no test cases', { tests: [] }, 'TEST_SHAPE_WRONG', { path: '$' }],
    ['no name', { testCases: [{ instructions: [] }] }, 'TEST_SHAPE_WRONG', { path: 'testCases[0].name' }],
    [
      'an unknown instruction',
      { testCases: [{ name: 'a', instructions: [{ type: 'DANCE' }] }] },
      'TEST_INSTRUCTION_UNKNOWN',
      { path: 'testCases[0].instructions[0]', found: 'DANCE' },
    ],
    [
      'a property that is none',
      { testCases: [{ name: 'a', instructions: [{ ...create(), varialbes: {} }] }] },
      'TEST_PROPERTY_UNKNOWN',
      { found: 'varialbes' },
    ],
    [
      'a state that is none',
      { testCases: [{ name: 'a', instructions: [is('IS_HAPPY')] }] },
      'TEST_SHAPE_WRONG',
      { path: 'testCases[0].instructions[0].state' },
    ],
    ['a reserved name', '{"testCases": [{"name": "a", "__proto__": {}}]}', 'TEST_NOT_JSON', {}],
  ])('%s', async (_what, content, code, values) => {
    const [outcome] = await runTests(folder.write('wrong.test.json', content));
    expect(outcome?.problems[0]).toMatchObject({ code, values });
  });
});
