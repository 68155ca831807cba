// Groups, which are lanes and teams, and who belongs to them.
import { z } from 'zod';
import { logAccess } from '../../access/accessLog.ts';
import { addMember, insertGroup } from '../../access/people.ts';
import type { Row } from '../../store/store.ts';
import { type Fields, searchAnswer, searchBody } from '../fields.ts';
import { hashOf, once } from '../idempotency.ts';
import { refusal } from '../problem.ts';
import { type Call, type Loader, refuse, route } from '../route.ts';
import { text } from '../rows.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';
import { nothing } from '../shapes.ts';
import { type MemberRow, memberSearch, members } from './members.ts';

const fields: Fields = {
  groupId: { column: 'id', type: 'text' },
  name: { column: 'name', type: 'text' },
};

const shape = z.object({ groupId: z.string(), name: z.string(), description: z.string().nullable() });

const group = (row: Row) => ({ groupId: text(row, 'id'), name: text(row, 'name'), description: null });

const byGroup: Loader = async (call) => {
  const row = await call.store.find('groups', { id: call.name('groupId') });
  return row && { row };
};

const search = route({
  method: 'post',
  path: '/groups/search',
  policy: { action: 'people:read' },
  request: searchBody(fields),
  response: searchAnswer(shape),
  summary: 'Search groups',
  async handler({ store, body }) {
    const page = await store.search('groups', toQuery(body, fields));
    return toAnswer(page, page.rows.map(group));
  },
});

const get = route({
  method: 'get',
  path: '/groups/:groupId',
  policy: { action: 'people:read', on: byGroup },
  response: shape,
  summary: 'Get a group',
  handler: async ({ row }) => group(row),
});

const create = route({
  method: 'post',
  path: '/groups',
  policy: { action: 'people:write' },
  request: z.strictObject({
    groupId: z.string().min(1).max(256),
    name: z.string().min(1).max(256),
    description: z.string().max(0).optional(),
  }),
  response: shape,
  status: 201,
  summary: 'Create a group; its id is the name of the lane whose tasks it takes',
  async handler(call) {
    const { store, access, body, principal } = call;
    const { groupId, name } = body;
    const made = await once(call, hashOf(groupId, name), async (remember) => {
      const created = await store.write(async (db) => {
        const isNew = await insertGroup(db, store.tenant, groupId, name);
        const entry = { username: groupId, event: 'groupCreated' as const, actor: principal.username };
        if (!isNew) return false;
        await logAccess(db, store.tenant, access.now(), entry);
        await remember(db, `group:${groupId}`);
        return true;
      });
      return created ? `group:${groupId}` : refusal('ALREADY_EXISTS', { name: groupId });
    });
    return typeof made === 'string' ? { groupId, name, description: null } : refuse(made);
  },
});

const searchMembers = route({
  path: '/groups/:groupId/users/search',
  policy: { action: 'people:read', on: byGroup },
  ...memberSearch,
  summary: 'Search the members of a group',
  handler: ({ store, row, body }) => members(store, body, 'cauce_memberships', { group_id: text(row, 'id') }),
});

async function change(call: Call<unknown>, event: 'membershipAdded' | 'membershipRemoved') {
  const { store, access, principal } = call;
  const username = call.name('username');
  const groupId = text(call.row, 'id');
  const found = await store.find('users', { username });
  if (!found) return refuse(refusal('NOT_FOUND'));
  const key: MemberRow & { group_id: string } = { tenant_id: store.tenant, username, group_id: groupId };
  await store.write(async (db) => {
    if (event === 'membershipAdded') await addMember(db, store.tenant, groupId, username);
    else await db('cauce_memberships').where(key).del();
    await logAccess(db, store.tenant, access.now(), { username, event, actor: principal.username });
  });
  return undefined;
}

const assign = route({
  method: 'put',
  path: '/groups/:groupId/users/:username',
  policy: { action: 'people:write', on: byGroup },
  response: nothing,
  summary: 'Add a user to a group',
  handler: (call) => change(call, 'membershipAdded'),
});

const unassign = route({
  method: 'delete',
  path: '/groups/:groupId/users/:username',
  policy: { action: 'people:write', on: byGroup },
  response: nothing,
  summary: 'Remove a user from a group',
  handler: (call) => change(call, 'membershipRemoved'),
});

export const groupRoutes = [search, get, create, searchMembers, assign, unassign];
