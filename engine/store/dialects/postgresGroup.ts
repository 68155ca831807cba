// What a group of batches claims, locked in one order for every node, and what the locks show.
import { isBehind } from '../routedIds.ts';
import type { GroupClaims, GroupView } from '../store.ts';
import type { Bound } from './dialect.ts';
import type { TextRow } from './postgresPipeline.ts';

/** Each statement sees what was committed before it began: so the heads are read after the locks are held. */
export function claimStatements(tenant: string, { instances, routed }: GroupClaims): Bound[] {
  const statements: Bound[] = [];
  const keys = `{${instances.join()}}`;
  if (instances.length > 0)
    statements.push({
      // By its key, never by an index of tenants: a new table seems so small to the server that either would do.
      sql: `SELECT 1 FROM cauce_process_instances WHERE key = ANY(?::bigint[]) AND tenant_id || '' = ?
       ORDER BY key FOR NO KEY UPDATE`,
      bindings: [keys, tenant],
    });
  if (routed.length > 0)
    statements.push({
      // Whoever delivers what is before one of them holds the same instance: so it is there, or done.
      sql: `WITH claimed AS (SELECT json_array_elements_text(?::json) AS id)
       SELECT r.id, ${isBehind('r', 'SELECT id FROM claimed')} FROM cauce_routed AS r
       WHERE r.tenant_id = ? AND r.id IN (SELECT id FROM claimed) ORDER BY r.id FOR UPDATE OF r`,
      bindings: [JSON.stringify(routed), tenant],
    });
  if (instances.length > 0)
    statements.push({
      sql: `SELECT w.key, j.sequence FROM unnest(?::bigint[]) AS w(key) CROSS JOIN LATERAL
        (SELECT sequence FROM cauce_journal WHERE tenant_id = ? AND stream = 'instance:' || w.key
         ORDER BY sequence DESC LIMIT 1) AS j`,
      bindings: [keys, tenant],
    });
  return statements;
}

/** `answers`: of the statements above. */
export function claimed({ instances, routed }: GroupClaims, answers: readonly TextRow[][]): GroupView {
  const rows = [...answers];
  if (instances.length > 0) rows.shift();
  const found = routed.length > 0 ? (rows.shift() ?? []) : [];
  const there = new Set(found.map(([id]) => id));
  const heads = instances.length > 0 ? (rows.shift() ?? []) : [];
  return {
    sequences: new Map(heads.map(([key, sequence]) => [Number(key), Number(sequence)])),
    goneRouted: new Set(routed.filter((id) => !there.has(id))),
    overtaking: new Set(found.flatMap(([id, isBehind]) => (id && isBehind === 't' ? [id] : []))),
  };
}
