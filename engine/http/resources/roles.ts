// Roles are six and fixed; who has them is not.
import { z } from 'zod';
import { logAccess } from '../../access/accessLog.ts';
import { assignRole, isRole, roles } from '../../access/people.ts';
import { searchAnswer } from '../fields.ts';
import { refusal } from '../problem.ts';
import { type Call, refuse, route } from '../route.ts';
import { toAnswer } from '../searchQuery.ts';
import { noBody, nothing } from '../shapes.ts';
import { memberSearch, members } from './members.ts';

const shape = z.object({ roleId: z.string(), name: z.string(), description: z.string().nullable() });

const role = (roleId: string) => ({ roleId, name: roleId, description: null });

const search = route({
  method: 'post',
  path: '/roles/search',
  policy: { action: 'people:read' },
  request: noBody,
  response: searchAnswer(shape),
  summary: 'List the roles',
  handler: async () => toAnswer({ rows: [], total: roles.length, hasMoreTotal: false }, roles.map(role)),
});

const get = route({
  method: 'get',
  path: '/roles/:roleId',
  policy: { action: 'people:read' },
  response: shape,
  summary: 'Get a role',
  async handler({ name }) {
    const roleId = name('roleId');
    return isRole(roleId) ? role(roleId) : refuse(refusal('NOT_FOUND'));
  },
});

const searchMembers = route({
  path: '/roles/:roleId/users/search',
  policy: { action: 'people:read' },
  ...memberSearch,
  summary: 'Search who has a role',
  async handler({ store, body, name }) {
    if (!isRole(name('roleId'))) return refuse(refusal('NOT_FOUND'));
    return members(store, body, 'cauce_role_assignments', { role: name('roleId') });
  },
});

async function change(call: Call<unknown>, event: 'roleAssigned' | 'roleUnassigned') {
  const { store, access, principal, name } = call;
  const given = name('roleId');
  const username = name('username');
  if (!isRole(given) || !(await store.find('users', { username }))) return refuse(refusal('NOT_FOUND'));
  await store.write(async (db) => {
    if (event === 'roleAssigned') await assignRole(db, store.tenant, given, username);
    else await db('cauce_role_assignments').where({ tenant_id: store.tenant, username, role: given }).del();
    await logAccess(db, store.tenant, access.now(), { username, event, actor: principal.username });
  });
  // What one may do has changed, so whoever is signed in signs in anew.
  await access.sessions.closeAll(username);
  return undefined;
}

const assign = route({
  method: 'put',
  path: '/roles/:roleId/users/:username',
  policy: { action: 'people:write' },
  response: nothing,
  summary: 'Give a role to a user',
  handler: (call) => change(call, 'roleAssigned'),
});

const unassign = route({
  method: 'delete',
  path: '/roles/:roleId/users/:username',
  policy: { action: 'people:write' },
  response: nothing,
  summary: 'Take a role from a user',
  handler: (call) => change(call, 'roleUnassigned'),
});

export const roleRoutes = [search, get, searchMembers, assign, unassign];
