// Users: search, read, create.
import { z } from 'zod';
import { hashPassword, maxPasswordLength } from '../../access/password.ts';
import { insertPerson, usernamePattern } from '../../access/people.ts';
import { minPasswordLength } from '../../access/signIn.ts';
import type { Row } from '../../store/store.ts';
import { type Fields, searchAnswer, searchBody } from '../fields.ts';
import { hashOf, once } from '../idempotency.ts';
import { refusal } from '../problem.ts';
import { type Loader, refuse, route } from '../route.ts';
import { text, textOrNull } from '../rows.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';

const fields: Fields = {
  username: { column: 'username', type: 'text' },
  name: { column: 'name', type: 'text' },
  email: { column: 'email', type: 'text' },
};

const shape = z.object({ username: z.string(), name: z.string().nullable(), email: z.string().nullable() });

const user = (row: Row) => ({
  username: text(row, 'username'),
  name: textOrNull(row, 'name'),
  email: textOrNull(row, 'email'),
});

const byUser: Loader = async (call) => {
  const row = await call.store.find('users', { username: call.name('username') });
  return row && { row };
};

const search = route({
  method: 'post',
  path: '/users/search',
  policy: { action: 'people:read' },
  request: searchBody(fields),
  response: searchAnswer(shape),
  summary: 'Search users',
  async handler({ store, body }) {
    const page = await store.search('users', toQuery(body, fields));
    return toAnswer(page, page.rows.map(user));
  },
});

const get = route({
  method: 'get',
  path: '/users/:username',
  policy: { action: 'people:read', on: byUser },
  response: shape,
  summary: 'Get a user',
  handler: async ({ row }) => user(row),
});

const create = route({
  method: 'post',
  path: '/users',
  policy: { action: 'people:write' },
  request: z.strictObject({
    username: z.string().regex(usernamePattern),
    password: z.string().min(minPasswordLength).max(maxPasswordLength),
    name: z.string().max(256).optional(),
    email: z.email().max(256).optional(),
  }),
  response: shape,
  status: 201,
  summary: 'Create a user, who changes the password at the first sign-in',
  async handler(call) {
    const { store, body, access, principal } = call;
    const { username, password, name = username, email } = body;
    const hash = hashOf(username, name, email ?? '');
    const made = await once(call, hash, async (remember) => {
      const person = { username, name, mustChangePassword: true, ...(email !== undefined && { email }) };
      const passwordHash = await hashPassword(password);
      const created = await store.write(async (db) => {
        const row = { ...person, passwordHash };
        const isNew = await insertPerson(db, store.tenant, access.now(), row, principal.username);
        if (isNew) await remember(db, `user:${username}`);
        return isNew;
      });
      return created ? `user:${username}` : refusal('ALREADY_EXISTS', { name: username });
    });
    if (typeof made !== 'string') return refuse(made);
    return { username, name, email: email ?? null };
  },
});

export const userRoutes = [search, get, create];
