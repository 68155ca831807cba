// The process folders as they are shipped: which diagrams there are, and their files as a deployment reads them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessModel } from '../../engine/core/model.ts';
import { checkFeel } from '../../engine/expressions/index.ts';
import { parseProcesses } from '../../engine/model/index.ts';
import type { Resource } from '../../engine/runtime/engine.ts';
import { feelFunctions } from '../../engine/runtime/feelFunctions.ts';
import { readFolder } from '../../engine/runtime/folder.ts';
import { type Diagram, diagrams, processesFolder } from './facts.ts';

export const functions = feelFunctions();

/** Those whose file exists. */
export const shipped: Diagram[] = diagrams.filter(({ folder, file }) =>
  existsSync(join(processesFolder, folder, file)),
);

export const shippedFolders = [...new Set(shipped.map(({ folder }) => folder))];

export const xmlOf = ({ folder, file }: Diagram): string =>
  readFileSync(join(processesFolder, folder, file), 'utf8');

export function readDrawing(diagram: Diagram) {
  const extra = Object.keys(functions);
  return parseProcesses(xmlOf(diagram), diagram.file, {
    checkFeel: (expression, kind) => checkFeel(expression, kind, extra),
  });
}

export async function modelOf(diagram: Diagram): Promise<ProcessModel> {
  const { processes, problems } = await readDrawing(diagram);
  const [model] = processes;
  if (!model)
    throw new Error(`Expected ${diagram.file} to hold a process, but found ${JSON.stringify(problems)}`);
  return model;
}

const read = new Map<string, Promise<Resource[]>>();

/** Read once a test file. */
export function filesOf(folder: string): Promise<Resource[]> {
  const files = read.get(folder) ?? readFolder(join(processesFolder, folder));
  read.set(folder, files);
  return files;
}

/** Names of the files in a folder of a process folder; none where it does not exist. */
export function namesIn(folder: string, inner: string): string[] {
  const path = join(processesFolder, folder, inner);
  return existsSync(path) ? readdirSync(path).sort() : [];
}
