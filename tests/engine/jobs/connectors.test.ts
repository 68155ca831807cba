// The survey and Almera connectors: codes that are kept as hashes, rows that are written once.
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csvCell } from '../../../engine/jobs/csv.ts';
import { connectorOf, connectors, hashCaseCode, isConnectorConfigured } from '../../../engine/jobs/index.ts';
import { type Bench, job, openBench, unseal } from './harness.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await openBench({ baseUrl: 'https://tramites.example.co/' });
});

afterEach(() => bench.close());

describe('the registry', () => {
  it('knows what is configured', () => {
    expect(isConnectorConfigured('cauce:mail', {})).toBe(true);
    expect(isConnectorConfigured('cauce:survey', {})).toBe(false);
    expect(isConnectorConfigured('cauce:survey', { baseUrl: 'https://x.co' })).toBe(true);
    expect(isConnectorConfigured('cauce:almera', {})).toBe(false);
    expect(isConnectorConfigured('cauce:almera', { almeraExportDir: '/tmp/x' })).toBe(true);
    expect(isConnectorConfigured('cauce:set', {})).toBe(true);
    expect(isConnectorConfigured('payment', {})).toBe(false);
    expect(connectorOf('constructor')).toBeUndefined();
    expect(Object.entries(connectors).map(([type, one]) => type === one.type)).toEqual(
      Array(Object.keys(connectors).length).fill(true),
    );
  });
});

describe('cauce:survey', () => {
  const headers = { template: 'mails/survey.hbs', question: '¿Qué tan satisfecho quedó?', scale: '1-5' };
  const surveyJob = (key: number) => job(key, { to: 'ana@example.co' }, headers);

  beforeEach(() => {
    bench.files.set('mails/survey.hbs', 'Subject: Su opinión\n\n{{question}}\n{{survey_url}}\n');
  });

  it('mails a link with a code of 128 bits and keeps its hash with the job that asked', async () => {
    expect(await connectors['cauce:survey'].run(surveyJob(1_048_590), bench.services)).toEqual({
      variables: {},
    });
    const [mail] = await bench.mails();
    const { text } = JSON.parse(unseal(1_048_576, mail!.content)) as { text: string };
    const link =
      /^¿Qué tan satisfecho quedó\?\nhttps:\/\/tramites\.example\.co\/encuesta\/([\w-]{22})\n$/.exec(text);
    expect(link).not.toBeNull();
    expect(Buffer.from(link![1]!, 'base64url')).toHaveLength(16);
    const codes = (await bench.db.reader('cauce_case_codes').select()) as object[];
    expect(codes).toEqual([
      expect.objectContaining({
        code_hash: hashCaseCode(link![1]!),
        case_key: 1_048_576,
        kind: 'survey',
        job_key: 1_048_590,
        used_at: null,
      }),
    ]);
    expect(JSON.stringify(codes)).not.toContain(link![1]);
  });

  it('makes no second code when it runs again', async () => {
    const runs = [1, 2, 3].map(() => connectors['cauce:survey'].run(surveyJob(1_048_590), bench.services));
    await Promise.all(runs);
    await connectors['cauce:survey'].run(surveyJob(1_048_590), bench.services);
    expect(await bench.mails()).toHaveLength(1);
    expect(await bench.db.reader('cauce_case_codes').select()).toHaveLength(1);
  });
});

describe('cauce:almera', () => {
  const closing = (key: number, variables = {}) => ({
    ...job(key, {
      case_number: 'PQRS-2026-000001',
      request_type: 'reclamo',
      service: '=HYPERLINK("http://evil")',
      filed_at: '2026-03-16T10:00:00-05:00',
      requester_name: 'Ana',
      ...variables,
    }),
    type: 'cauce:almera',
  });

  function useFolder(now = '2026-04-09T20:00:00Z'): string {
    bench.services.settings.almeraExportDir = join(bench.folder, 'almera');
    bench.services.now = () => Date.parse(now);
    return join(bench.folder, 'almera', `closed-cases-${now.slice(0, 4)}.csv`);
  }

  it('lists each closed case once, without personal data and without formulas', async () => {
    const file = useFolder();
    const runs = [5, 6, 5, 5].map((key) => connectors['cauce:almera'].run(closing(key), bench.services));
    await Promise.all(runs);
    const lines = (await readFile(file, 'utf8')).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(
      '"job_key","case_key","case_number","request_type","service","channel","filed_at","due_date","sent_at","closing_state","closed_at"',
    );
    expect(lines[1]).toBe(
      '"5","1048576","PQRS-2026-000001","reclamo","\'=HYPERLINK(""http://evil"")","","2026-03-16T10:00:00-05:00","","","","2026-04-09T20:00:00.000Z"',
    );
    expect(lines[2]).toMatch(/^"6",/);
    expect(lines.join()).not.toContain('Ana');
  });

  it('replaces a row that a power cut tore', async () => {
    const file = useFolder();
    await connectors['cauce:almera'].run(closing(5), bench.services);
    const whole = await readFile(file, 'utf8');
    await appendFile(file, '"6","104857');
    await connectors['cauce:almera'].run(closing(6), bench.services);
    const text = await readFile(file, 'utf8');
    expect(text.startsWith(whole)).toBe(true);
    expect(text.slice(whole.length).split('\n')).toHaveLength(2);
    expect(text).not.toContain('"104857"6"');
  });

  it('starts again where not even the heading was written whole', async () => {
    const file = useFolder();
    await connectors['cauce:almera'].run(closing(5), bench.services);
    const whole = await readFile(file, 'utf8');
    await writeFile(file, '"job_k');
    await connectors['cauce:almera'].run(closing(5), bench.services);
    expect(await readFile(file, 'utf8')).toBe(whole);
  });

  it('does not list a case again in the next year', async () => {
    const before = useFolder('2026-12-31T23:59:59Z');
    await connectors['cauce:almera'].run(closing(5), bench.services);
    const after = useFolder('2027-01-01T00:00:01Z');
    await connectors['cauce:almera'].run(closing(5), bench.services);
    await connectors['cauce:almera'].run(closing(6), bench.services);
    expect((await readFile(before, 'utf8')).split('\n')).toHaveLength(3);
    expect(await readFile(after, 'utf8')).not.toContain('"5",');
  });

  it('throws what may get better, so that it is tried again', async () => {
    useFolder();
    await writeFile(join(bench.folder, 'almera'), 'a file where the folder should be');
    await expect(connectors['cauce:almera'].run(closing(5), bench.services)).rejects.toMatchObject({
      code: 'EEXIST',
    });
  });
});

describe('a CSV cell', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1+1', `"'-1+1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"' =1"`],
    ['\r=1', `"' =1"`],
    [' =1', `"' =1"`],
    ['＝1', `"'＝1"`],
    ['"=1', `"""=1"`],
    ['a\nb', '"a b"'],
    ['', '""'],
    ['2026-04-09', '"2026-04-09"'],
  ])('of %j is %s', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});
