import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, insertPerson } from '../../../engine/access/people.ts';
import { quickHash } from '../../harness/quickHash.ts';
import { type AccessUnderTest, openAccess, requestWith } from './openAccess.ts';

let here: AccessUnderTest;
const address = '192.0.2.7';

beforeEach(async () => {
  here = await openAccess();
  await createPerson(
    here.store,
    here.clock.now,
    { username: 'ana', name: 'Ana', password: 'correct horse 1', groups: ['Servicio'], roles: ['staff'] },
    'admin',
  );
});
afterEach(() => here.close());

async function signIn(password = 'correct horse 1', username = 'ana') {
  return here.access.signIn({ username, password, address });
}

const withCookie = (id: string) => requestWith({ cookie: `other=1; cauce_session=${id}` });

describe('signing in', () => {
  it('opens a session that identifies the person with groups and roles', async () => {
    const outcome = await signIn();
    if (!outcome.ok) throw new Error(outcome.code);
    const identity = await here.access.identify(withCookie(outcome.session.id), false);
    expect(identity?.principal).toEqual({
      username: 'ana',
      kind: 'user',
      groups: ['Servicio'],
      roles: ['staff'],
    });
    expect(identity?.session?.csrf).toBe(outcome.session.csrf);
  });

  it('keeps neither the session id nor the password in the database', async () => {
    const outcome = await signIn();
    if (!outcome.ok) throw new Error(outcome.code);
    const rows = JSON.stringify([
      await here.store.reader('cauce_sessions').select(),
      await here.store.reader('cauce_users').select(),
      await here.store.reader('cauce_access_log').select(),
    ]);
    expect(rows).not.toContain(outcome.session.id);
    expect(rows).not.toContain('correct horse 1');
    expect(rows).toContain('$scrypt$N=32768,r=8,p=3$');
  });

  it('answers a wrong password and an unknown user alike, and records both', async () => {
    expect(await signIn('wrong password')).toEqual({ ok: false, code: 'SIGN_IN_REFUSED' });
    expect(await signIn('wrong password', 'nobody')).toEqual({ ok: false, code: 'SIGN_IN_REFUSED' });
    const log = await here.store
      .reader('cauce_access_log')
      .where({ event: 'signInRefused' })
      .select('username', 'address');
    expect(log).toEqual([
      { username: 'ana', address },
      { username: 'nobody', address },
    ]);
  });

  it('refuses an inactive user and one without a password', async () => {
    await createPerson(here.store, here.clock.now, { username: 'robot', roles: ['service'] }, 'admin');
    expect(await signIn('anything at all', 'robot')).toEqual({ ok: false, code: 'SIGN_IN_REFUSED' });
    await here.store.write((db) => db('cauce_users').where({ username: 'ana' }).update({ active: 0 }));
    expect(await signIn()).toEqual({ ok: false, code: 'SIGN_IN_REFUSED' });
  });

  it('ends the session that the browser held before, so that no id can be fixed in advance', async () => {
    const first = await signIn();
    if (!first.ok) throw new Error(first.code);
    const again = await here.access.signIn({
      username: 'ana',
      password: 'correct horse 1',
      address,
      previous: first.session.id,
    });
    if (!again.ok) throw new Error(again.code);
    expect(again.session.id).not.toBe(first.session.id);
    expect(await here.access.identify(withCookie(first.session.id), false)).toBeNull();
  });

  it('stops guessing a user before hashing, whatever the address, until the window is over', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await here.access.signIn({ username: 'ana', password: 'guess', address: `198.51.100.${attempt}` });
    }
    const refused = await here.access.signIn({
      username: 'ana',
      password: 'correct horse 1',
      address: '203.0.113.9',
    });
    expect(refused).toMatchObject({ ok: false, code: 'TOO_MANY_ATTEMPTS' });
    here.clock.now += 15 * 60_000;
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it('stops one address that tries many users, but not one that many people share', async () => {
    const { store, clock } = here;
    const usernames = ['shares', ...Array.from({ length: 50 }, (_, attempt) => `user${attempt}`)];
    await store.write(async (db) => {
      const passwordHash = quickHash('correct horse 1');
      for (const username of usernames)
        await insertPerson(db, store.tenant, clock.now, { username, passwordHash }, 'admin');
    });
    for (let attempt = 0; attempt < 60; attempt += 1) {
      expect(await signIn('correct horse 1', 'shares')).toMatchObject({ ok: true });
    }
    for (let attempt = 0; attempt < 50; attempt += 1) {
      expect(await signIn('guess', `user${attempt}`)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    }
    expect(await signIn('guess', 'user51')).toMatchObject({ ok: false, code: 'TOO_MANY_ATTEMPTS' });
  });

  it('refuses an endless password without hashing it', async () => {
    expect(await signIn('x'.repeat(1_000_000))).toEqual({ ok: false, code: 'SIGN_IN_REFUSED' });
  });
});

describe('a session', () => {
  async function open(): Promise<string> {
    const outcome = await signIn();
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.session.id;
  }

  it('ends when it was idle for an hour, and lives on while it is used', async () => {
    const id = await open();
    for (let hour = 0; hour < 3; hour += 1) {
      here.clock.now += 59 * 60_000;
      expect(await here.access.identify(withCookie(id), false)).not.toBeNull();
    }
    here.clock.now += 60 * 60_000;
    expect(await here.access.identify(withCookie(id), false)).toBeNull();
  });

  it('ends twelve hours after sign-in, however busy', async () => {
    const id = await open();
    for (let half = 0; half < 23; half += 1) {
      here.clock.now += 30 * 60_000;
      expect(await here.access.identify(withCookie(id), false)).not.toBeNull();
    }
    here.clock.now += 30 * 60_000;
    expect(await here.access.identify(withCookie(id), false)).toBeNull();
  });

  it('ends at sign-out', async () => {
    const id = await open();
    await here.access.signOut(id);
    expect(await here.access.identify(withCookie(id), false)).toBeNull();
  });

  it('counts only under the cookie name that fits the connection', async () => {
    const id = await open();
    expect(await here.access.identify(withCookie(id), true)).toBeNull();
    expect(
      await here.access.identify(requestWith({ cookie: `__Host-cauce_session=${id}` }), true),
    ).not.toBeNull();
  });

  it('ends everywhere when the password changes, and a fresh one opens', async () => {
    const elsewhere = await open();
    await here.store.write((db) => db('cauce_users').update({ must_change_password: 1 }));
    const change = { username: 'ana', current: 'correct horse 1', address };
    expect(await here.access.changePassword({ ...change, next: 'short' })).toMatchObject({
      code: 'PASSWORD_TOO_SHORT',
    });
    expect(await here.access.changePassword({ ...change, next: change.current })).toMatchObject({
      code: 'PASSWORD_UNCHANGED',
    });
    const changed = await here.access.changePassword({ ...change, next: 'battery staple 2' });
    if (!changed.ok) throw new Error(changed.code);
    expect(await here.access.identify(withCookie(elsewhere), false)).toBeNull();
    const identity = await here.access.identify(withCookie(changed.session.id), false);
    expect(identity?.mustChangePassword).toBe(false);
    expect(await signIn()).toMatchObject({ ok: false });
    expect(await signIn('battery staple 2')).toMatchObject({ ok: true });
  });
});

describe('a bearer token', () => {
  it('identifies a service, as Bearer or as the password of Basic', async () => {
    await createPerson(here.store, here.clock.now, { username: 'worker', roles: ['service'] }, 'admin');
    const token = await here.access.tokens.create('worker', 'ci', 'admin');
    const bearer = await here.access.identify(requestWith({ authorization: `Bearer ${token}` }), false);
    expect(bearer?.principal).toEqual({
      username: 'worker',
      kind: 'service',
      groups: [],
      roles: ['service'],
    });
    const basic = (user: string) =>
      requestWith({ authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` });
    expect((await here.access.identify(basic('worker'), false))?.principal.username).toBe('worker');
    expect(await here.access.identify(basic('ana'), false)).toBeNull();
    expect(JSON.stringify(await here.store.reader('cauce_tokens').select())).not.toContain(token);
  });

  it('stops working when it expires or is revoked', async () => {
    const brief = await here.access.tokens.create('ana', 'brief', 'admin', here.clock.now + 1000);
    const long = await here.access.tokens.create('ana', 'long', 'admin');
    const identify = (token: string) =>
      here.access.identify(requestWith({ authorization: `Bearer ${token}` }), false);
    expect(await identify(brief)).not.toBeNull();
    here.clock.now += 1000;
    expect(await identify(brief)).toBeNull();
    expect(await here.access.tokens.revoke('ana', 'long', 'admin')).toBe(1);
    expect(await identify(long)).toBeNull();
  });

  it('is never overruled by a cookie that the browser adds', async () => {
    const outcome = await signIn();
    if (!outcome.ok) throw new Error(outcome.code);
    const both = requestWith({
      authorization: 'Bearer nonsense',
      cookie: `cauce_session=${outcome.session.id}`,
    });
    expect(await here.access.identify(both, false)).toBeNull();
  });
});

describe('a host that says who asks', () => {
  it('replaces cookies and tokens', async () => {
    const mounted = await openAccess({
      authenticate: (request) =>
        request.headers['x-user'] === 'eva'
          ? { username: 'eva', kind: 'user', groups: ['Uno'], roles: ['staff'] }
          : null,
    });
    try {
      const eva = await mounted.access.authenticate(requestWith({ 'x-user': 'eva' }));
      expect(eva?.groups).toEqual(['Uno']);
      expect(await mounted.access.authenticate(requestWith({}))).toBeNull();
    } finally {
      await mounted.close();
    }
  });
});
