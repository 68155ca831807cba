// The one place that says where a test keeps its data: an SQLite file, or a database of its own on a real PostgreSQL.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** As the vitest project says; outside of vitest SQLite. */
export const testStore: 'sqlite' | 'postgres' =
  process.env.CAUCE_TEST_STORE === 'postgres' ? 'postgres' : 'sqlite';

const taken: string[] = [];

/**
 * What the product takes as its database. Asking again for the same folder and name gives the same one, so that what
 * was closed or lost is opened again.
 */
export async function databaseIn(folder: string, name = 'cauce.db'): Promise<string> {
  const file = join(folder, name);
  if (testStore === 'sqlite') return file;
  const note = `${file}.url`;
  if (existsSync(note)) return readFileSync(note, 'utf8');
  const url = await freshDatabase();
  writeFileSync(note, url);
  return url;
}

/** Address of a new database on the test server; `empty`: without our tables. */
export async function freshDatabase(empty = false): Promise<string> {
  const url = await ask(empty ? 'empty' : 'fresh');
  taken.push(url);
  return url;
}

/** Starts the server where it does not run yet. */
export async function awaitDatabases(): Promise<void> {
  await ask('await');
}

/** After each test file. */
export async function releaseDatabases(): Promise<void> {
  if (taken.length > 0) await ask('release', JSON.stringify(taken.splice(0)));
}

async function ask(what: string, body = ''): Promise<string> {
  const address = process.env.CAUCE_TEST_DATABASES;
  if (address === undefined)
    throw new Error(
      'Expected the test server of databases, but it only runs in the vitest project postgres.',
    );
  const answer = await fetch(`${address}/${what}`, { method: 'POST', body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
