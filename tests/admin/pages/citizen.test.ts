// A citizen's way without scripts: the catalogue, the consent that is kept, quotas, messages, and what makes it installable.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stamp, stampField, stampText, zeroBits } from '../../../admin/filing/stamp.ts';
import { writeNote } from '../../../engine/runtime/notes.ts';
import { system } from '../../../engine/runtime/submission.ts';
import { filedOn, fileRequest, request } from '../harness/pqrs.ts';
import { buildPages, type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, fromHtml, pdf } from '../harness/visitor.ts';

const flow = fileURLToPath(new URL('../../../processes/pqrs/', import.meta.url));
const path = '/radicar/pqrs_tobe';
let product: Product;

beforeAll(async () => {
  buildPages();
  product = await startProduct();
});
afterAll(() => product.close());

const get = (at: string): Promise<Answer> => createVisitor(product.url).get(at);

async function variablesOf(number: string) {
  const row = await product.cauce.engine.store.find('cases', { number });
  return product.cauce.engine.visibleVariables(Number(row?.key));
}

const titles = (page: Answer) =>
  [...page.text.matchAll(/<strong>([^<]+)<\/strong>/g)].map(([, title]) => fromHtml(title ?? ''));

describe('the catalogue', () => {
  test('says in plain words what can be asked for, and by when there is an answer', async () => {
    const page = await get('/radicar');
    expect(titles(page)).toHaveLength(7);
    expect(page.text).toContain('Respuesta en 15 días hábiles');
  });

  test.each([
    ['cobro doble', ['Hacer un reclamo']],
    ['SÁTISFECHO', []],
    ['queja por mala atencion', ['Poner una queja']],
    ['Certificado', ['Pedir documentos o información']],
    ['<img src=x onerror=alert(1)>', []],
  ])('finds for %j', async (sought, found) => {
    const page = await get(`/radicar?q=${encodeURIComponent(sought)}`);
    expect([page.status, titles(page)]).toEqual([200, found]);
    expect(page.text).not.toContain('<img src=x');
  });

  test('leads to a form that carries how people called it into the case', async () => {
    const citizen = createVisitor(product.url);
    const page = await citizen.get(`${path}?solicitud=queja`);
    expect(page.text).toContain('<h1>Poner una queja</h1>');
    const filed = filedOn(await citizen.post(page, `${path}?solicitud=queja`, request));
    expect(await variablesOf(filed.number)).toMatchObject({ asked_as: 'Queja' });
  });

  test('one that is no longer there is filed as its process', async () => {
    const page = await get(`${path}?solicitud=ninguna`);
    expect([page.status, page.text.includes('name="description"')]).toEqual([200, true]);
  });
});

describe('consent', () => {
  const file = readFileSync(`${flow}consents/data-treatment.md`);
  const hash = createHash('sha256').update(file).digest('hex');

  test('is kept with the version and the hash of its text, which stays readable', async () => {
    const filed = await fileRequest(createVisitor(product.url));
    const { consents } = (await variablesOf(filed.number)) as { consents: object[] };
    expect(consents).toEqual([
      {
        field: 'privacy_consent',
        text: 'data-treatment',
        title: 'Autorización para tratar sus datos personales',
        version: '1.0',
        hash,
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        channel: 'pagina_web',
      },
    ]);
    const shown = await get(`/autorizaciones/${hash}`);
    expect([shown.status, shown.text.includes('Ley 1581 de 2012')]).toEqual([200, true]);
    expect((await get(`/autorizaciones/${'0'.repeat(64)}`)).status).toBe(404);
  });

  test('to a text that has changed meanwhile is asked for again, and the rest stays', async () => {
    const citizen = createVisitor(product.url);
    const page = await citizen.get(path);
    const answer = await citizen.post(page, path, { ...request, _consents: '0'.repeat(64) });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('cambió mientras usted escribía');
    expect(answer.text).toContain('Me cobraron dos veces la cuota de septiembre.');
    expect(/name="privacy_consent"[^>]*checked/.test(answer.text)).toBe(false);
    expect(filedOn(await citizen.post(answer, path, request)).number).toMatch(/^PQRS-/);
  });

  test('without a name, nor any way to be reached, is possible', async () => {
    const citizen = createVisitor(product.url);
    const page = await citizen.post(await citizen.get(path), path, {
      is_anonymous: 'true',
      description: 'Nadie debería saber que fui yo.',
      privacy_consent: 'true',
    });
    expect(filedOn(page).number).toMatch(/^PQRS-/);
    expect((await citizen.get(filedOn(page).tracking)).status).toBe(200);
  });
});

describe('a flood', () => {
  let narrow: Product;
  beforeAll(async () => {
    narrow = await startProduct({ publicLimit: 30 });
  });
  afterAll(() => narrow.close());

  function provenBy(page: Answer): string {
    const found = (pattern: RegExp) => pattern.exec(page.text)?.[1] ?? '';
    const asked = {
      request: found(/name="_request" value="([^"]+)"/),
      bits: Number(found(/bits="(\d+)"/)),
      minute: Number(found(/minute="(\d+)"/)),
    };
    for (let nonce = 0; ; nonce += 1) {
      const stamp: Stamp = { ...asked, nonce };
      if (zeroBits(createHash('sha256').update(stampText(stamp)).digest()) >= asked.bits)
        return stampField(stamp);
    }
  }

  test('from one place is stopped with what was typed, and goes on with a proof of work', async () => {
    const citizen = createVisitor(narrow.url);
    const file = async (_proof = '') => {
      const page = await citizen.get(path);
      return citizen.post(page, path, { ...request, _proof });
    };
    for (let count = 0; count < 3; count += 1) expect((await file()).status).toBe(200);
    const refused = await file('14.1.1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(refused.headers.get('x-cauce-proof')).toMatch(/^\d+ \d+$/);
    expect(refused.text).toContain('lo que escribió sigue aquí');
    expect(refused.text).toContain('Me cobraron dos veces la cuota de septiembre.');
    const page = await citizen.get(path);
    const proven = await citizen.post(page, path, { ...request, _proof: provenBy(page) });
    expect([proven.status, proven.headers.get('x-cauce-filed')]).toEqual([200, '1']);
  });
});

describe('messages between the team and the requester', () => {
  test('show what is meant for both and nothing else, with its files, to whoever has the code', async () => {
    const citizen = createVisitor(product.url);
    const { number, tracking } = await fileRequest(citizen);
    const row = await product.cauce.engine.store.find('cases', { number });
    const caseKey = Number(row?.key);
    const { engine } = product.cauce;
    const note = { caseKey, kind: 'comment', mentions: [] };
    await writeNote(engine, { ...note, text: 'Solo para nosotros.' }, { principal: system });
    await writeNote(
      engine,
      { ...note, text: 'Ya pedimos su historia.', shared: true },
      { principal: system },
    );
    const page = await citizen.get(tracking);
    expect(page.text).toContain('Ya pedimos su historia.');
    expect(page.text).not.toContain('Solo para nosotros.');
    const name = 'صورة 🦜.pdf';
    const said = await citizen.post(page, `${tracking}/mensajes`, {
      _message: '<b>شكرا</b> 👩‍👩‍👧',
      _noteFiles: { name, content: pdf },
    });
    expect(said.text).toContain('Su mensaje llegó');
    expect(said.text).toContain('&lt;b&gt;شكرا&lt;/b&gt; 👩‍👩‍👧');
    const href = fromHtml(/href="([^"]+\/documentos\/[^"]+)"/.exec(said.text)?.[1] ?? '');
    const download = await citizen.send('GET', href);
    expect([download.status, download.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const other = await fileRequest(createVisitor(product.url));
    const stolen = await citizen.send('GET', href.replace(tracking, other.tracking));
    expect(stolen.status).toBe(404);
    expect((await citizen.post(said, `${tracking}/mensajes`, { _message: '  ' })).status).toBe(422);
  });

  test('a file of the case that no message carries is not handed out', async () => {
    const citizen = createVisitor(product.url);
    const { number, tracking } = await fileRequest(citizen);
    const row = await product.cauce.engine.store.find('cases', { number });
    const where = [{ column: 'case_key', op: 'eq' as const, value: Number(row?.key) }];
    const { rows } = await product.cauce.engine.store.search('documents', { where });
    expect(rows).toHaveLength(1);
    expect((await citizen.send('GET', `${tracking}/documentos/${rows[0]?.id}`)).status).toBe(404);
  });
});

describe('what a telephone installs', () => {
  test('is a manifest with pictures, a worker that speaks for all pages, and a page without signal', async () => {
    const visitor = createVisitor(product.url);
    const manifest = await visitor.get('/app.webmanifest');
    const { icons, start_url, display } = JSON.parse(manifest.text);
    expect([start_url, display]).toEqual(['/', 'standalone']);
    for (const { src } of icons) expect((await visitor.get(src)).status).toBe(200);
    const worker = await visitor.get('/sw.js');
    expect([worker.status, worker.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(worker.text).not.toMatch(/^\s*(import|export) /m);
    expect((await visitor.get('/sin-conexion')).text).toContain('No hay conexión');
  });

  test('may keep what is the same for everybody, and nothing of anybody', async () => {
    const citizen = createVisitor(product.url);
    const { tracking } = await fileRequest(citizen);
    const keeps = async (visitor: typeof citizen, at: string) =>
      (await visitor.get(at)).headers.get('x-cauce-keep');
    expect(await Promise.all(['/', '/radicar', path, tracking].map((at) => keeps(citizen, at)))).toEqual([
      '1',
      '1',
      '1',
      null,
    ]);
    const adriana = createVisitor(product.url);
    await adriana.signIn('adriana');
    expect(await Promise.all(['/', '/radicar', path].map((at) => keeps(adriana, at)))).toEqual([
      null,
      null,
      null,
    ]);
  });
});
