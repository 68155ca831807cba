// What SQLite's planner is told of the tables: that they are large and how many values a column has, whatever they hold
// today. Without being told it takes any condition for selective, reads a whole tenant and sorts it for one page.
import type { Knex } from 'knex';

/** Rows of a table that grows with the work, and of one that grows with what is deployed or with the people. */
const LARGE = 1_000_000;
const SMALL = 500;
const small =
  /^cauce_(schema|deployment|deployments|deployment_members|resources|process_definitions|decision_definitions|forms|start_subscriptions|users|groups|memberships|role_assignments|tokens|counters|nodes)$/;

/** Different values of a column, or of one of a table, in a large store; of others nearly as many as there are rows. */
const different: { readonly [column: string]: number } = {
  tenant_id: 1,
  state: 3,
  kind: 4,
  name: 100,
  type: 20,
  process_id: 20,
  definition_key: 100,
  principal: 100,
  assignee: 200,
  username: 200,
  held: 2,
  rank: 4,
  // Most open tasks have none: told otherwise, the planner reads all of them to find the place of one.
  'cauce_work_list.due_at': 1,
};
/** Several rows of each instance, case, task. */
const shared = /^(stream|instance_key|root_key|scope_key|case_key|task_key|element_instance_key)$/;

/** After each migration, in its transaction. */
export async function assumeLargeTables(db: Knex): Promise<void> {
  // Makes the table that holds what the planner knows.
  await db.raw('ANALYZE cauce_schema');
  await db.raw("DELETE FROM sqlite_stat1 WHERE tbl LIKE 'cauce!_%' ESCAPE '!'");
  const indexes = (await db.raw(
    `SELECT t.name AS tbl, t.sql, i.name AS idx, i."unique" AS uniq, i.origin, i.partial
     FROM sqlite_master AS t, pragma_index_list(t.name) AS i
     WHERE t.type = 'table' AND t.name LIKE 'cauce!_%' ESCAPE '!'`,
  )) as { tbl: string; sql: string; idx: string; uniq: number; origin: string; partial: number }[];
  for (const { tbl, sql, idx, uniq, origin, partial } of indexes) {
    const columns = (await db.raw('SELECT name FROM pragma_index_info(?)', [idx])) as {
      name: string | null;
    }[];
    const rows = (small.test(tbl) ? SMALL : LARGE) / (partial ? 4 : 1);
    const isTable = origin === 'pk' && /WITHOUT ROWID$/i.test(sql);
    const stat = statOf(
      rows,
      columns.map(({ name }) => (`${tbl}.${name}` in different ? `${tbl}.${name}` : name)),
      uniq === 1,
    );
    await db.raw('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)', [
      tbl,
      isTable ? tbl : idx,
      stat,
    ]);
  }
  await db.raw('ANALYZE sqlite_schema');
}

/** The rows of an index, then how many share the first column, the first two, and so on. */
function statOf(rows: number, columns: (string | null)[], isUnique: boolean): string {
  let left = rows;
  const each = columns.map((column, at) => {
    const values = different[column ?? ''] ?? (shared.test(column ?? '') ? rows / 5 : rows / 2);
    left = Math.max(1, Math.ceil(left / values));
    return isUnique && at === columns.length - 1 ? 1 : left;
  });
  return [rows, ...each].join(' ');
}
