// Who reads a mailbox among several nodes, and what is said of one that cannot be reached.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Announced } from '../../../../engine/jobs/inbound/mail.ts';
import { createMailLedger, LEASE_MS, LeaseLost } from '../../../../engine/jobs/inbound/mailLedger.ts';
import { createInbox, type InboundPorts, imapsFromText, isRead } from '../../../../engine/jobs/index.ts';
import { type OpenStore, openStore } from '../../../../engine/store/openStore.ts';
import { freePort } from '../../../harness/freePort.ts';
import { databaseIn } from '../../../harness/testDatabase.ts';
import { until } from '../harness.ts';

const folder = mkdtempSync(join(tmpdir(), 'cauce-ledger-'));
let store: OpenStore;
let ports: InboundPorts;
let now = 1_000_000;

beforeAll(async () => {
  store = await openStore({ filename: await databaseIn(folder) });
  const never = () => Promise.reject(new Error('nobody asks'));
  ports = {
    store,
    now: () => now,
    resource: never,
    evaluate: never,
    start: never,
    publish: never,
    contentType: never,
  };
});

afterAll(async () => {
  await store?.close();
  rmSync(folder, { recursive: true });
});

const mail: Announced = {
  uid: 7,
  size: 100,
  receivedAt: 1,
  from: 'ana@example.co',
  fromName: 'Ana',
  to: [],
  subject: 'Hola',
  messageId: '<a@b>',
  references: [],
  headers: new Map(),
};

it('is one node at a time; who stood still for a lease writes nothing any more', async () => {
  const [one, other] = [createMailLedger(ports, 'box'), createMailLedger(ports, 'box')];
  const first = await one.claim('a');
  expect(first).toMatchObject({ cursor: { uidValidity: '', lastUid: 0 } });
  expect(await other.claim('b')).toBeUndefined();
  now += LEASE_MS + 1;
  const second = await other.claim('b');
  const cursor = { uidValidity: '1', lastUid: 7 };
  const late = one.record(first?.epoch ?? 0, cursor, mail, { state: 'STARTED', caseKey: 9 }, true);
  await expect(late).rejects.toThrow(LeaseLost);
  expect(await store.search('inbound_mails', {})).toMatchObject({ rows: [] });
  await other.record(second?.epoch ?? 0, cursor, mail, { state: 'STARTED', caseKey: 9 }, true);
  await other.release(second?.epoch ?? 0);
  expect(await one.claim('a')).toMatchObject({ cursor });
  expect(await one.seen(await one.hash('<a@b>', 'ana@example.co'))).toEqual({ caseKey: 9 });
  expect(await one.seen(await one.hash('<a@b>', 'eva@example.co'))).toBeUndefined();
});

it('says why a mailbox cannot be read, without its password', async () => {
  const [mailbox] = imapsFromText(`imap://pqrs:clave%20secreta@127.0.0.1:${await freePort()}/INBOX`) ?? [];
  const told: unknown[] = [];
  const inbox = createInbox({
    mailbox: mailbox!,
    ports: { ...ports, report: (problem) => void told.push(problem) },
    pollMs: 20,
  });
  await until(() => told.length > 0);
  await inbox.close();
  const row = await store.reader('cauce_mailboxes').where({ name: mailbox!.name }).first();
  expect(JSON.parse(row.error)).toMatchObject({
    code: 'MAILBOX_UNREACHABLE',
    values: { reason: 'ECONNREFUSED' },
  });
  expect(JSON.stringify([row, told])).not.toContain('secreta');
  expect(imapsFromText('http://x imap://nobody')).toBeUndefined();
});

it('knows whether what people answer to our mails is read', () => {
  const read = (from: string, imap: string) => isRead(from, imapsFromText(imap) ?? []);
  expect(read('pqrs@example.co', 'imap://pqrs:x@mail.example.co')).toBe(true);
  expect(read('PQRS@example.co', 'imap://pqrs%40example.co:x@mail.example.co')).toBe(true);
  expect(read('servicio@example.co', 'imap://pqrs:x@h imap://u1:x@h?address=servicio%40example.co')).toBe(
    true,
  );
  expect(read('no-responder@example.co', 'imap://pqrs:x@mail.example.co')).toBe(false);
  expect(read('pqrs@example.co', 'imap://pqrs:x@h?address=otra%40example.co')).toBe(false);
  expect(read('pqrs@example.co', '')).toBe(false);
});
