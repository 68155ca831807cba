import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import express from 'express';
import { expect, test } from 'vitest';
import { createPerson } from '../../engine/access/people.ts';
import { createCauce } from '../../engine/index.ts';
import { addressesIn, openHost } from './hostApp.ts';

const processes = fileURLToPath(new URL('../../processes/pqrs', import.meta.url));

test('the public page, its links and its files stand under the prefix, and the host keeps its own', async () => {
  const { visit, cauce } = await openHost();
  expect((await cauce.deployFolder(processes)).ok).toBe(true);
  expect(await (await visit('/')).text()).toBe('the host');
  for (const path of ['/cauce/', '/cauce/entrar']) {
    const page = await visit(path);
    expect([path, page.status]).toEqual([path, 200]);
    const addresses = addressesIn(await page.text());
    expect(addresses.length).toBeGreaterThan(2);
    expect(addresses.filter((address) => !address.startsWith('/cauce/') && address !== '/cauce')).toEqual([]);
    for (const address of addresses) {
      const { status } = await visit(address.replaceAll('&amp;', '&'));
      expect([address, status < 400]).toEqual([address, true]);
    }
  }
  expect((await visit('/cauce/no-such-page')).status).toBe(404);
});

test('signing in leads to pages under the prefix, and signing out forgets the session', async () => {
  const { visit, cauce } = await openHost();
  const { store, now } = cauce.engine;
  const ana = { username: 'ana', name: 'Ana', password: 'a long enough password', roles: ['staff' as const] };
  await createPerson(store, now(), ana, 'test');
  const refused = await visit('/cauce/tareas');
  expect(refused.status).toBe(303);
  const door = refused.headers.get('location') ?? '';
  expect(door).toMatch(/^\/cauce\/entrar\?next=/);
  const html = await (await visit(door)).text();
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const form = new URLSearchParams(hidden.map((match): [string, string] => [match[1] ?? '', match[2] ?? '']));
  form.set('username', 'ana');
  form.set('password', ana.password);
  let page = await visit('/cauce/entrar', { method: 'POST', body: form });
  for (let at = 0; page.status === 303 && at < 3; at++) {
    const location = page.headers.get('location') ?? '';
    expect(location).toMatch(/^\/cauce\//);
    page = await visit(location);
  }
  expect(page.status).toBe(200);
  const addresses = addressesIn(await page.text());
  expect(addresses).toContain('/cauce/tareas');
  expect(addresses.filter((address) => !address.startsWith('/cauce'))).toEqual([]);
});

test.each([
  ['an untouched host', undefined],
  ['a host that reads JSON itself', (app: express.Express) => void app.use(express.json())],
])('/v2 with a token, and its description, work under the prefix of %s', async (_, before) => {
  const { visit, cauce } = await openHost({}, before);
  const { store, now } = cauce.engine;
  await createPerson(store, now(), { username: 'svc', roles: ['service'] }, 'test');
  const token = await cauce.access.tokens.create('svc', 'svc', 'test');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const search = await visit('/cauce/v2/user-tasks/search', { method: 'POST', headers, body: '{}' });
  expect([search.status, await search.json()]).toMatchObject([200, { items: [] }]);
  const described = (await (await visit('/cauce/v2/openapi.json', { headers })).json()) as {
    paths: { [path: string]: unknown };
    servers: { url: string }[];
  };
  const base = new URL(described.servers[0]?.url ?? '', 'http://host/cauce/v2/openapi.json');
  expect(base.pathname.replace(/\/$/, '')).toBe('/cauce/v2');
  expect(Object.keys(described.paths).length).toBeGreaterThan(30);
  expect((await visit('/cauce/v2/user-tasks/search', { method: 'POST', body: '{}' })).status).toBe(401);
});

test("the host's own tables stay as they were, and its connection goes on working beside ours", async () => {
  const { knex, cauce } = await openHost();
  const definition = () => knex('sqlite_master').where({ name: 'orders' }).first('sql');
  const before = await definition();
  expect((await cauce.deployFolder(processes)).ok).toBe(true);
  await knex('orders').insert({ customer: 'Other' });
  expect(await knex('orders').select('customer')).toEqual([{ customer: 'ACME' }, { customer: 'Other' }]);
  expect(await definition()).toEqual(before);
  const names: { name: string }[] = await knex('sqlite_master').where({ type: 'table' });
  const foreign = names.map(({ name }) => name).filter((name) => !/^(cauce|sqlite)_/.test(name));
  expect(foreign).toEqual(['orders']);
});

test("the host's own identity is taken, with its groups and roles, and nobody is nobody", async () => {
  const { visit } = await openHost({
    authenticate: (request) =>
      request.headers['x-host-user'] === 'lea'
        ? { username: 'lea', kind: 'user', groups: ['Oficina'], roles: ['staff'] }
        : null,
  });
  const me = await visit('/cauce/v2/authentication/me', { headers: { 'x-host-user': 'lea' } });
  expect(await me.json()).toMatchObject({ username: 'lea', groups: ['Oficina'] });
  expect((await visit('/cauce/v2/authentication/me')).status).toBe(401);
  const page = await visit('/cauce/tareas', { headers: { 'x-host-user': 'lea' } });
  expect(page.status).toBe(200);
});

test('a second product on the same file is refused with a code, and the first goes on', async () => {
  const { filename, visit } = await openHost();
  await expect(createCauce({ database: filename })).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
  expect((await visit('/cauce/ready')).status).toBe(200);
});

test('after close the process ends by itself: no handle is left', async () => {
  const script = fileURLToPath(new URL('endsByItself.ts', import.meta.url));
  const sources = fileURLToPath(new URL('../typescriptSources.mjs', import.meta.url));
  const run = promisify(execFile)(process.execPath, ['--import', sources, script], { timeout: 110_000 });
  const { stdout } = await run;
  expect(stdout.trim().split('\n').at(-1)).toBe('closed');
}, 120_000);
