// A process folder is a deployment as it stands: which of its files belong to it.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { holdDrawing, isDrawingFile } from './drawingFiles.ts';
import type { Resource } from './engine.ts';

/** Beside the drawings. */
const DEPLOYED =
  /(\.(dmn|form)|(^|\/)(catalogs\/[^/]+\.csv|mails\/[^/]+\.hbs|(consents|guides)\/[^/]+\.md|(calendars|intakes|webhooks)\/[^/]+\.json)|^(facts|indicators|requests|roles)\.json)$/;

/** Resources of a folder, or the one file; names are paths within the folder with `/`. Sorted, so that a set is a set. */
export async function readFolder(path: string): Promise<Resource[]> {
  if ((await stat(path)).isFile()) return [{ name: basename(path), content: await readFile(path) }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const names: string[] = [];
  for (const name of files)
    if (DEPLOYED.test(name) || (await isDrawingFile(join(path, name)))) names.push(name);
  return Promise.all(names.map(async (name) => ({ name, content: await readFile(join(path, name)) })));
}

/** Folders that belong to the drawings beside them. */
const AROUND = ['decisions', 'catalogs', 'calendars', 'forms', 'mails'];

/**
 * What belongs to one drawing: decisions and forms beside it and in the folders of its process. Nothing else is looked
 * at, for a drawing may lie in any folder, however full.
 */
export async function readBeside(file: string): Promise<Resource[]> {
  const folder = dirname(file);
  const names = await filesIn(folder);
  for (const inner of AROUND.filter((name) => names.folders.includes(name)))
    names.files.push(...(await filesIn(join(folder, inner))).files.map((name) => `${inner}/${name}`));
  const wanted = names.files.filter((name) => DEPLOYED.test(name)).sort();
  return Promise.all(wanted.map(async (name) => ({ name, content: await readFile(join(folder, name)) })));
}

async function filesIn(folder: string): Promise<{ files: string[]; folders: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  return {
    files: entries.filter((entry) => entry.isFile()).map(({ name }) => name),
    folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
  };
}

/** Folders right below `path` that hold a drawing each; `path` itself when it does. */
export async function processFolders(path: string): Promise<string[]> {
  const { files, folders } = await filesIn(path);
  if (await holdDrawing(path, files)) return [path];
  const found: string[] = [];
  for (const folder of folders.sort().map((name) => join(path, name)))
    if (await holdDrawing(folder, (await filesIn(folder)).files)) found.push(folder);
  return found;
}
