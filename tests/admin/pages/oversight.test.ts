// How the product fares, told to who runs it and to nobody else: measurements, the log, and what neither gives away.
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createBackups } from '../../../engine/backups.ts';
import { createLog } from '../../../engine/logging/log.ts';
import { redact } from '../../../engine/logging/redact.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor } from '../harness/visitor.ts';

let product: Product;
const lines: string[] = [];

beforeAll(async () => {
  product = await startProduct({ logFormat: 'json', writeLog: (line) => void lines.push(line) });
});
afterAll(() => product.close());

interface Told {
  status: number;
  text: string;
}

/** With the headers as they stand here; `fetch` would not let some of them be set. */
function ask(url: string, path: string, headers: Record<string, string> = {}): Promise<Told> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(new URL(path, url), { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    outgoing.on('error', reject).end();
  });
}

describe('measurements', () => {
  test('name requests by their route, and what the store holds', async () => {
    const visitor = createVisitor(product.url);
    const { number } = await fileRequest(visitor);
    await visitor.get('/entrar?next=/casos/1234567890');
    const { status, text } = await ask(product.url, '/metrics');
    expect(status).toBe(200);
    expect(text).toMatch(
      /cauce_http_request_duration_seconds_count\{kind="page",route="\/entrar",status="200"\} \d/,
    );
    expect(text).toMatch(/^cauce_incidents_open 0$/m);
    expect(text).toMatch(/^cauce_batches_total [1-9]/m);
    expect(text).toMatch(/^cauce_last_backup_timestamp_seconds Nan$/im);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(text).not.toContain(number);
    expect(text).not.toContain('1234567890');
  });

  test.each([
    ['through a proxy', { 'X-Forwarded-For': '127.0.0.1' }],
    ['through a proxy of another kind', { Forwarded: 'for=127.0.0.1' }],
    ['under another name', { Host: 'tramites.example.co' }],
    ['with a token that nobody set', { Host: 'evil.example', Authorization: 'Bearer x' }],
  ])('are not there for who asks %s', async (_, headers) => {
    const told = await ask(product.url, '/metrics', headers as Record<string, string>);
    expect([told.status, told.text.includes('cauce_')]).toEqual([404, false]);
  });

  test('are for their token alone where one is set, or where people come from elsewhere', async () => {
    const metricsToken = 'medidas-de-la-noche';
    const other = await startProduct({ metricsToken, baseUrl: 'https://tramites.example.co' });
    try {
      const status = async (authorization?: string) =>
        (await ask(other.url, '/metrics', authorization === undefined ? {} : { authorization })).status;
      expect(await status(`Bearer ${metricsToken}`)).toBe(200);
      for (const wrong of [undefined, '', 'Bearer', `Bearer ${metricsToken}x`, `Basic ${metricsToken}`])
        expect(await status(wrong), wrong).toBe(404);
    } finally {
      await other.close();
    }
    const open = await startProduct({ baseUrl: 'https://tramites.example.co' });
    try {
      expect((await ask(open.url, '/metrics')).status).toBe(404);
    } finally {
      await open.close();
    }
  });

  test('need a token that cannot be guessed', async () => {
    await expect(startProduct({ metricsToken: 'corto' })).rejects.toThrow(/metricsToken/);
  });
});

describe('the log', () => {
  test('has one line of JSON for each request, with the route and not the address', async () => {
    const from = lines.length;
    await createVisitor(product.url).get('/entrar?next=%2Fcasos%2F4096');
    const entries = lines.slice(from).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toContainEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'info',
      event: 'request',
      kind: 'page',
      method: 'GET',
      route: '/entrar',
      status: 200,
      ms: expect.any(Number),
    });
    expect(lines.slice(from).join('\n')).not.toContain('4096');
  });

  test('holds none of what people told: fifty things that were planted, filed, refused and failed', async () => {
    const planted = Array.from({ length: 50 }, (_, at) => `zarzamora${at}q${1_000_000 + at * 7919}`);
    const [name = '', email = '', text = '', ...rest] = planted;
    const visitor = createVisitor(product.url);
    await fileRequest(visitor, {
      requester_name: name,
      contact_email: `${email}@example.com`,
      description: text,
    });
    const staff = createVisitor(product.url);
    await staff.signIn('adriana');
    // Each of these costs a password's hash.
    for (const each of rest.slice(0, 4))
      await visitor.send('POST', '/entrar', new URLSearchParams({ username: each, password: each }));
    for (const each of rest) {
      await visitor.send('GET', `/seguimiento/${each}?q=${each}`);
      await staff.send('POST', `/tareas/${each}`, new URLSearchParams({ [each]: each }), { 'x-name': each });
      await fetch(new URL('/v2/cases/search', product.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${each}` },
        body: `{"${each}": ${each}`,
      });
    }
    const log = createLog({ format: 'json', now: Date.now, write: (line) => void lines.push(line) });
    for (const each of planted) {
      log.problem(new Error(`duplicate key: insert into users values (${each}) - ${each}`));
      log.problem(new SyntaxError(`Unexpected token, "${each}" is not valid JSON`));
      log.problem({ code: 'MAIL_ADDRESS_WRONG', values: { address: `${each}@example.com` } });
      log.failure('reference', new TypeError(`Cannot read "${each}"`), 'GET /x');
    }
    expect(lines.length).toBeGreaterThan(150);
    const all = lines.join('\n');
    expect(planted.filter((each) => all.includes(each))).toEqual([]);
  });

  test('as text says what failed without what may be somebody’s', () => {
    const said: string[] = [];
    const log = createLog({ format: 'text', now: () => 0, write: (line) => void said.push(line) });
    log.failure('r-1', new TypeError('Cannot read properties of undefined'), 'GET /casos/:key');
    log.request({ kind: 'page', method: 'GET', route: '/x', status: 200, seconds: 1 });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^error r-1 GET \/casos\/:key TypeError: Cannot read properties of undefined\n {4}at /,
    );
  });

  test.each([
    ['smtp://yo:clave@mail.example.co:587 refused', 'smtp://***@mail.example.co:587 refused'],
    ['refused by maria@example.com today', 'refused by … today'],
    ['Expected "María Pérez" to be known', 'Expected … to be known'],
    ['no «cédula 52.123.456» here', 'no … here'],
    ['call 300 123 4567 back', 'call … back'],
    ['what began "and never ended', 'what began …'],
    ['port 587 closed', 'port 587 closed'],
  ])('takes out of %j what may be somebody’s', (given, expected) => {
    expect(redact(given)).toBe(expected);
  });
});

describe('backups on the page', () => {
  test('are made, listed with who and how large, and checked byte by byte', async () => {
    const angela = createVisitor(product.url);
    await angela.signIn('angela');
    const before = await angela.get('/admin/copias');
    const isFile = product.cauce.engine.store.dialect === 'sqlite';
    expect(before.text).toContain(isFile ? 'Todavía no hay ninguna copia' : 'pg_dump');
    if (!isFile) return;
    const made = await angela.post(before, '/admin/copias', {});
    expect(made.text).toContain('La copia quedó completa.');
    expect(made.text).toContain('Ángela Administradora');
    const action = /action="(\/admin\/copias\/\d+\/comprobar)"/.exec(made.text)?.[1] ?? '';
    expect((await angela.post(made, action, {})).text).toContain('byte por byte');
    const row = await product.cauce.engine.store.reader('cauce_backups').first('file', 'hash');
    expect(row.hash).toMatch(/^[0-9a-f]{64}$/);
    appendFileSync(row.file, 'x');
    expect((await angela.get('/admin/copias')).text).toContain('Ya no está ahí');
    expect((await angela.get('/admin/salud')).text).toMatch(/Copias[\s\S]*La última: /);
  });

  test('make themselves when it is time, with their keys elsewhere, and the newest stay', async () => {
    const store = product.cauce.engine.store as OpenStore;
    const folder = mkdtempSync(join(tmpdir(), 'cauce-backups-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    let clock = Date.now() + 86_400_000;
    const keysFolder = join(folder, 'keys');
    const backups = createBackups({
      store,
      folder: join(folder, 'data'),
      keysFolder,
      everyHours: 24,
      keep: 2,
      now: () => clock,
      log: () => undefined,
    });
    for (let day = 0; day < 4; day += 1) {
      await backups.runDue();
      await backups.runDue();
      clock += 86_400_000;
    }
    const files = backups.possible ? 2 : 0;
    expect(
      (await backups.list(50)).filter(({ isThere, madeBy }) => isThere && madeBy === 'system'),
    ).toHaveLength(files);
    expect(backups.possible ? readdirSync(keysFolder) : []).toHaveLength(files);
    expect((await backups.make('angela'))?.state).toBe(backups.possible ? 'MADE' : undefined);
  });

  test('and the health page are for administrators alone', async () => {
    const lucia = createVisitor(product.url);
    await lucia.signIn('lucia');
    for (const path of ['/admin/copias', '/admin/salud']) expect((await lucia.get(path)).status).toBe(403);
  });
});
