// Who belongs to a group or has a role: the same list twice.
import { z } from 'zod';
import type { OpenStore } from '../../store/openStore.ts';
import { type Fields, type SearchBody, searchAnswer, searchBody } from '../fields.ts';
import { toAnswer } from '../searchQuery.ts';

export interface MemberRow {
  tenant_id: string;
  username: string;
}

const fields: Fields = { username: { column: 'username', type: 'text' } };

/** Shapes that the two routes share. */
export const memberSearch = {
  method: 'post' as const,
  request: searchBody(fields),
  response: searchAnswer(z.object({ username: z.string() })),
};

export async function members(
  store: OpenStore,
  body: SearchBody,
  table: 'cauce_memberships' | 'cauce_role_assignments',
  of: { [column: string]: string },
) {
  const rows: MemberRow[] = await store
    .reader(table)
    .where({ tenant_id: store.tenant, ...of })
    .orderBy('username', body.sort?.[0]?.order === 'DESC' ? 'desc' : 'asc')
    .select('username');
  const from = body.page?.from ?? 0;
  const shown = rows.slice(from, from + (body.page?.limit ?? 100));
  const items = shown.map(({ username }) => ({ username }));
  return toAnswer({ rows: [], total: rows.length, hasMoreTotal: false }, items);
}
