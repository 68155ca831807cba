// A process folder is a deployment as it stands: which of its files belong to it.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { Resource } from './engine.ts';

const DEPLOYED =
  /(\.(bpmn|dmn|form)|(^|\/)(catalogs\/[^/]+\.csv|mails\/[^/]+\.hbs|calendars\/[^/]+\.json)|^(indicators|roles)\.json)$/;

/** Resources of a folder, or the one file; names are paths within the folder with `/`. Sorted, so that a set is a set. */
export async function readFolder(path: string): Promise<Resource[]> {
  if ((await stat(path)).isFile()) return [{ name: basename(path), content: await readFile(path) }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => DEPLOYED.test(name))
    .sort();
  return Promise.all(names.map(async (name) => ({ name, content: await readFile(join(path, name)) })));
}

/** Folders below `path` that hold a drawing each; `path` itself when it does. */
export async function processFolders(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  if (entries.some((entry) => entry.isFile() && entry.name.endsWith('.bpmn'))) return [path];
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(path, entry.name))
    .sort();
}
