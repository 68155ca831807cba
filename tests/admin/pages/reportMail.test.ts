// A dashboard that is mailed by itself: scheduled on a page, sent by a real mail server on the first business day, with
// the period that is over, once; tried again while the server is away.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../engine/index.ts';
import { connectorSettings } from '../../../engine/options.ts';
import { createReportMailer } from '../../../engine/reportMail.ts';
import { type Mailbox, openMailbox, until } from '../../engine/jobs/harness.ts';
import { fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, type Visitor } from '../harness/visitor.ts';

let product: Product;
let mailbox: Mailbox;
let leader: Visitor;
// A Tuesday; the first of January is a holiday and a Friday, so that Monday the 4th is the month's first business day.
let now = Date.parse('2026-12-22T15:00:00Z');

beforeAll(async () => {
  mailbox = await openMailbox();
  product = await startProduct({ now: () => now });
  leader = createVisitor(product.url);
  await leader.signIn('lucia');
  await fileRequest(createVisitor(product.url));
});
afterAll(async () => {
  await product.close();
  await mailbox.close();
});

function mailerTo(port: number) {
  const settings = connectorSettings({
    smtp: `smtp://127.0.0.1:${port}`,
    mailFrom: 'Cauce <cauce@example.com>',
  });
  const engine = product.cauce.engine as Engine;
  const mailer = createReportMailer({ engine, timeZone: 'America/Bogota', settings });
  if (!mailer) throw new Error('Expected a mailer, for there is a mail server.');
  return mailer;
}

test('what is wrong with an address is told beside what was typed', async () => {
  const page = await leader.get('/tablero/envios?report=lider&flow=pqrs');
  const answer = await leader.post(page, '/tablero/envios?flow=pqrs', {
    report: 'lider',
    format: 'pdf',
    frequency: 'monthly',
    recipients: 'ana@example.com, pedro',
  });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('«pedro»');
  expect(answer.text).toContain('value="ana@example.com, pedro"');
});

test('it says when the first one leaves', async () => {
  const page = await leader.get('/tablero/envios?report=lider&flow=pqrs');
  const fields = {
    report: 'lider',
    format: 'pdf',
    frequency: 'monthly',
    recipients: 'ana@example.com pedro@example.com',
  };
  const answer = await leader.post(page, '/tablero/envios?flow=pqrs', fields);
  expect(answer.text).toContain('El envío quedó programado.');
  expect(answer.text).toContain('lun 4 ene 2027');
});

test('it leaves that morning, with the month that is over, and only once', async () => {
  expect(await mailerTo(mailbox.port).run()).toBe(0);
  now = Date.parse('2027-01-04T12:01:00Z');
  // Two nodes look at the same time.
  const runs = await Promise.all([mailerTo(mailbox.port).run(), mailerTo(mailbox.port).run()]);
  expect(runs.sort()).toEqual([0, 1]);
  await until(() => mailbox.received.length === 1);
  const mail = mailbox.received[0]?.email;
  expect(mail?.subject).toBe('Tablero del líder: diciembre de 2026');
  const [attached] = mail?.attachments ?? [];
  expect(attached?.filename).toBe('cauce-lider-2026-12.pdf');
  const content = Buffer.from(attached?.content as ArrayBuffer);
  expect(content.subarray(0, 5).toString()).toBe('%PDF-');
  // Tagged, with its language and title, for who listens to it.
  expect(content.toString('latin1')).toMatch(/\/Marked true/);
  expect(content.toString('latin1')).toMatch(/\/Lang \(es-CO\)/);
  expect(await mailerTo(mailbox.port).run()).toBe(0);
});

test('while the mail server is away it waits, says so, and leaves later under the same id', async () => {
  const first = mailbox.received[0]?.email.messageId;
  now = Date.parse('2027-02-01T12:01:00Z');
  expect(await mailerTo(1).run()).toBe(0);
  // Nobody stays signed in for weeks.
  await leader.signIn('lucia');
  expect((await leader.get('/tablero/envios')).text).toContain('SMTP_FAILED');
  expect(await mailerTo(mailbox.port).run()).toBe(0);
  now += 6 * 60_000;
  expect(await mailerTo(mailbox.port).run()).toBe(1);
  expect(mailbox.received).toHaveLength(2);
  expect(mailbox.received[1]?.recipients).toEqual(['ana@example.com', 'pedro@example.com']);
  expect(mailbox.received[1]?.email.messageId).toContain('2027-02-01@example.com');
  expect(mailbox.received[1]?.email.messageId).not.toBe(first);
});

test('it is removed, and all of it is on record', async () => {
  const page = await leader.get('/tablero/envios');
  const action = /action="([^"]*\/quitar)"/.exec(page.text)?.[1] ?? '';
  expect((await leader.post(page, action, {})).text).toContain('El envío se quitó.');
  const { reader, tenant } = product.cauce.engine.store;
  const events = await reader('cauce_access_log')
    .where({ tenant_id: tenant })
    .where('event', 'like', 'report%')
    .orderBy('id')
    .pluck('event');
  expect(events).toEqual(['reportScheduled', 'reportMailed', 'reportMailed', 'reportUnscheduled']);
});

test('who does not lead schedules nothing', async () => {
  const auditor = createVisitor(product.url);
  await auditor.signIn('aurora');
  expect((await auditor.get('/tablero/envios')).text).not.toContain('<form class="section');
  expect((await auditor.send('POST', '/tablero/envios', new URLSearchParams())).status).toBe(403);
});
