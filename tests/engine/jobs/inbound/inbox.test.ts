// A mailbox on a real server: what becomes a case, what joins one, what is refused and why, each mail once.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createPerson } from '../../../../engine/access/people.ts';
import { type Cauce, createCauce } from '../../../../engine/index.ts';
import type { Role } from '../../../../engine/runtime/engine.ts';
import type { OpenStore } from '../../../../engine/store/openStore.ts';
import type { Row } from '../../../../engine/store/store.ts';
import { type MailServer, openDovecot } from '../../../harness/dovecot.ts';
import { databaseIn } from '../../../harness/testDatabase.ts';
import { until } from '../harness.ts';

const folder = mkdtempSync(join(tmpdir(), 'cauce-inbox-'));
const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:t">
  <bpmn:message id="came" name="letter_came" />
  <bpmn:message id="more" name="more_came">
    <bpmn:extensionElements><zeebe:subscription correlationKey="=case_number" /></bpmn:extensionElements>
  </bpmn:message>
  <bpmn:process id="letters" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="came" /></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
    <bpmn:receiveTask id="wait" messageRef="more" />
    <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="read" />
    <bpmn:userTask id="read"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
  </bpmn:process>
</bpmn:definitions>`;

const intake = {
  message: 'letter_came',
  variables: {
    text: '=mail.text',
    files: '=mail.attachments',
    related: '=mail.relatedCase',
    kind: 'letter',
    case_number: '=mail.subject',
  },
  reply: { message: 'more_came', variables: { more: '=mail.text' } },
  mostPerHour: 4,
};

let imap: MailServer;
let cauce: Cauce;
const failures: unknown[] = [];
let users = 0;

beforeAll(async () => {
  imap = await openDovecot();
  mkdirSync(join(folder, 'letters', 'intakes'), { recursive: true });
  writeFileSync(join(folder, 'letters', 'letters.bpmn'), bpmn);
  writeFileSync(join(folder, 'letters', 'intakes', 'mail.json'), JSON.stringify(intake));
});

afterEach(async () => {
  await cauce?.close();
});

afterAll(async () => {
  await imap?.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  user: string;
  database?: string;
  query?: string;
  deployed?: boolean;
}

async function open({ user, database, query = '', deployed = true }: Opened): Promise<void> {
  cauce = await createCauce({
    database: database ?? (await databaseIn(folder, `${user}.db`)),
    imap: imap.url(user, query),
    mailPoll: 100,
    mailFrom: 'Servicio <servicio@empresa.example>',
    log: (error) => void failures.push(error),
  });
  if (deployed) await deploy();
}

const deploy = () => cauce.deployFolder(join(folder, 'letters'));
const someone = () => `buzon${++users}`;

/** `rows` mails have been dealt with: what became of each, in the order of their arrival. */
async function outcomes(rows: number): Promise<Row[]> {
  const list = async () =>
    (await cauce.engine.store.search('inbound_mails', { sort: [{ column: 'handled_at' }] })).rows;
  await until(async () => (await list()).length >= rows);
  return list();
}

/** What the API lists to somebody of that role. */
async function listed(role: Role): Promise<Response> {
  const { store } = cauce.engine;
  await createPerson(store, Date.now(), { username: role, roles: [role] }, 'test');
  const token = await cauce.access.tokens.create(role, 'test', 'test');
  const { url } = await cauce.listen(0);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`${url}/v2/inbound-mails/search`, { method: 'POST', headers, body: '{}' });
}

const mail = (lines: string[], text = 'Buen día.') =>
  [...lines, 'To: pqrs@empresa.example', 'Content-Type: text/plain; charset=utf-8', '', text, ''].join(
    '\r\n',
  );

const from = (who: string, subject: string, id: string, ...more: string[]) =>
  mail([`From: ${who}`, `Subject: ${subject}`, `Message-ID: <${id}@example.com>`, ...more]);

it('refuses what nobody wrote, what is too large and what comes from ourselves, each with its reason', async () => {
  const user = someone();
  await open({ user });
  const automatic = [
    'Auto-Submitted: auto-replied',
    'Precedence: bulk',
    'X-Auto-Response-Suppress: All',
    'List-Id: <noticias.example>',
    'Return-Path: <>',
  ];
  const mails: [string | Buffer, string][] = [
    [mail(['Subject: Sin remitente']), 'MAIL_WITHOUT_SENDER'],
    [mail(['From: Sin dirección', 'Subject: x']), 'MAIL_WITHOUT_SENDER'],
    [from('Servicio <servicio@empresa.example>', 'Eco', 'eco'), 'MAIL_FROM_OURSELVES'],
    [from('MAILER-DAEMON@example.com', 'Devuelto', 'daemon'), 'MAIL_AUTOMATIC'],
    ...automatic.map((line, at): [string, string] => [
      from(`maquina${at}@example.com`, 'Fuera de la oficina', `auto${at}`, line),
      'MAIL_AUTOMATIC',
    ]),
    [
      Buffer.concat([
        Buffer.from(from('ana@example.com', 'Grande', 'grande')),
        Buffer.alloc(30 * 2 ** 20, 'a'),
      ]),
      'MAIL_TOO_LARGE',
    ],
  ];
  for (const [raw] of mails) await imap.deliver(user, raw);
  const rows = await outcomes(mails.length);
  expect(rows.map(({ code }) => code)).toEqual(mails.map(([, code]) => code));
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['REFUSED']));
  expect((await cauce.engine.store.search('cases', {})).rows).toEqual([]);
  // Nothing about a person lies open in the table.
  expect(JSON.stringify(rows)).not.toMatch(/example\.com|oficina/);
  expect((await listed('staff')).status).toBe(403);
  const { items } = (await (await listed('auditor')).json()) as { items: { [name: string]: unknown }[] };
  expect(items).toHaveLength(mails.length);
  expect(items).toContainEqual(
    expect.objectContaining({
      from: 'ana@example.com',
      subject: 'Grande',
      state: 'REFUSED',
      reason: expect.stringContaining('31457280'),
    }),
  );
});

it('opens one case for a mail that comes twice, and stops an answering machine that says nothing of it', async () => {
  const user = someone();
  await open({ user });
  for (const id of ['a', 'a', 'b', 'c', 'd', 'e'])
    await imap.deliver(user, from('ana@example.com', `N-${id}`, id));
  expect((await outcomes(6)).map(({ state, code }) => [state, code])).toEqual([
    ['STARTED', null],
    ['REFUSED', 'MAIL_SEEN_BEFORE'],
    ['STARTED', null],
    ['STARTED', null],
    ['STARTED', null],
    ['REFUSED', 'MAIL_TOO_MANY_OF_SENDER'],
  ]);
});

it('joins a reply to its case by number or reference, and keeps strangers out of it', async () => {
  const user = someone();
  await open({ user });
  await imap.deliver(user, from('ana@example.com', 'CARTA-1', 'uno'));
  await imap.deliver(user, from('eva@example.com', 'Re: CARTA-1', 'ajeno'));
  await imap.deliver(
    user,
    from('ana@example.com', 'Otra cosa', 'dos', 'References: <cero@example.com> <uno@example.com>'),
  );
  await imap.deliver(user, from('Ana <ANA@example.com>', 'RV: sobre carta-1 de ayer', 'tres'));
  const forged = 'Authentication-Results: mx.empresa.example; spf=none; dmarc=fail';
  await imap.deliver(user, from('ana@example.com', 'Re: CARTA-1', 'falso', forged));
  const rows = await outcomes(5);
  const [first] = rows;
  expect(rows.map(({ state, code }) => [state, code])).toEqual([
    ['STARTED', null],
    ['STARTED', 'MAIL_OF_ANOTHER_SENDER'],
    ['JOINED', null],
    ['JOINED', null],
    ['STARTED', 'MAIL_OF_ANOTHER_SENDER'],
  ]);
  const ofCase = Number(first?.case_key);
  expect(rows.map(({ case_key }) => Number(case_key) === ofCase)).toEqual([true, false, true, true, false]);
  expect(await cauce.engine.visibleVariables(ofCase)).toMatchObject({ more: 'Buen día.' });
  expect(await cauce.engine.visibleVariables(Number(rows[1]?.case_key))).toMatchObject({
    related: 'CARTA-1',
  });
  const documents = await (cauce.engine.store as OpenStore).documents.ofCase(ofCase);
  expect(documents).toHaveLength(2);
});

it('goes on after a restart where it was, moves what it has read, and waits for a process that takes it', async () => {
  const user = someone();
  await imap.deliver(user, from('ana@example.com', 'De antes', 'viejo'), ['\\Seen']);
  await imap.deliver(user, from('ana@example.com', 'Sin leer', 'nuevo'));
  const database = await databaseIn(folder, 'restart.db');
  const query = '?processed=Listos&refused=Rechazados';
  await open({ user, database, query, deployed: false });
  const { reader } = cauce.engine.store;
  await until(async () => {
    const row = await reader('cauce_mailboxes').first('error');
    return String(row?.error).includes('INTAKE_NOT_FOUND');
  });
  expect(await imap.folder(user)).toHaveLength(2);
  await deploy();
  expect(await outcomes(1)).toMatchObject([{ state: 'STARTED' }]);
  await until(async () => (await imap.folder(user)).length === 1);
  await cauce.close();
  await imap.deliver(user, from('ana@example.com', 'Luego', 'luego'));
  await imap.deliver(user, from('postmaster@example.com', 'Devuelto', 'd'));
  await open({ user, database, query });
  expect((await outcomes(3)).map(({ state }) => state)).toEqual(['STARTED', 'STARTED', 'REFUSED']);
  await until(async () => (await imap.folder(user)).length === 1);
  expect(await imap.folder(user)).toMatchObject([{ subject: 'De antes' }]);
  expect((await imap.folder(user, 'Listos')).map(({ subject }) => subject)).toEqual(['Sin leer', 'Luego']);
  expect((await imap.folder(user, 'Rechazados')).map(({ subject }) => subject)).toEqual(['Devuelto']);
});

it('opens no second case where a crash came between the case and its record', async () => {
  const user = someone();
  const database = await databaseIn(folder, 'crash.db');
  await open({ user, database });
  const withFile = [
    'From: ana@example.com',
    'Subject: Con archivo',
    'Message-ID: <archivo@example.com>',
    'Content-Type: multipart/mixed; boundary=p',
    '',
    '--p',
    'Content-Type: text/plain',
    'Content-Disposition: attachment; filename="../../nota.txt"',
    '',
    'hola',
    '--p--',
    '',
  ].join('\r\n');
  await imap.deliver(user, withFile);
  const [row] = await outcomes(1);
  await cauce.close();
  // As the crash would have left it: the case is there, of the mail the store knows nothing.
  await open({ user, database });
  await cauce.engine.store.write(async (db) => {
    await db('cauce_inbound_mails').del();
    await db('cauce_mailboxes').update({ last_uid: 0 });
  });
  await cauce.close();
  await open({ user, database });
  expect((await outcomes(1)).map(({ case_key }) => case_key)).toEqual([row?.case_key]);
  expect((await cauce.engine.store.search('cases', {})).rows).toHaveLength(1);
  const documents = await (cauce.engine.store as OpenStore).documents.ofCase(Number(row?.case_key));
  expect(documents.map(({ name }) => name)).toEqual(['nota.txt']);
});
