// Who was asked whether a draft may be published, and what they said: about those very files, and no others.
import type { Knex } from 'knex';
import { reserve } from './counters.ts';
import { writeRecord } from './journalRecords.ts';

export interface PublicationRequest {
  key: number;
  draftKey: number;
  /** Of the files that it is about. */
  digest: string;
  note: string;
  askedAt: number;
  askedBy: string;
  state: 'asked' | 'approved' | 'declined';
  answeredAt: number | null;
  answeredBy: string | null;
  answer: string | null;
}

const columns = {
  key: 'key',
  draftKey: 'draft_key',
  digest: 'digest',
  note: 'note',
  askedAt: 'asked_at',
  askedBy: 'asked_by',
  state: 'state',
  answeredAt: 'answered_at',
  answeredBy: 'answered_by',
  answer: 'answer',
} as const satisfies { [F in keyof PublicationRequest]: string };

/** The newest first. */
export async function readRequests(
  db: Knex,
  tenant: string,
  draftKey: number,
): Promise<PublicationRequest[]> {
  const rows = await db('cauce_publication_requests')
    .where({ tenant_id: tenant, draft_key: draftKey })
    .orderBy('key', 'desc')
    .limit(50)
    .select(columns);
  return rows.map((row: PublicationRequest) => ({
    ...row,
    key: Number(row.key),
    draftKey: Number(row.draftKey),
    askedAt: Number(row.askedAt),
    answeredAt: row.answeredAt === null ? null : Number(row.answeredAt),
  }));
}

/** Inside a write transaction. */
export async function insertRequest(
  db: Knex,
  tenant: string,
  given: Pick<PublicationRequest, 'draftKey' | 'digest' | 'note'> & { at: number; by: string },
): Promise<void> {
  const key = await reserve(db, tenant, 'publicationRequests', 1);
  const { draftKey, digest, note, at, by } = given;
  const row = { draft_key: draftKey, digest, note, asked_at: at, asked_by: by, state: 'asked' };
  await db('cauce_publication_requests').insert({ key, tenant_id: tenant, ...row });
  const facts = { draft: draftKey, digest, note, state: 'asked' };
  await writeRecord(db, tenant, { stream: `publicationRequest:${key}`, actor: by, at, facts });
}

/** Inside a write transaction; whoever answers first has answered. False: somebody has, or there is none. */
export async function answerRequest(
  db: Knex,
  tenant: string,
  key: number,
  given: { state: 'approved' | 'declined'; answer: string; at: number; by: string },
): Promise<boolean> {
  const { state, answer, at, by } = given;
  const count = await db('cauce_publication_requests')
    .where({ tenant_id: tenant, key, state: 'asked' })
    .update({ state, answer, answered_at: at, answered_by: by });
  if (Number(count) === 0) return false;
  const facts = { state, answer };
  await writeRecord(db, tenant, { stream: `publicationRequest:${key}`, actor: by, at, facts });
  return true;
}
