// Connections of whoever is taken for dead: what they have locked would keep others from carrying on.
import type { Knex } from 'knex';
import { applicationOf } from './postgresConnect.ts';

/**
 * A process that stands still in the middle of what it sends is no idle transaction: the server waits for the rest as long
 * as the connection stands, and its locks with it. One that comes back meets lost connections, as after a restart.
 */
export async function endSessions(db: Knex, sessions: readonly string[]): Promise<void> {
  await db.raw(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = ANY(?::text[]) AND datname = current_database() AND usename = current_user
     AND pid <> pg_backend_pid()`,
    [sessions.filter((session) => session !== '').map(applicationOf)],
  );
}
