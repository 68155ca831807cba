// What a group of batches claims, locked in one order for every node, and what the locks show.
import type { Knex } from 'knex';
import type { GroupClaims, GroupView } from '../store.ts';

/** Each statement sees what was committed before it began: so the heads are read after the locks are held. */
export async function claimGroup(db: Knex, tenant: string, claims: GroupClaims): Promise<GroupView> {
  const sequences = new Map<number, number>();
  const goneRouted = new Set<string>();
  if (claims.instances.length > 0) {
    await db.raw(
      `SELECT 1 FROM cauce_process_instances WHERE key = ANY(?::bigint[]) AND tenant_id = ?
       ORDER BY key FOR NO KEY UPDATE`,
      [claims.instances, tenant],
    );
  }
  if (claims.routed.length > 0) {
    const found = (await db.raw(
      'SELECT id FROM cauce_routed WHERE tenant_id = ? AND id = ANY(?::text[]) ORDER BY id FOR UPDATE',
      [tenant, claims.routed],
    )) as { id: string }[];
    const there = new Set(found.map(({ id }) => id));
    for (const id of claims.routed) if (!there.has(id)) goneRouted.add(id);
  }
  if (claims.instances.length > 0) {
    const heads = (await db.raw(
      `SELECT w.key, j.sequence FROM unnest(?::bigint[]) AS w(key) CROSS JOIN LATERAL
        (SELECT sequence FROM cauce_journal WHERE tenant_id = ? AND stream = 'instance:' || w.key
         ORDER BY sequence DESC LIMIT 1) AS j`,
      [claims.instances, tenant],
    )) as { key: number; sequence: number }[];
    for (const { key, sequence } of heads) sequences.set(key, sequence);
  }
  return { sequences, goneRouted };
}
