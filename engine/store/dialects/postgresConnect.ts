// Connections to PostgreSQL: of our own, whoever named the server, with the types that the store counts on.
import { randomBytes } from 'node:crypto';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { storeError } from '../storeError.ts';
import { silent } from './silent.ts';

export interface PostgresAddress {
  /** What is said of it in messages: never the password. */
  readonly shown: string;
  readonly connection: Knex.Config['connection'];
  readonly searchPath?: string | readonly string[];
  /** Tells the connections of one store from those of others. */
  readonly session?: string;
}

/** With a session of its own. */
export function inSession<T extends PostgresAddress | undefined>(address: T): T {
  return address && { ...address, session: randomBytes(6).toString('hex') };
}

/** As the server lists the connections of a session. */
export function applicationOf(session: string | undefined): string {
  return session === undefined ? 'cauce' : `cauce ${session}`;
}

export function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//i.test(text);
}

export function addressOfUrl(url: string): PostgresAddress {
  return { shown: shownUrl(url), connection: { connectionString: url } };
}

/** Undefined: the configuration names another kind of database. */
export function addressOfKnex({ client, connection, searchPath }: Knex.Config): PostgresAddress | undefined {
  const dialect = typeof client === 'function' ? (client.prototype as { dialect?: string }).dialect : client;
  if (!['pg', 'postgres', 'postgresql'].includes(String(dialect))) return undefined;
  const path = searchPath === undefined ? {} : { searchPath };
  if (typeof connection === 'string')
    return { shown: shownUrl(connection), connection: { connectionString: connection }, ...path };
  if (typeof connection === 'function' || connection === undefined)
    return { shown: 'postgres://', connection: connection ?? {}, ...path };
  const { connectionString, host, port, database } = connection as Knex.PgConnectionConfig;
  const shown =
    connectionString === undefined
      ? `postgres://${host ?? 'localhost'}:${port ?? 5432}/${database ?? ''}`
      : shownUrl(connectionString);
  return { shown, connection, ...path };
}

/** An address without its password, and without the parameters, which may hold another. */
export function shownUrl(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    // Node's own error repeats the address.
    throw storeError(
      'DATABASE_ADDRESS_INVALID',
      {},
      'Expected an address such as postgres://user:password@host:5432/database but it cannot be read.',
    );
  }
  const user = parsed.username === '' ? '' : `${parsed.username}@`;
  return `postgres://${user}${parsed.host}${parsed.pathname}`;
}

/** Numbers of 64 bits are keys and counts below 2^53. */
const INT8 = 20;
const NUMERIC = 1700;

const types = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && (id === INT8 || id === NUMERIC)) return Number;
    return pg.types.getTypeParser(id, format as 'text');
  },
};

interface DriverConnection {
  query(sql: string, done: (error: Error | null) => void): void;
}

/** A pool of connections that each begin with `prepare`. */
export function connectPostgres(
  address: PostgresAddress,
  prepare: string[],
  max: number,
  acquireTimeout = 60_000,
): Knex {
  const { searchPath } = address;
  const settings = () => settingsOf(address);
  const sql = ['SET jit = off', ...prepare].join('; ');
  return knex({
    client: 'pg',
    log: silent,
    connection: settings as Knex.ConnectionConfigProvider,
    ...(searchPath !== undefined && { searchPath }),
    postProcessResponse: rowsOf,
    acquireConnectionTimeout: acquireTimeout,
    pool: {
      min: 0,
      max,
      propagateCreateError: true,
      afterCreate(opened: DriverConnection, done: (error: Error | null) => void) {
        opened.query(sql, (error) => done(error));
      },
    },
  });
}

/** As the driver takes them. */
export async function settingsOf({ connection, session }: PostgresAddress): Promise<object> {
  const ours = {
    types,
    application_name: applicationOf(session),
    // What stands between must not forget a connection that is idle.
    keepAlive: true,
    keepAliveInitialDelayMillis: 60_000,
    connectionTimeoutMillis: 10_000,
  };
  const given = typeof connection === 'function' ? await (connection as () => unknown)() : connection;
  return { ...(typeof given === 'string' ? { connectionString: given } : (given as object)), ...ours };
}

/** Of statements said in SQL the driver gives more than SQLite's does. */
function rowsOf(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return result;
  return 'rows' in result && 'command' in result && 'fields' in result ? result.rows : result;
}
