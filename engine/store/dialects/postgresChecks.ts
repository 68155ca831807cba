// What a PostgreSQL must be before anything is stored in it: new enough, durable, and able to hold our text.
import type { Knex } from 'knex';
import { storeError } from '../storeError.ts';

const OLDEST = 14;

interface Server {
  version: string;
  encoding: string;
  fsync: string;
  full_page_writes: string;
  synchronous_commit: string;
}

export async function checkServer(db: Knex, address: string, allowUnsafe: boolean): Promise<void> {
  const names = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;
  const [found] = (await db.raw(
    `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding,
     ${names.map((name) => `current_setting('${name}') AS ${name}`).join(', ')}`,
  )) as [Server];
  const version = Math.floor(Number(found.version) / 10_000);
  if (version < OLDEST) {
    throw storeError(
      'DATABASE_TOO_OLD',
      { address, version, oldest: OLDEST },
      `Expected PostgreSQL ${OLDEST} or newer at ${address} but it is ${version}. Upgrade the server.`,
    );
  }
  if (found.encoding !== 'UTF8') {
    throw storeError(
      'DATABASE_ENCODING_WRONG',
      { address, encoding: found.encoding },
      `Expected a database in UTF8 at ${address} but it is in ${found.encoding}. Create it with: createdb -E UTF8 -T template0 NAME.`,
    );
  }
  const off = names.filter((name) => found[name] === 'off');
  if (off.length === 0 || allowUnsafe) return;
  const settings = off.map((name) => `${name}=off`).join(', ');
  throw storeError(
    'DATABASE_UNSAFE',
    { address, settings },
    `Expected a PostgreSQL that survives a power cut at ${address} but it says ${settings}. Turn them on, or set ALLOW_UNSAFE_DATABASE=1 where losing answered work does not matter.`,
  );
}
