import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson } from '../../../engine/access/people.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
let cookie: string;
let csrf: string;

beforeAll(async () => {
  server = await openServer();
  const person = { username: 'iris', password: 'a password 1', roles: ['admin' as const] };
  await createPerson(server.store, Date.now(), person, 'test');
  const outcome = await server.access.signIn({ username: 'iris', password: 'a password 1', address: '::1' });
  if (!outcome.ok) throw new Error(outcome.code);
  cookie = `cauce_session=${outcome.session.id}`;
  csrf = outcome.session.csrf;
});
afterAll(() => server.close());

const post = (headers: Record<string, string>) =>
  server.post('', '/v2/user-tasks/search', {}, { cookie, ...headers });

describe('a request with a session cookie', () => {
  it('reads without more', async () => {
    const me = await server.fetch('', '/v2/authentication/me', { headers: { cookie } });
    expect(await me.json()).toMatchObject({ username: 'iris', canLogout: true });
  });

  it('writes with the token of its session only', async () => {
    expect((await post({ 'x-csrf-token': csrf })).status).toBe(200);
    for (const token of [undefined, '', 'x', `${csrf}x`, csrf.toUpperCase()]) {
      const refused = await post(token === undefined ? {} : { 'x-csrf-token': token });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ code: 'CSRF_REFUSED' });
    }
  });

  it('does not write when the browser says that another site is behind it, whatever the token', async () => {
    const own = new URL(server.url).origin;
    expect((await post({ 'x-csrf-token': csrf, origin: own, 'sec-fetch-site': 'same-origin' })).status).toBe(
      200,
    );
    for (const origin of [
      'null',
      'https://evil.example',
      own.replace('http:', 'https:'),
      `${own}.evil.example`,
    ]) {
      expect((await post({ 'x-csrf-token': csrf, origin })).status, origin).toBe(403);
    }
    for (const site of ['cross-site', 'same-site']) {
      expect((await post({ 'x-csrf-token': csrf, 'sec-fetch-site': site })).status, site).toBe(403);
    }
  });

  it('does not write from a form, whose types of content are not JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const response = await post({ 'x-csrf-token': csrf, 'content-type': type });
      expect(response.status, type).toBe(415);
    }
  });

  it('does nothing but change the password while that is a one-time one', async () => {
    await server.store.write((db) =>
      db('cauce_users').where({ username: 'iris' }).update({ must_change_password: 1 }),
    );
    const refused = await post({ 'x-csrf-token': csrf });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'PASSWORD_CHANGE_REQUIRED' });
    expect((await server.fetch('', '/v2/authentication/me', { headers: { cookie } })).status).toBe(200);
    await server.store.write((db) =>
      db('cauce_users').where({ username: 'iris' }).update({ must_change_password: 0 }),
    );
  });

  it('is nobody after sign-out', async () => {
    await server.access.signOut(cookie.slice(cookie.indexOf('=') + 1));
    expect((await post({ 'x-csrf-token': csrf })).status).toBe(401);
  });
});

describe('a token', () => {
  it('is created by an administrator, shown once, and revoked', async () => {
    const made = await server.post('root', '/v2/tokens', { username: 'ana', name: 'laptop' });
    expect(made.status).toBe(201);
    const { token } = (await made.json()) as { token: string };
    const me = () =>
      server.fetch('', '/v2/authentication/me', { headers: { authorization: `Bearer ${token}` } });
    expect(await (await me()).json()).toMatchObject({ username: 'ana' });
    expect((await server.post('ana', '/v2/tokens', { username: 'root', name: 'x' })).status).toBe(403);
    expect((await server.fetch('root', '/v2/tokens/ana/laptop', { method: 'DELETE' })).status).toBe(204);
    const refused = await me();
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  });
});
