// `cauce test`, as a person calls it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Folder, orderFolder } from '../testing/order.ts';
import { cauce } from './cauceProcess.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let folder: Folder;
beforeAll(() => {
  folder = orderFolder();
});
afterAll(() => folder.remove());

const started = {
  type: 'CREATE_PROCESS_INSTANCE',
  processDefinitionSelector: { processDefinitionId: 'P' },
};
const over = {
  type: 'ASSERT_PROCESS_INSTANCE',
  processInstanceSelector: { processDefinitionId: 'P' },
  state: 'IS_COMPLETED',
};

test('runs the scenarios of a process folder', async () => {
  const scenarios = readdirSync(join(root, 'processes/pqrs/scenarios'));
  const { code, stdout } = await cauce(['test', join(root, 'processes/pqrs'), '--json'], root);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ passed: scenarios.length, failed: 0 });
});

test('ends with 1 where a test does not hold, and names file, instruction, what was expected and what was found', async () => {
  const cases = [
    { name: 'comienza', instructions: [started] },
    { name: 'termina', instructions: [started, over] },
  ];
  const file = folder.write('order.test.json', { testCases: cases });
  const { code, stdout } = await cauce(['test', folder.path], folder.path);
  expect(code).toBe(1);
  expect(stdout).toContain(file);
  expect(stdout).toContain('cumple: comienza');
  expect(stdout).toContain('NO CUMPLE: termina');
  expect(stdout).toContain('testCases[1].instructions[1] ASSERT_PROCESS_INSTANCE');
  expect(stdout).toContain('IS_COMPLETED, pero se encontró: IS_ACTIVE');
  expect(stdout).toContain('1 cumplen, 1 no');
  const english = await cauce(['test', file], folder.path, { LC_ALL: 'en_US.UTF-8' });
  expect(english.stdout).toContain('1 passed, 1 failed');
});

test('ends with 1 for JSON that is no test, with its place and what to do', async () => {
  const file = folder.write('wrong.test.json', { testCases: [{ name: 'a', instructions: [{ type: 'X' }] }] });
  const { code, stdout } = await cauce(['test', file, '--json'], folder.path);
  expect(code).toBe(1);
  const [problem] = JSON.parse(stdout).files[0].problems;
  expect(problem).toMatchObject({ code: 'TEST_INSTRUCTION_UNKNOWN' });
  expect(problem.message).toContain('testCases[0].instructions[0]');
});

test('ends with 2 for a call that cannot be', async () => {
  expect((await cauce(['test'], folder.path)).code).toBe(2);
  expect((await cauce(['test', 'nowhere'], folder.path)).code).toBe(2);
  expect((await cauce(['test', join(root, 'engine/core')], folder.path)).code).toBe(2);
});
