// Mail jobs: what lands in the outbox, once, sealed, to whom, and what is refused.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { connectors, hashCaseCode, jobProblems } from '../../../engine/jobs/index.ts';
import { type Bench, job, openBench, unseal } from './harness.ts';

const mail = connectors['cauce:mail'];
const TEMPLATE = `Subject: Radicado {{case_number}}

Hola {{requester_name}}:
{{#if due_date}}Responderemos a más tardar el {{date due_date}}.
{{/if}}{{#if tracking_url}}Siga su caso en {{tracking_url}}
{{/if}}`;

let bench: Bench;

beforeEach(async () => {
  bench = await openBench({ baseUrl: 'https://tramites.example.co' });
  bench.files.set('mails/acknowledgement.hbs', TEMPLATE);
});

afterEach(() => bench.close());

async function contents() {
  const rows = await bench.mails();
  return rows.map((row) => JSON.parse(unseal(row.root_key, row.content)) as { [name: string]: Json });
}

const person = {
  to: 'ana@example.co',
  case_number: 'PQRS-2026-000001',
  requester_name: 'Ana & <Luis>',
  due_date: '2026-04-09T23:59:59-05:00',
};

describe('cauce:mail', () => {
  it('puts one sealed mail into the outbox and completes', async () => {
    expect(await mail.run(job(1_048_580, person), bench.services)).toEqual({ variables: {} });
    const [row] = await bench.mails();
    expect(row).toMatchObject({
      job_key: 1_048_580,
      message_id: '<1048580.1048576@tramites.example.co>',
      state: 'QUEUED',
      attempts: 0,
    });
    expect(row?.content).not.toContain('ana@example.co');
    const [content] = await contents();
    expect(content).toMatchObject({ to: ['ana@example.co'], subject: 'Radicado PQRS-2026-000001' });
    expect(content?.text).toContain('Hola Ana & <Luis>:\nResponderemos a más tardar el 9 de abril de 2026.');
  });

  it('goes to whom the variable holds that the header names', async () => {
    const { to, ...nameless } = person;
    const variables = { ...nameless, contact_email: 'luis@example.co' };
    await mail.run(job(1_048_580, { ...variables, to }, { to: 'contact_email' }), bench.services);
    expect(await contents()).toMatchObject([{ to: ['luis@example.co'] }]);
  });

  it('is no mail where the named variable holds nobody', async () => {
    const outcome = await mail.run(job(1_048_580, person, { to: 'contact_email' }), bench.services);
    expect(outcome).toEqual({ variables: {} });
    expect(await bench.mails()).toEqual([]);
  });

  it('does nothing more when it runs again', async () => {
    for (let run = 0; run < 3; run += 1) await mail.run(job(1_048_580, person), bench.services);
    expect(await bench.mails()).toHaveLength(1);
    const codes = await bench.db.reader('cauce_case_codes').select();
    expect(codes).toHaveLength(1);
  });

  it('writes one mail when two runs of one job meet', async () => {
    await Promise.all([1, 2, 3].map(() => mail.run(job(1_048_580, person), bench.services)));
    expect(await bench.mails()).toHaveLength(1);
    expect(await bench.db.reader('cauce_case_codes').select()).toHaveLength(1);
  });

  it('gives a template that names tracking_url a code of its own, of which only the hash is kept', async () => {
    await mail.run(job(1_048_580, person), bench.services);
    const [content] = await contents();
    const code = /https:\/\/tramites\.example\.co\/seguimiento\/([\w-]{22})/.exec(String(content?.text))?.[1];
    const [row] = (await bench.db.reader('cauce_case_codes').select()) as { [name: string]: Json }[];
    expect(row).toMatchObject({
      code_hash: hashCaseCode(code!),
      case_key: 1_048_576,
      kind: 'tracking',
      used_at: null,
    });
  });

  it('keeps the link that the case was filed with', async () => {
    await mail.run(
      job(1_048_580, { ...person, tracking_url: 'https://x.co/seguimiento/abc' }),
      bench.services,
    );
    expect((await contents())[0]?.text).toContain('Siga su caso en https://x.co/seguimiento/abc\n');
    expect(await bench.db.reader('cauce_case_codes').select()).toEqual([]);
  });

  it('goes on without a mail when nobody has an address', async () => {
    for (const [index, to] of [null, '', [], [null, '']].entries()) {
      const outcome = await mail.run(job(1_048_580 + index, { ...person, to }), bench.services);
      expect(outcome).toEqual({ variables: {} });
    }
    expect(await bench.mails()).toEqual([]);
  });

  it('takes several recipients as a list and each of them once', async () => {
    const to = ['ana@example.co', 'luis@example.co', 'ana@example.co'];
    await mail.run(job(1_048_580, { ...person, to }), bench.services);
    expect((await contents())[0]?.to).toEqual(['ana@example.co', 'luis@example.co']);
  });

  it.each([
    'ana@example.co\r\nBcc: evil@example.co',
    'ana@example.co\n',
    'ana@example.co, evil@example.co',
    'ana@example.co;evil@example.co',
    'ana@example.co evil@example.co',
    'g:evil@example.co,b@example.co;',
    'Ana <ana@example.co>',
    '<ana@example.co>',
    '"ana@evil.co"@example.co',
    'ana@example.co(evil)',
    'ana@@example.co',
    'ana',
    '@example.co',
    'ana@-example.co',
    'ana@example..co',
    `${'a'.repeat(65)}@example.co`,
    `ana@${'a'.repeat(250)}.co`,
    'ana@example.co\u0000',
    'ana\u2028@example.co',
  ])('refuses the recipient %j', async (to) => {
    const outcome = await mail.run(job(1_048_580, { ...person, to }), bench.services);
    expect(outcome).toMatchObject({ error: { code: 'MAIL_ADDRESS_INVALID', values: { position: 1 } } });
    expect(JSON.stringify(outcome)).not.toContain('example');
    expect(await bench.mails()).toEqual([]);
  });

  it('refuses recipients that are no text, and too many', async () => {
    for (const to of [7, { address: 'ana@example.co' }, [['ana@example.co']], ['ana@example.co', true]]) {
      const outcome = await mail.run(job(1_048_580, { ...person, to: to as Json }), bench.services);
      expect(outcome).toMatchObject({ error: { code: 'MAIL_ADDRESS_INVALID' } });
    }
    const to = Array.from({ length: 21 }, (_, index) => `a${index}@example.co`);
    const outcome = await mail.run(job(1_048_580, { ...person, to }), bench.services);
    expect(outcome).toMatchObject({ error: { code: 'MAIL_TOO_MANY_ADDRESSES' } });
  });

  it('keeps a subject on one line, whatever the values hold', async () => {
    const values = { ...person, case_number: 'X\r\nBcc: evil@example.co\u2028Y\u0000Z' };
    await mail.run(job(1_048_580, values), bench.services);
    await mail.run(job(1_048_581, { ...person, subject: 'Hola\r\nBcc: evil@example.co' }), bench.services);
    expect((await contents()).map(({ subject }) => subject)).toEqual([
      'Radicado X Bcc: evil@example.co Y Z',
      'Hola Bcc: evil@example.co',
    ]);
  });

  it('says which template is missing', async () => {
    const missing = job(1_048_580, person, { template: 'mails/none.hbs' });
    expect(await mail.run(missing, bench.services)).toMatchObject({
      error: { code: 'MAIL_TEMPLATE_NOT_FOUND', values: { template: 'mails/none.hbs' } },
    });
    const unnamed = job(1_048_580, person, { template: '' });
    expect(await mail.run(unnamed, bench.services)).toMatchObject({
      error: { code: 'MAIL_TEMPLATE_NOT_NAMED' },
    });
  });

  it('attaches only what the header names, never a variable that happens to be called attachments', async () => {
    const variables = { ...person, attachments: [{ documentId: 'd1' }], letter: { documentId: 'd2' } };
    await mail.run(job(1_048_580, variables), bench.services);
    await mail.run(job(1_048_581, variables, { attachments: 'letter' }), bench.services);
    expect((await contents()).map(({ attachments }) => attachments)).toEqual([[], ['d2']]);
    const wrong = job(
      1_048_582,
      { ...variables, letter: { path: '/etc/passwd' } },
      { attachments: 'letter' },
    );
    expect(await mail.run(wrong, bench.services)).toMatchObject({
      error: { code: 'MAIL_ATTACHMENTS_INVALID' },
    });
  });

  it('has words in both languages for every problem', () => {
    for (const { es, en } of Object.values(jobProblems)) {
      expect(es.length).toBeGreaterThan(20);
      expect(en.length).toBeGreaterThan(20);
    }
  });
});
