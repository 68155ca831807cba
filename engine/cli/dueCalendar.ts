// The calendar that `cauce due` counts by: a file, one of the process folders by its id, or what a database has in force.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '../core/index.ts';
import { createCalendars } from '../runtime/calendars.ts';
import { knowsZone } from '../runtime/zones.ts';
import { openStore } from '../store/openStore.ts';
import { type Calendar, checkCalendar, type TimeProblem } from '../time/index.ts';
import { callError } from './command.ts';

export type FoundCalendar = { ok: true; calendar: Calendar } | { ok: false; problems: TimeProblem[] };

/** In force now, whoever published it. */
export async function calendarOfDatabase(id: string, filename: string): Promise<FoundCalendar> {
  const store = await openStore({ filename, readOnly: true });
  try {
    if (!(await store.reader.schema.hasTable('cauce_journal')))
      throw callError('DATABASE_NOT_OURS', { filename: store.filename });
    const calendars = createCalendars(store, Date.now);
    const found = await calendars.read(id, Date.now());
    if (found) return checkCalendar(found.calendar as unknown as Json, knowsZone);
    const known = (await calendars.list()).map((facts) => facts.id);
    throw callError('DUE_CALENDAR_UNKNOWN', { calendar: id, known: [...new Set(known)] });
  } finally {
    await store.close();
  }
}

/** `name`: a path where it ends in `.json`, else an id that the folders know. */
export async function calendarOfFolder(name: string, processes: string): Promise<FoundCalendar> {
  if (name.endsWith('.json')) return read(name);
  const files = await calendarFiles(processes);
  const paths = files.filter(({ id }) => id === name).map(({ path }) => path);
  const [first] = paths;
  if (first === undefined) {
    const known = [...new Set(files.map(({ id }) => id))].sort();
    throw callError('DUE_CALENDAR_UNKNOWN', { calendar: name, known });
  }
  const contents = new Set(await Promise.all(paths.map((path) => readFile(path, 'utf8'))));
  if (contents.size > 1) throw callError('DUE_CALENDAR_DIFFERS', { calendar: name, files: paths });
  return read(first);
}

/** Of one process folder, or of all folders in it. */
async function calendarFiles(processes: string): Promise<{ id: string; path: string }[]> {
  const entries = await readdir(processes, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(processes, name));
  const found: { id: string; path: string }[] = [];
  for (const folder of [processes, ...folders.sort()]) {
    const names = await readdir(join(folder, 'calendars')).catch(() => []);
    for (const name of names.sort()) {
      if (name.endsWith('.json'))
        found.push({ id: name.slice(0, -'.json'.length), path: join(folder, 'calendars', name) });
    }
  }
  return found;
}

async function read(path: string): Promise<FoundCalendar> {
  const content = await readFile(path, 'utf8');
  try {
    return checkCalendar(JSON.parse(content) as Json, knowsZone);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const values = { path, expected: 'JSON', found: error.message };
    return { ok: false, problems: [{ code: 'CALENDAR_SHAPE', values }] };
  }
}
