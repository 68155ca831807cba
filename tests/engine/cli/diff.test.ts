// What `cauce diff` prints and answers.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Terminal } from '../../../engine/cli/command.ts';
import { diff } from '../../../engine/cli/diff.ts';

const before = fileURLToPath(new URL('../../../processes/pqrs', import.meta.url));
let after: string;

beforeAll(async () => {
  after = await mkdtemp(join(tmpdir(), 'cauce-diff-'));
  await cp(before, after, { recursive: true });
  const drawing = join(after, 'to-be.bpmn');
  const text = await readFile(drawing, 'utf8');
  await writeFile(
    drawing,
    text.replace('business days before(due_date, 2,', 'business days before(due_date, 3,'),
  );
  const decision = join(after, 'decisions', 'due-term.dmn');
  await writeFile(decision, (await readFile(decision, 'utf8')).replace('<text>30</text>', '<text>35</text>'));
});
afterAll(() => rm(after, { recursive: true }));

async function asked(positionals: string[], values = {}): Promise<{ exitCode: number; output: string }> {
  const lines: string[] = [];
  const print = (text: string) => void lines.push(text);
  const terminal: Terminal = {
    print,
    complain: print,
    refuse(code) {
      print(code);
      return 2;
    },
    locale: 'es',
  };
  return { exitCode: await diff.run({ positionals, values }, terminal), output: lines.join('\n') };
}

test('two folders differ file by file, in words', async () => {
  const { exitCode, output } = await asked([before, after]);
  expect(exitCode).toBe(0);
  expect(output).toBe(
    [
      'decisions/due-term.dmn',
      '  regla «Consulta sobre materias a cargo de la entidad» (Término legal en días hábiles): Días hábiles cambió de «30» a «35»',
      'to-be.bpmn',
      '  evento de borde «2 días antes del vencimiento» (Servicio): la fecha del temporizador cambió de «=business days before(due_date, 2, "co-legal")» a «=business days before(due_date, 3, "co-legal")»',
    ].join('\n'),
  );
});

test('as JSON each change is told as facts', async () => {
  const { output } = await asked([before, after], { json: true });
  expect(JSON.parse(output).changes).toMatchObject([
    { change: 'changed', kind: 'rule', property: 'Días hábiles', from: '30', to: '35' },
    { change: 'changed', kind: 'boundaryEvent', id: 'tm16_reminder' },
  ]);
});

test('a folder does not differ from itself, and one is not enough', async () => {
  expect(await asked([before, before])).toEqual({ exitCode: 0, output: 'No hay diferencias.' });
  expect(await asked([before])).toEqual({ exitCode: 2, output: 'ARGUMENTS_WRONG' });
});
