// The PQRS process folder as the tests read it: its files, the facts they must match, and the parsed drawing.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProcessModel } from '../../../engine/core/model.ts';
import { checkFeel } from '../../../engine/expressions/index.ts';
import { parseProcesses } from '../../../engine/model/index.ts';
import { feelFunctions } from '../../../engine/runtime/feelFunctions.ts';
import { factsOf } from '../facts.ts';

export type { FieldFacts } from '../facts.ts';

export const folder = fileURLToPath(new URL('../../../processes/pqrs/', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));

export const text = (path: string): string => readFileSync(folder + path, 'utf8');
export const fixture = (path: string): string => readFileSync(fixtures + path, 'utf8');
export const names = (path: string): string[] => readdirSync(folder + path).sort();
export const facts = factsOf('pqrs_tobe');
export const functions = feelFunctions();

let drawing: ReturnType<typeof parseProcesses> | undefined;

/** Read once a test file. */
export function readDrawing() {
  const extra = Object.keys(functions);
  drawing ??= parseProcesses(text('to-be.bpmn'), 'to-be.bpmn', {
    checkFeel: (expression, kind) => checkFeel(expression, kind, extra),
  });
  return drawing;
}

export async function readModel(): Promise<ProcessModel> {
  const { processes, problems } = await readDrawing();
  if (!processes[0]) throw new Error(`Expected one process but the drawing has ${JSON.stringify(problems)}`);
  return processes[0];
}

/** Rows of a catalog; these files hold no quotes. */
export function catalog(id: string): { [column: string]: string }[] {
  const [head = '', ...rows] = text(`catalogs/${id}.csv`).trim().split('\n');
  const columns = head.split(',');
  return rows.map((row) => {
    const cells = row.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}
