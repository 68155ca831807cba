// `cauce run` on the shipped PQRS diagram, and what it reads of the folder that a drawing lies in.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { around, drawing } from '../model/drawing.ts';
import { cauce, emptyFolder } from './cauceProcess.ts';

const pqrs = fileURLToPath(new URL('../../../processes/pqrs/', import.meta.url));
const folder = emptyFolder();
afterAll(() => folder.remove());

interface Scenario {
  now: string;
  variables: object;
  answers: { [element: string]: object };
  expected: { path: string[] };
}

const scenario = JSON.parse(
  readFileSync(`${pqrs}scenarios/answered-before-the-reminder.json`, 'utf8'),
) as Scenario;

function run(answers: Scenario['answers'], ...more: string[]) {
  writeFileSync(join(folder.path, 'answers.json'), JSON.stringify(answers));
  const args = ['run', `${pqrs}to-be.bpmn`, '--now', scenario.now, '--answers', '@answers.json', ...more];
  return cauce(args, folder.path);
}

describe('the PQRS diagram', () => {
  it('runs to its end with the answers of its scenario, and computes its terms and its case number', async () => {
    const { code, stdout, stderr } = await run(scenario.answers, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const printed = JSON.parse(stdout);
    expect(printed).toMatchObject({ state: 'completed', waiting: [], incidents: [] });
    const visited = printed.trace
      .filter(
        ({ event, element }: { event: string; element: string }) =>
          event === 'activated' && scenario.expected.path.includes(element),
      )
      .map(({ element }: { element: string }) => element);
    expect(visited).toEqual(scenario.expected.path);
    expect(Object.values(printed.variables)).toContain('PQRS-2026-000001');
  });

  it('waits, and says for what, where an answer is missing', async () => {
    const { p18_build_response: _, ...answers } = scenario.answers;
    const { code, stdout } = await run(answers, '--no-timers', '--json');
    expect(code).toBe(0);
    const printed = JSON.parse(stdout);
    expect(printed.state).toBe('waiting');
    expect(printed.waiting).toContainEqual({ element: 'p18_build_response', kind: 'userTask' });
    const told = await run(answers, '--no-timers');
    expect(told.stdout).toContain('… espera: tarea p18_build_response "Construir respuesta"');
    expect(told.stdout.trimEnd().split('\n').at(-1)).toBe('en espera');
  });
});

describe('what lies around a drawing', () => {
  const save = (name: string, content: string) => {
    mkdirSync(join(folder.path, name, '..'), { recursive: true });
    writeFileSync(join(folder.path, name), content);
  };

  it('is read where it belongs to the process, and nowhere else', async () => {
    save('here/a.bpmn', drawing(around('task')));
    save('here/unrelated/broken.dmn', '<not dmn');
    save('here/unrelated/deep/decisions/broken.dmn', '<not dmn');
    expect(await cauce(['run', 'here/a.bpmn'], folder.path)).toMatchObject({ code: 0, stderr: '' });
    expect(await cauce(['deploy', 'here/a.bpmn'], folder.path)).toMatchObject({ code: 0, stderr: '' });
    save('here/decisions/broken.dmn', '<not dmn');
    const ended = await cauce(['run', 'here/a.bpmn'], folder.path);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(
      /^error DMN_MALFORMED decisions\/broken\.dmn\n {4}Se esperaba un archivo DMN legible/,
    );
  });
});
