// Databases for tests on one PostgreSQL: copies of a template that has our tables, one ready ahead, dropped when released.
import { randomBytes } from 'node:crypto';
import knex from 'knex';
import { openStore } from '../../../engine/store/openStore.ts';
import { testMasterKey } from '../stores.ts';
import { startPostgres } from './server.ts';

export interface Databases {
  /** With our tables. */
  fresh(): Promise<string>;
  empty(): Promise<string>;
  /** Resolves when a copy is at hand. */
  ready(): Promise<string>;
  /** Dropped in the background. */
  release(urls: string[]): void;
  close(): Promise<void>;
}

/** Copies that wait to be taken: a test begins at once while the next copy is made. */
const AHEAD = 2;

/** `url` of a database on the user's own server; default: a server of our own. */
export async function createDatabases(url?: string): Promise<Databases> {
  const own = url ? undefined : await startPostgres();
  const home = url || own?.url('postgres') || '';
  const admin = knex({ client: 'pg', connection: home, pool: { min: 0, max: 4 } });
  const prefix = `cauce_test_${randomBytes(4).toString('hex')}`;
  const template = `${prefix}_template`;
  const made = new Set<string>();
  let last = 0;
  let dropping: Promise<unknown> = Promise.resolve();
  const urlOf = (name: string) => {
    const address = new URL(home);
    address.pathname = `/${name}`;
    return address.href;
  };

  let migrated: Promise<void> | undefined;
  const ready: Promise<string>[] = [];

  return {
    fresh() {
      while (ready.length <= AHEAD) ready.push(copy());
      return ready.shift() as Promise<string>;
    },
    async ready() {
      if (ready.length === 0) ready.push(copy());
      await ready[0];
      return '';
    },
    async empty() {
      return urlOf(await create(nextName()));
    },
    release(urls) {
      for (const url of urls) dropping = dropping.then(() => drop(new URL(url).pathname.slice(1)));
    },
    async close() {
      await Promise.allSettled(ready);
      await dropping;
      // A server of our own goes as a whole.
      if (!own) for (const name of made) await drop(name);
      await admin.destroy();
      await own?.remove();
    },
  };

  function nextName(): string {
    last += 1;
    return `${prefix}_${last}`;
  }

  /** By the product itself, with the master key that all tests have. */
  async function migrate(): Promise<void> {
    const url = urlOf(await create(template));
    await (await openStore({ url, masterKey: testMasterKey, allowUnsafeDatabase: true })).close();
  }

  async function copy(): Promise<string> {
    migrated ??= migrate();
    await migrated;
    return urlOf(await create(nextName(), template));
  }

  async function create(name: string, from = 'template0'): Promise<string> {
    made.add(name);
    await admin.raw(`CREATE DATABASE "${name}" TEMPLATE "${from}" ENCODING 'UTF8'`);
    return name;
  }

  async function drop(name: string): Promise<void> {
    await admin.raw(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`).catch(() => {});
    made.delete(name);
  }
}
