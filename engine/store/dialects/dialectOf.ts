// Which dialect a connection speaks.
import type { Knex } from 'knex';
import type { Dialect } from './dialect.ts';
import { postgres } from './postgres.ts';
import { sqlite } from './sqlite.ts';

export function dialectOf({ client }: Pick<Knex, 'client'>): Dialect {
  const { dialect } = client as { dialect: string };
  return dialect === 'postgresql' ? postgres : sqlite;
}
