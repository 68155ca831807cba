// The outbox against a real mail server: delivery, a server that is away, refusals, and mails sent again.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  connectors,
  createOutbox,
  type Outbox,
  type OutboxOptions,
  type SmtpSettings,
  smtpFromUrl,
} from '../../../engine/jobs/index.ts';
import { freePort } from '../../harness/freePort.ts';
import { type Bench, job, type Mailbox, openBench, openMailbox, until } from './harness.ts';

const person = { to: 'ana@example.co', name: 'Ana Ñáñez' };
let bench: Bench;
let mailbox: Mailbox | undefined;
let outbox: Outbox | undefined;

beforeEach(async () => {
  bench = await openBench();
  bench.files.set('mails/acknowledgement.hbs', 'Subject: Acuse para {{name}}\n\nHola {{name}}.\n.\nFin\n');
});

afterEach(async () => {
  await outbox?.close();
  await mailbox?.close();
  await bench.close();
  outbox = undefined;
  mailbox = undefined;
});

function open(port: number, more: Partial<OutboxOptions> = {}, smtp: Partial<SmtpSettings> = {}): Outbox {
  bench.services.settings.smtp = { host: '127.0.0.1', port, ...smtp };
  bench.services.settings.mailFrom = { name: 'Atención', address: 'pqrs@tramites.example.co' };
  outbox = createOutbox({ ...bench.outboxOptions(), ...more });
  bench.services.mailQueued = outbox.notify;
  return outbox;
}

async function send(key: number, variables: Parameters<typeof job>[1] = person, headers = {}): Promise<void> {
  const outcome = await connectors['cauce:mail'].run(job(key, variables, headers), bench.services);
  expect(outcome).toEqual({ variables: {} });
}

async function stateOf(key: number): Promise<string | undefined> {
  return (await bench.mails()).find((row) => row.job_key === key)?.state;
}

describe('the outbox', () => {
  it('delivers a mail as it was written', async () => {
    mailbox = await openMailbox();
    open(mailbox.port, { pollMs: 600_000 });
    await send(1_048_580);
    await until(async () => (await stateOf(1_048_580)) === 'SENT');
    expect(mailbox.received).toHaveLength(1);
    const { recipients, email } = mailbox.received[0]!;
    expect(recipients).toEqual(['ana@example.co']);
    expect(email.subject).toBe('Acuse para Ana Ñáñez');
    expect(email.text?.trim()).toBe('Hola Ana Ñáñez.\n.\nFin');
    expect(email.html).toBeUndefined();
    expect(email.from).toMatchObject({ name: 'Atención', address: 'pqrs@tramites.example.co' });
    expect(email.messageId).toBe('<1048580.1048576@tramites.example.co>');
    expect(email.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
    const [row] = await bench.mails();
    expect(row).toMatchObject({ attempts: 1, error: null });
  });

  it('waits for a server that is down, and delivers once it is up', async () => {
    const port = await freePort();
    const hour = 3_600_000;
    let passed = 0;
    // The third attempt is made when the server is up again, and not before, however slow this test is.
    open(port, { now: () => Date.now() + passed, backOff: (attempts) => (attempts < 2 ? 20 : hour) });
    await send(1_048_580);
    await until(async () => ((await bench.mails())[0]?.next_attempt_at ?? 0) > Date.now() + hour / 2);
    const down = (await bench.mails())[0]!;
    expect(down).toMatchObject({ state: 'QUEUED', attempts: 2 });
    expect(down.error).toMatch(/ESOCKET|ECONN/);
    mailbox = await openMailbox({ port });
    passed = hour;
    await until(async () => (await stateOf(1_048_580)) === 'SENT');
    expect(mailbox.received).toHaveLength(1);
  });

  it('gives up after six attempts, keeps the reason without the address, and sends when asked again', async () => {
    const port = await freePort();
    mailbox = await openMailbox({ port, refuse: 550 });
    const box = open(port);
    await send(1_048_580);
    await until(async () => (await stateOf(1_048_580)) === 'FAILED');
    const failed = (await bench.mails())[0]!;
    expect(failed.attempts).toBe(6);
    expect(JSON.parse(failed.error!)).toEqual({
      code: 'SMTP_FAILED',
      values: { reason: 'EENVELOPE', responseCode: 550 },
    });
    expect(failed.error).not.toContain('ana');
    await mailbox.close();
    mailbox = await openMailbox({ port });
    expect(await box.retryMail(1_048_580)).toBe(true);
    await until(async () => (await stateOf(1_048_580)) === 'SENT');
    expect(await box.retryMail(1_048_580)).toBe(false);
    expect(await box.retryMail(99)).toBe(false);
  });

  it.each([
    ['never says a word', () => {}],
    [
      'says a little now and then and never comes to the point',
      (socket: Socket) => {
        const drip = setInterval(() => socket.write('220-wait\r\n'), 20);
        socket.on('close', () => clearInterval(drip));
      },
    ],
  ])('gives up a server that %s, and keeps the reason', async (_how, greet) => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => {
      sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
      greet(socket);
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    open(port, {}, { timeoutMs: 50 });
    await send(1_048_580);
    await until(async () => (await stateOf(1_048_580)) === 'FAILED');
    const [failed] = await bench.mails();
    expect(failed).toMatchObject({ attempts: 6, error: expect.stringContaining('"ETIMEDOUT"') });
    await until(() => sockets.size === 0);
    await new Promise((resolve) => silent.close(resolve));
  });

  it('sends a mail that waits for its next attempt at once when asked', async () => {
    const port = await freePort();
    const box = open(port, { backOff: () => 3_600_000, pollMs: 3_600_000 });
    await send(1_048_580);
    await until(async () => Boolean((await bench.mails())[0]?.error));
    mailbox = await openMailbox({ port });
    expect(await box.retryMail(1_048_580)).toBe(true);
    await until(async () => (await stateOf(1_048_580)) === 'SENT');
    expect(mailbox.received).toHaveLength(1);
  });

  it('takes up what an earlier process left, and sends each mail once', async () => {
    for (let key = 1_048_580; key < 1_048_600; key += 1) await send(key);
    mailbox = await openMailbox();
    open(mailbox.port);
    await until(async () => (await bench.mails()).every(({ state }) => state === 'SENT'));
    expect(mailbox.received.map(({ email }) => email.messageId).toSorted()).toEqual(
      Array.from({ length: 20 }, (_, index) => `<${1_048_580 + index}.1048576@localhost>`),
    );
  });

  it('lets two nodes share the work without sending twice', async () => {
    mailbox = await openMailbox();
    for (let key = 1_048_580; key < 1_048_600; key += 1) await send(key);
    const first = open(mailbox.port);
    open(mailbox.port);
    await until(async () => (await bench.mails()).every(({ state }) => state === 'SENT'));
    await first.close();
    expect(mailbox.received).toHaveLength(20);
  });

  it('keeps mails queued while no server is configured', async () => {
    outbox = createOutbox(bench.outboxOptions());
    bench.services.mailQueued = outbox.notify;
    await send(1_048_580);
    await outbox.close();
    expect((await bench.mails())[0]).toMatchObject({ state: 'QUEUED', attempts: 0, error: null });
  });

  it('puts nothing into the envelope or the headers but what was meant', async () => {
    mailbox = await openMailbox();
    open(mailbox.port);
    const name = 'X\r\nBcc: evil@example.co\r\nContent-Type: text/html\r\n\r\n<script>';
    await send(1_048_580, { to: ['ana@example.co', 'luis@example.co'], name });
    await until(() => mailbox!.received.length === 1);
    const { recipients, raw, email } = mailbox.received[0]!;
    expect(recipients).toEqual(['ana@example.co', 'luis@example.co']);
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(head).not.toMatch(/^bcc:/im);
    expect(head).not.toMatch(/^content-type: text\/html/im);
    expect(email.bcc).toBeUndefined();
    expect(email.subject).toBe('Acuse para X Bcc: evil@example.co Content-Type: text/html <script>');
  });

  it('attaches the documents of the case', async () => {
    mailbox = await openMailbox();
    const pdf = Buffer.from('%PDF-1.4 ñ');
    open(mailbox.port, {
      document: async (caseKey, id) =>
        caseKey === 1_048_576 && id === 'd1'
          ? { name: 'respuesta\r\nX: 1.pdf', contentType: 'application/pdf', content: pdf }
          : undefined,
    });
    await send(1_048_580, { ...person, letter: [{ documentId: 'd1' }] }, { attachments: 'letter' });
    await send(1_048_581, { ...person, letter: 'd2' }, { attachments: 'letter' });
    await until(async () => (await stateOf(1_048_581)) === 'FAILED' && (await stateOf(1_048_580)) === 'SENT');
    const [attachment] = mailbox.received[0]!.email.attachments;
    expect(attachment?.mimeType).toBe('application/pdf');
    expect(Buffer.from(attachment?.content as ArrayBuffer)).toEqual(pdf);
    expect(mailbox.received[0]!.raw).not.toMatch(/^X: 1/m);
    expect((await bench.mails())[1]?.error).toContain('MAIL_ATTACHMENT_NOT_FOUND');
  });

  it('fails a mail whose case was erased', async () => {
    mailbox = await openMailbox();
    open(mailbox.port, { open: async () => undefined });
    await send(1_048_580);
    await until(async () => (await stateOf(1_048_580)) === 'FAILED');
    expect((await bench.mails())[0]?.error).toContain('MAIL_UNREADABLE');
    expect(mailbox.received).toEqual([]);
  });

  it('closes while mails are under way, and leaves none half sent', async () => {
    mailbox = await openMailbox();
    for (let key = 1_048_580; key < 1_048_600; key += 1) await send(key);
    const box = open(mailbox.port);
    await until(() => mailbox!.received.length > 0);
    await box.close();
    const sent = (await bench.mails()).filter(({ state }) => state === 'SENT');
    expect(sent).toHaveLength(mailbox.received.length);
  });
});

describe('SMTP settings', () => {
  it('come from a URL', () => {
    expect(smtpFromUrl('smtp://ana%40x.co:s%3Acret@mail.example.co')).toEqual({
      host: 'mail.example.co',
      port: 587,
      secure: false,
      user: 'ana@x.co',
      password: 's:cret',
    });
    expect(smtpFromUrl('smtps://mail.example.co')).toMatchObject({ port: 465, secure: true });
    expect(smtpFromUrl('smtp://127.0.0.1:2525')).toMatchObject({ host: '127.0.0.1', port: 2525 });
    expect(smtpFromUrl('smtp://mail.example.co?timeout=2.5')).toMatchObject({ timeoutMs: 2500 });
    expect(smtpFromUrl('smtp://mail.example.co?timeout=soon')).toBeUndefined();
    expect(smtpFromUrl('http://mail.example.co')).toBeUndefined();
    expect(smtpFromUrl('mail')).toBeUndefined();
  });
});
