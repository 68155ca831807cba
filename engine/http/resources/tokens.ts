// Bearer tokens for programs: made by an administrator and shown once.
import { z } from 'zod';
import { refusal } from '../problem.ts';
import { refuse, route } from '../route.ts';
import { nothing } from '../shapes.ts';

const create = route({
  method: 'post',
  path: '/tokens',
  policy: { action: 'people:write' },
  request: z.strictObject({
    username: z.string().min(1).max(256),
    /** To tell it from others, and to revoke it by. */
    name: z.string().min(1).max(100),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
  }),
  response: z.object({ username: z.string(), name: z.string(), token: z.string() }),
  status: 201,
  summary: 'Create a token that stands for a user; it is shown this once',
  async handler({ access, body, store, principal, submission }) {
    // A token shown once cannot be shown again, so there is nothing that a repeated request could be answered with.
    if (submission.commandId !== undefined)
      return refuse(refusal('NOT_SUPPORTED', { name: 'Idempotency-Key' }));
    const { username, name, expiresAt } = body;
    if (!(await store.find('users', { username }))) return refuse(refusal('NOT_FOUND'));
    const until = expiresAt === undefined ? undefined : Date.parse(expiresAt);
    return { username, name, token: await access.tokens.create(username, name, principal.username, until) };
  },
});

const revoke = route({
  method: 'delete',
  path: '/tokens/:username/:name',
  policy: { action: 'people:write' },
  response: nothing,
  summary: 'Revoke a token',
  async handler({ access, name, principal }) {
    const revoked = await access.tokens.revoke(name('username'), name('name'), principal.username);
    return revoked > 0 ? undefined : refuse(refusal('NOT_FOUND'));
  },
});

export const tokenRoutes = [create, revoke];
