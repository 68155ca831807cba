// The shipped petition process, made ready to run in memory many times: calendars and catalogs are read once.
import { readFile } from 'node:fs/promises';
import type { Json, Lookup, Ports, ProcessModel } from '../../../engine/core/index.ts';
import { parseInWorker, stopWorker } from '../../../engine/model/index.ts';
import { checkFeelModule } from '../../../engine/runtime/checkFeel.ts';
import { readBeside } from '../../../engine/runtime/folder.ts';
import { surroundingsOf } from '../../../engine/runtime/folderLookups.ts';

export interface Drawing {
  models: ProcessModel[];
  ports: Ports;
  resolve(lookup: Lookup, at: number): Json | undefined;
}

export async function readDrawing(path: string): Promise<Drawing> {
  const { processes, problems } = await parseInWorker(await readFile(path), path, { checkFeelModule });
  await stopWorker();
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const { ports, resolve = () => undefined } = await surroundingsOf(await readBeside(path));
  const known = new Map<string, Json | undefined>();
  return {
    models: processes,
    ports,
    resolve(lookup, at) {
      if (lookup.kind === 'connector') return lookup.type !== 'cauce:almera';
      if (lookup.kind !== 'calendar' && lookup.kind !== 'catalog') return resolve(lookup, at);
      const name = `${lookup.kind}:${lookup.id}`;
      if (!known.has(name)) known.set(name, resolve(lookup, at));
      return known.get(name);
    },
  };
}
