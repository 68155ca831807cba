// One request by mail from the mailbox to the answer: IMAP in, the tasks of the flow, SMTP out; a reply in between.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Variables } from '../../../engine/core/json.ts';
import { type Cauce, createCauce } from '../../../engine/index.ts';
import { referenceTo } from '../../../engine/jobs/inbound/mailFiles.ts';
import { system } from '../../../engine/runtime/submission.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { type Mailbox, openMailbox, until } from '../../engine/jobs/harness.ts';
import { type MailServer, openDovecot } from '../../harness/dovecot.ts';
import { databaseIn } from '../../harness/testDatabase.ts';

const folder = mkdtempSync(join(tmpdir(), 'cauce-mail-to-answer-'));
const pqrs = fileURLToPath(new URL('../../../processes/pqrs', import.meta.url));
let imap: MailServer;
let smtp: Mailbox;
let cauce: Cauce;

beforeAll(async () => {
  imap = await openDovecot();
  smtp = await openMailbox();
  cauce = await createCauce({
    database: await databaseIn(folder),
    imap: imap.url('pqrs', '?address=servicio%40empresa.example'),
    mailPoll: 300,
    smtp: `smtp://127.0.0.1:${smtp.port}`,
    mailFrom: 'Servicio <servicio@empresa.example>',
    baseUrl: 'https://tramites.example.co',
  });
  expect(await cauce.deployFolder(pqrs)).toMatchObject({ ok: true });
});

afterAll(async () => {
  await cauce?.close();
  await Promise.all([imap?.close(), smtp?.close()]);
  rmSync(folder, { recursive: true });
});

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

function letter(headers: string, text: string, file: string): string {
  return [
    'From: =?utf-8?q?Marta_R=C3=ADos?= <Marta@Example.com>',
    'To: pqrs@empresa.example',
    headers,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=parte',
    '',
    '--parte',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--parte',
    'Content-Type: application/pdf',
    `Content-Disposition: attachment; filename=${file}`,
    'Content-Transfer-Encoding: base64',
    '',
    pdf.toString('base64'),
    '--parte--',
    '',
  ].join('\r\n');
}

async function openTask(elementId: string) {
  const { rows } = await cauce.engine.store.search('user_tasks', {
    where: [
      { column: 'state', op: 'eq', value: 'CREATED' },
      { column: 'element_id', op: 'eq', value: elementId },
    ],
  });
  return rows[0];
}

async function complete(elementId: string, variables: Variables): Promise<void> {
  await until(async () => (await openTask(elementId)) !== undefined);
  const task = await openTask(elementId);
  const outcome = await cauce.engine.completeUserTask(Number(task?.key), variables, { principal: system });
  expect(outcome, elementId).toMatchObject({ ok: true });
}

const mailTo = (start: string) => smtp.received.find(({ email }) => email.subject?.startsWith(start))?.email;

async function mailOut(start: string) {
  await until(() => mailTo(start) !== undefined);
  return mailTo(start);
}

it('answers by mail what came by mail', async () => {
  const first = 'Subject: Subsidio de marzo\r\nMessage-ID: <uno@example.com>';
  await imap.deliver('pqrs', letter(first, 'No recibí el subsidio de marzo. ¿Por qué?', 'soporte.pdf'));

  const acknowledgement = await mailOut('Recibimos su solicitud');
  expect(acknowledgement).toMatchObject({ to: [{ address: 'marta@example.com' }] });
  expect(acknowledgement?.text).toContain('Si responde a este correo, lo que escriba llega a');
  const number = /PQRS-\d{4}-\d{6}/.exec(acknowledgement?.subject ?? '')?.[0];
  const [filed] = (await cauce.engine.store.search('cases', {})).rows;
  expect(filed).toMatchObject({ number, opened_by: 'correo', milestone: 'radicada' });
  const caseKey = Number(filed?.key);
  expect(await cauce.engine.visibleVariables(caseKey)).toMatchObject({
    channel: 'correo',
    requester_name: 'Marta Ríos',
    contact_email: 'marta@example.com',
    description: 'Subsidio de marzo\n\nNo recibí el subsidio de marzo. ¿Por qué?',
    attachments: [{ metadata: { fileName: 'soporte.pdf', contentType: 'application/pdf' } }],
  });

  await complete('p03_classify', {
    request_type: 'peticion_general',
    service: 'subsidio',
    is_ssf: false,
    is_subsidio: false,
    is_competent: true,
    is_complete: false,
  });
  await complete('p08_request_completion', {
    missing_items: 'El certificado del empleador.',
    requested_at: new Date().toISOString(),
  });
  const asked = await mailOut('Necesitamos algo más');
  const reply = `Subject: Re: ${asked?.subject}\r\nMessage-ID: <dos@example.com>\r\nIn-Reply-To: ${asked?.messageId}`;
  await imap.deliver('pqrs', letter(reply, 'Va el certificado.', 'certificado.pdf'));

  await complete('p14_assign', { assigned_to: 'relaciones_corporativas', request_closed: false });
  const documents = await (cauce.engine.store as OpenStore).documents.ofCase(caseKey);
  expect(documents.map(({ name }) => name.replace(/[\d-]{10,}/, '-')).sort()).toEqual([
    'certificado.pdf',
    'correo-.txt',
    'soporte.pdf',
  ]);
  expect(await cauce.engine.visibleVariables(caseKey)).toMatchObject({
    completion_text: 'Va el certificado.',
    completion_files: [{ metadata: { fileName: 'certificado.pdf' } }],
  });
  await complete('p18_build_response', {
    response_text: 'El subsidio quedó pagado.',
    response_files: [referenceTo(documents.find(({ name }) => name === 'certificado.pdf')!)],
    legal_support_required: false,
  });
  await complete('p22_send_response', {
    delivery_medium: 'electronica',
    sent_at: new Date().toISOString(),
  });

  const answer = await mailOut('Respuesta a su solicitud');
  expect(answer).toMatchObject({
    subject: `Respuesta a su solicitud ${number}`,
    to: [{ address: 'marta@example.com' }],
    messageId: expect.stringMatching(new RegExp(`^<\\d+\\.${caseKey}@empresa\\.example>$`)),
  });
  expect(answer?.text).toContain('El subsidio quedó pagado.');
  expect(answer?.attachments).toMatchObject([{ filename: 'certificado.pdf', mimeType: 'application/pdf' }]);
  expect((await cauce.engine.store.search('cases', {})).rows).toHaveLength(1);
  expect(await imap.folder('pqrs')).toMatchObject([
    { flags: expect.arrayContaining(['\\Seen']) },
    { flags: expect.arrayContaining(['\\Seen']) },
  ]);
});
