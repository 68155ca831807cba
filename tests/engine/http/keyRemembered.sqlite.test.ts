// What an Idempotency-Key names and the key itself are kept in one transaction.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openServer, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

const headers = { 'idempotency-key': 'once' };

const requests: Record<string, { ask(): Promise<Response>; table: string; where: object }> = {
  'a document': {
    ask() {
      const body = new FormData();
      body.set('file', new Blob(['content'], { type: 'text/plain' }), 'a.txt');
      return server.fetch('worker', '/v2/documents', { method: 'POST', headers, body });
    },
    table: 'cauce_documents',
    where: {},
  },
  'a user': {
    ask: () => server.post('root', '/v2/users', { username: 'new', password: 'Correct horse 7!' }, headers),
    table: 'cauce_users',
    where: { username: 'new' },
  },
  'a group': {
    ask: () => server.post('root', '/v2/groups', { groupId: 'new', name: 'New' }, headers),
    table: 'cauce_groups',
    where: { id: 'new' },
  },
};

test.each(Object.keys(requests))(
  '%s is not kept where its key cannot be, and once where it can',
  async (name) => {
    const { ask, table, where } = requests[name] as (typeof requests)[string];
    const count = async () => (await server.store.reader(table).where(where)).length;
    await server.store.write((db) =>
      db.raw(
        `CREATE TRIGGER refuse BEFORE INSERT ON cauce_commands BEGIN SELECT RAISE(ABORT, 'on purpose'); END`,
      ),
    );
    expect((await ask()).status).toBe(500);
    expect(await count()).toBe(0);
    await server.store.write((db) => db.raw('DROP TRIGGER refuse'));
    expect((await ask()).status).toBeLessThan(300);
    expect((await ask()).status).toBeLessThan(300);
    expect(await count()).toBe(1);
  },
);
