// Which files of a folder hold tests, and which folder holds the process that each of them tests.
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Json } from '../core/index.ts';
import { holdDrawing } from '../runtime/drawingFiles.ts';
import { isObject, isScenario } from './readTests.ts';

export interface TestFile {
  path: string;
  /** Undefined where the file is no JSON; `reason` says why. */
  json?: Json;
  reason?: string;
  /** The nearest folder, the file's own or above, that holds a drawing. */
  processFolder: string | undefined;
}

/** How far above a test its process may lie: `scenarios/` and one folder inside it. */
const MOST_ABOVE = 3;

/** A file that is named is a test; of a folder, what is written as one. */
export async function findTests(path: string): Promise<TestFile[]> {
  if ((await stat(path)).isFile()) return [await readTestFile(path)];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => !/[/\\](node_modules|calendars)[/\\]/.test(name))
    .sort();
  const files: TestFile[] = [];
  for (const name of names) {
    const file = await readTestFile(name);
    if (isTest(file)) files.push(file);
  }
  return files;
}

function isTest({ path, json, reason }: TestFile): boolean {
  if (reason !== undefined) return /\.test\.json$|[/\\]scenarios[/\\]|scenario\.json$/.test(path);
  return isObject(json) && (Object.hasOwn(json, 'testCases') || isScenario(json));
}

async function readTestFile(path: string): Promise<TestFile> {
  const processFolder = await folderOf(dirname(path));
  const text = await readFile(path, 'utf8');
  try {
    return { path, processFolder, json: withoutReserved(JSON.parse(text) as Json) };
  } catch (error) {
    return { path, processFolder, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Names that would reach into objects themselves are refused wherever JSON comes from outside. */
function withoutReserved(json: Json): Json {
  if (Array.isArray(json)) json.forEach(withoutReserved);
  else if (isObject(json))
    for (const [name, value] of Object.entries(json)) {
      if (['__proto__', 'constructor', 'prototype'].includes(name)) throw new Error(`"${name}" is reserved`);
      withoutReserved(value);
    }
  return json;
}

async function folderOf(start: string): Promise<string | undefined> {
  let folder = start;
  for (let steps = 0; steps <= MOST_ABOVE; steps++) {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    if (await holdDrawing(folder, names)) return folder;
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
  return undefined;
}
