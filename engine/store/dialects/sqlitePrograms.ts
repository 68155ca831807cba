// All statements of a commit as one: SQLite runs them in its own thread without coming back between them, while what
// comes next is being executed. A program is a trigger on a view of the connection that writes, nothing in the file.
import type { Knex } from 'knex';
import type { Bound } from './dialect.ts';
import { runScript } from './sqliteStatements.ts';

export interface Programs {
  /** A statement that does all of these, in a transaction of its own; undefined: one after another. */
  of(db: Knex, statements: readonly Bound[]): Promise<Bound | undefined>;
}

/** What comes less often is not worth compiling. */
const OFTEN = 3;
/** What people do at once differs without end; most of it is of few kinds. */
const MOST_PROGRAMS = 64;
const MOST_SEEN = 2_000;

export function createPrograms(): Programs {
  const programs = new Map<string, string>();
  let seen = new Map<string, number>();

  return {
    async of(db, statements) {
      const shape = statements.map(({ sql }) => sql).join(';\n');
      const sql = programs.get(shape) ?? (await compiled(db, shape, statements));
      return sql === undefined
        ? undefined
        : { sql, bindings: statements.map(({ bindings }) => bindings[0] as string) };
    },
  };

  async function compiled(
    db: Knex,
    shape: string,
    statements: readonly Bound[],
  ): Promise<string | undefined> {
    const times = (seen.get(shape) ?? 0) + 1;
    if (times >= OFTEN && programs.size < MOST_PROGRAMS && statements.every(bindsOnce)) {
      const sql = await create(db, `cauce_commit_${programs.size}`, statements);
      programs.set(shape, sql);
      seen.delete(shape);
      return sql;
    }
    if (seen.size >= MOST_SEEN) seen = new Map();
    seen.set(shape, times);
    return undefined;
  }
}

/** The text of each statement has one parameter, its list. */
function bindsOnce({ sql, bindings }: Bound): boolean {
  return bindings.length === 1 && sql.split('?').length === 2;
}

async function create(db: Knex, name: string, statements: readonly Bound[]): Promise<string> {
  const columns = statements.map((_, at) => `NULL AS c${at}`).join(', ');
  const steps = statements.map(({ sql }, at) => `${sql.replace('?', `NEW.c${at}`)};`).join('\n');
  await runScript(
    db,
    `CREATE TEMP VIEW ${name} AS SELECT ${columns};
    CREATE TEMP TRIGGER ${name}_steps INSTEAD OF INSERT ON ${name} BEGIN ${steps} END;`,
  );
  return `INSERT INTO ${name} VALUES (${statements.map(() => '?').join(', ')})`;
}
