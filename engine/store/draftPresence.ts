// Who has which file of a draft open: each tells so every few seconds, and is forgotten when nothing more is heard.
import type { Knex } from 'knex';

export interface Present {
  username: string;
  /** Empty: the draft's own page. */
  file: string;
  since: number;
}

/** Milliseconds after which somebody who says nothing more is gone. */
const GONE_AFTER = 40_000;

export async function tellPresence(
  db: Knex,
  tenant: string,
  key: number,
  { username, file, at }: { username: string; file: string; at: number },
): Promise<void> {
  const rows = () => db('cauce_draft_presence').where({ tenant_id: tenant });
  await rows()
    .where('seen_at', '<', at - GONE_AFTER)
    .delete();
  await db('cauce_draft_presence')
    .insert({ tenant_id: tenant, draft_key: key, username, file, since: at, seen_at: at })
    .onConflict(['tenant_id', 'draft_key', 'username', 'file'])
    .merge({ seen_at: at });
}

export async function leavePresence(
  db: Knex,
  tenant: string,
  key: number,
  { username, file }: { username: string; file: string },
): Promise<void> {
  await db('cauce_draft_presence').where({ tenant_id: tenant, draft_key: key, username, file }).delete();
}

/** Who came first is first. */
export async function readPresence(
  db: Knex,
  tenant: string,
  at: number,
  key?: number,
): Promise<(Present & { draftKey: number })[]> {
  const rows = await db('cauce_draft_presence')
    .where({ tenant_id: tenant, ...(key !== undefined && { draft_key: key }) })
    .where('seen_at', '>=', at - GONE_AFTER)
    .orderBy(['since', 'username', 'file'])
    .select({ draftKey: 'draft_key', username: 'username', file: 'file', since: 'since' });
  return rows.map((row) => ({ ...row, draftKey: Number(row.draftKey), since: Number(row.since) }));
}
