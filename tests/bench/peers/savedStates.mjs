// A table of states as JSON, written through knex: what somebody does who keeps an engine's state in SQLite.
import knex from 'knex';

// As many as the product has.
const CALLERS = 400;

export async function savedStates(filename) {
  const db = knex({ client: 'sqlite3', connection: { filename }, useNullAsDefault: true });
  await db.raw('PRAGMA journal_mode = WAL');
  await db.raw('PRAGMA synchronous = FULL');
  await db.schema.createTable('states', (table) => {
    table.text('id').primary();
    table.text('state').notNullable();
  });
  let last = 0;
  return {
    settings: {
      callers: CALLERS,
      journal_mode: 'wal',
      synchronous: 'FULL',
      saved: 'after every wait and at the end',
    },
    /** Instances one after another by each of so many callers, each with an id of its own. */
    async byCallers(count, instance) {
      let left = count;
      await Promise.all(
        Array.from({ length: CALLERS }, async () => {
          while (left-- > 0) await instance(`i${++last}`);
        }),
      );
    },
    async save(id, state) {
      await db('states')
        .insert({ id, state: JSON.stringify(state) })
        .onConflict('id')
        .merge();
    },
    async load(id) {
      const { state } = await db('states').where({ id }).first();
      return JSON.parse(state);
    },
  };
}
