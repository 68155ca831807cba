// Two stores on one PostgreSQL: what each writes the other finds, and nothing is lost or done twice between them.
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type OpenStore, openStore } from '../../../engine/store/openStore.ts';
import { freshDatabase } from '../../harness/testDatabase.ts';
import { batch, commit, facts, instanceKeyOf, openTestStore, startWithTask } from './openTestStore.ts';

async function two(): Promise<[OpenStore, OpenStore]> {
  const filename = await freshDatabase();
  return [await openTestStore({ filename }), await openTestStore({ filename })];
}

test('turns are taken across stores: no number is given twice', async () => {
  const stores = await two();
  const taken = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      (stores[index % 2] as OpenStore).writeGroup({ instances: [], routed: [] }, async (db) => {
        const store = stores[index % 2] as OpenStore;
        const value = (await store.readCounter('series', db)) + 1;
        await store.commitBatches(db, [], { counters: [{ name: 'series', value }] });
        return value;
      }),
    ),
  );
  expect(taken.sort((one, other) => one - other)).toEqual(
    Array.from({ length: 40 }, (_, index) => index + 1),
  );
});

test('a group sees how far its instances have come, and which routed commands are gone', async () => {
  const [one, other] = await two();
  const instance = facts(instanceKeyOf(1));
  const key = instance.instanceKey;
  const routed = [{ id: 'r1', target: 'x', payload: {} }];
  const hashes = await commit(one, [batch(instance, 1, startWithTask(instance), { routed })]);
  const claims = { instances: [key, instanceKeyOf(2)], routed: ['r1', 'r2'] };
  const seen = await other.writeGroup(claims, async (db, view) => {
    await other.commitBatches(db, [
      batch(instance, 2, [], { previousHash: hashes[0] as string, doneRouted: 'r1' }),
    ]);
    return view;
  });
  expect([...seen.sequences]).toEqual([[key, 1]]);
  expect([...seen.goneRouted]).toEqual(['r2']);
  const after = await one.writeGroup(claims, async (_, view) => view);
  expect([...after.sequences]).toEqual([[key, 2]]);
  expect([...after.goneRouted]).toEqual(['r1', 'r2']);
});

test('who holds an instance is waited for, and what it committed is seen', async () => {
  const [one, other] = await two();
  const instance = facts(instanceKeyOf(1));
  const claims = { instances: [instance.instanceKey], routed: [] };
  const [hash] = await commit(one, [batch(instance, 1, startWithTask(instance))]);
  let second: Promise<number | undefined> | undefined;
  await one.writeGroup(claims, async (db) => {
    second = other.writeGroup(claims, async (_, { sequences }) => sequences.get(instance.instanceKey));
    await one.commitBatches(db, [batch(instance, 2, [], { previousHash: hash as string })]);
  });
  expect(await second).toBe(2);
});

test('a settled position passes by nothing that is still being committed', async () => {
  const [one, other] = await two();
  let settled: Promise<number> | undefined;
  await one.writeGroup({ instances: [], routed: [] }, async (db) => {
    const first = facts(instanceKeyOf(1));
    await one.commitBatches(db, [batch(first, 1, startWithTask(first))]);
    const next = facts(instanceKeyOf(2));
    // A higher position is committed before the lower one is.
    await other.writeGroup({ instances: [], routed: [] }, (inner) =>
      other.commitBatches(inner, [batch(next, 1, startWithTask(next))]),
    );
    let isSettled = false;
    settled = other.settledPosition().finally(() => {
      isSettled = true;
    });
    // Long enough for an answer, were it not waiting for this commit.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isSettled).toBe(false);
  });
  const row = await one.reader('cauce_journal').max({ last: 'position' }).first();
  expect(await settled).toBe(row?.last);
  expect((await one.reader('cauce_journal')).length).toBe(2);
});

test('who waits for a settled position holds up no commit, and gives way to one that stands still', async () => {
  const [one, other] = await two();
  await one.writeGroup({ instances: [], routed: [] }, async () => {
    let isSettled = false;
    const settled = other.settledPosition().then(
      () => 'settled',
      (error: { code?: string }) => error.code,
    );
    void settled.then(() => {
      isSettled = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const next = facts(instanceKeyOf(1));
    await commit(other, [batch(next, 1, startWithTask(next))]);
    expect(isSettled).toBe(false);
    expect(await settled).toBe('55P03');
  });
  expect(await other.settledPosition()).toBeGreaterThan(0);
});

test('a key that one store makes or erases is what the other finds', async () => {
  const [one, other] = await two();
  expect(await other.keys.find('7')).toBeUndefined();
  const [made, same] = await Promise.all([one.keys.ensure(['7']), other.keys.ensure(['7'])]);
  expect(made.get('7')).toEqual(same.get('7'));
  await one.keys.erase('7', 5);
  other.keys.forget('7');
  expect(await other.keys.find('7')).toBe('erased');
});

test('a commit whose answer is cut off is done once, and its caller is told so', async () => {
  const url = new URL(await freshDatabase());
  const { port: real, hostname } = url;
  let cuts = 0;
  const proxy = createServer((client) => {
    const server = dial(Number(real), hostname);
    const end = (socket: Socket) => () => void socket.destroy();
    client.on('data', (bytes: Buffer) => {
      server.write(bytes);
      if (cuts === 0 || !bytes.includes('COMMIT;')) return;
      cuts -= 1;
      // The server has it; nobody hears what it says.
      server.unpipe(client);
      client.destroy();
    });
    server.pipe(client);
    client.on('error', () => {}).on('close', end(server));
    server.on('error', () => {}).on('close', end(client));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void proxy.close());
  await new Promise((resolve) => proxy.once('listening', resolve));
  url.port = String((proxy.address() as AddressInfo).port);
  const store = await openStore({ url: url.href });
  onTestFinished(() => store.close());
  for (let number = 1; number <= 10; number++) {
    cuts = 1;
    expect(await store.reserve('numbers', 1)).toBe(number);
  }
  expect(await store.readCounter('numbers')).toBe(10);
  expect(cuts).toBe(0);
});

test('a write goes through although its connection died while it was idle', async () => {
  const url = new URL(await freshDatabase());
  const { port: real, hostname } = url;
  const open = new Set<Socket>();
  const forgotten = new WeakSet<Socket>();
  const proxy = createServer((client) => {
    open.add(client);
    const server = dial(Number(real), hostname);
    const end = (socket: Socket) => () => void socket.destroy();
    // As a firewall does that remembers a connection no more: says so to whoever sends.
    client.on('data', (bytes) => (forgotten.has(client) ? client.resetAndDestroy() : server.write(bytes)));
    server.pipe(client);
    client.on('error', () => {}).on('close', end(server));
    server.on('error', () => {}).on('close', end(client));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void proxy.close());
  await new Promise((resolve) => proxy.once('listening', resolve));
  url.port = String((proxy.address() as AddressInfo).port);
  const store = await openStore({ url: url.href });
  onTestFinished(() => store.close());
  for (let number = 1; number <= 5; number++) {
    for (const client of open) forgotten.add(client);
    expect(await store.reserve('numbers', 1)).toBe(number);
  }
});
