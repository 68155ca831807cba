// `cauce lint` says what is unsound, and the command that it prints shows it.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint } from '../../../engine/cli/lint.ts';
import { stopWorker } from '../../../engine/model/index.ts';
import { condition, drawing, flow } from '../model/drawing.ts';

let folder: string;
const path = (name: string) => join(folder, name);

const work = (id: string) => `<bpmn:userTask id="${id}" name="It's ${id}"/>`;
const drawings: { [name: string]: string } = {
  'deadlock.bpmn': drawing(
    `<bpmn:startEvent id="s"/>${work('a')}<bpmn:exclusiveGateway id="x" default="f3"/>${work('b')}${work('c')}<bpmn:parallelGateway id="j"/><bpmn:endEvent id="e"/>
${flow('f0', 's', 'a')}${flow('f1', 'a', 'x')}${flow('f2', 'x', 'b', condition('=name = "O\'Hara"'))}${flow('f3', 'x', 'c')}${flow('f4', 'b', 'j')}${flow('f5', 'c', 'j')}${flow('f6', 'j', 'e')}`,
  ),
  'twice.bpmn': drawing(
    `<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="m"><bpmn:messageEventDefinition messageRef="news"/></bpmn:intermediateCatchEvent><bpmn:parallelGateway id="p"/>
<bpmn:serviceTask id="a"><bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements></bpmn:serviceTask><bpmn:callActivity id="c"><bpmn:extensionElements><zeebe:calledElement processId="elsewhere"/></bpmn:extensionElements></bpmn:callActivity>
<bpmn:boundaryEvent id="bad" attachedToRef="a"><bpmn:errorEventDefinition errorRef="e_bad"/></bpmn:boundaryEvent>${work('t')}<bpmn:endEvent id="e"/>
${flow('f0', 's', 'm')}${flow('f1', 'm', 'p')}${flow('f2', 'p', 'a')}${flow('f3', 'p', 'c')}<bpmn:endEvent id="ae"/>${flow('f4', 'a', 'ae')}${flow('f5', 'bad', 't')}${flow('f6', 'c', 't')}${flow('f7', 't', 'e')}`,
    '<bpmn:message id="news" name="news"><bpmn:extensionElements><zeebe:subscription correlationKey="=radicado"/></bpmn:extensionElements></bpmn:message><bpmn:error id="e_bad" errorCode="BAD"/>',
  ),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cauce-sound-'));
  for (const [name, text] of Object.entries(drawings)) await writeFile(path(name), text);
});
afterAll(async () => {
  await stopWorker();
  await rm(folder, { recursive: true });
});

async function found(name: string) {
  const { exitCode, output } = await lint([path(name)], { json: true });
  expect(exitCode).toBe(0);
  const [file] = JSON.parse(output).files;
  return file.problems.filter(({ code }: { code: string }) => code.startsWith('SOUNDNESS_'));
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sources = 'node --import ./tests/typescriptSources.mjs engine/cli/cauce.ts';

/** Runs the printed command, as a shell takes it; a run that ends in an incident exits with 1. */
async function shown(command: string) {
  const call = `${command.replace(/^cauce/, sources)} --json || true`;
  const { stdout } = await promisify(execFile)('bash', ['-c', call], { cwd: root });
  return JSON.parse(stdout);
}

describe('lint', () => {
  test('warns of a deadlock, and prints a run that ends in it', async () => {
    const [problem] = await found('deadlock.bpmn');
    expect(problem).toMatchObject({ severity: 'warning', code: 'SOUNDNESS_DEADLOCK', elementId: 'j' });
    expect(problem.counterExample.replay).toMatchObject({ answers: { a: [{}] }, choose: { x: 'f3' } });
    const run = await shown(problem.counterExample.command);
    expect(run.state).toBe('incident');
    expect(run.incidents[0].code).toBe('JOIN_STARVED');
    const { output } = await lint([path('deadlock.bpmn')], { json: false, locale: 'en' });
    expect(output).toContain(`shown by: ${problem.counterExample.command}`);
  }, 90_000);

  test('prints what a message, an error, a called process and missing data have to be', async () => {
    const [problem] = await found('twice.bpmn');
    expect(problem).toMatchObject({ code: 'SOUNDNESS_NOT_SYNCHRONIZED', elementId: 't' });
    const run = await shown(problem.counterExample.command);
    const begun = run.trace.filter(
      (each: { element: string; event: string }) => each.element === 't' && each.event === 'activated',
    );
    expect(begun).toHaveLength(2);
  }, 90_000);
});
