// Catalogs over HTTP: deployed, changed between deployments, read as of an instant, refused line by line, and proved.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyReferenceData } from '../../../engine/audit/referenceData.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

const first = 'value*,label,hours:number,since:date\npagos,Pagos,8,2026-01-05\nrecaudos,Recaudos,16,\n';
const second = first.replace('Pagos,8', 'Pagos,4').concat('seguros,Seguros,24,2026-02-01\n');

interface Answer {
  rows: unknown[];
  items: unknown[];
  problems: { line: number; code: string }[];
}

let server: ServerUnderTest;

beforeAll(async () => {
  server = await openServer();
  await deploy(first);
});
afterAll(() => server.close());

async function deploy(csv: string): Promise<void> {
  const content = Buffer.from(csv);
  const dis = { username: 'dis', kind: 'user' as const, groups: [], roles: ['designer' as const] };
  const outcome = await server.engine.deploy([{ name: 'catalogs/products.csv', content }], dis);
  expect(outcome).toMatchObject({ ok: true });
}

const put = (csv: string, headers: Record<string, string>, more = {}, who = 'dis', id = 'products') =>
  server.fetch(who, `/v2/catalogs/${id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ csv, ...more }),
  });

const get = async (path: string) => {
  const response = await server.fetch('ana', `/v2/catalogs${path}`);
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    body: (await response.json()) as Answer,
  };
};

describe('a catalog', () => {
  let before: string;

  it('is there once deployed, with typed columns', async () => {
    const { status, etag, body } = await get('/products');
    expect({ status, etag }).toEqual({ status: 200, etag: '"1"' });
    expect(body).toMatchObject({
      version: 1,
      changedBy: 'dis',
      columns: [{ name: 'value', key: true }, { name: 'label' }, { type: 'number' }, { type: 'date' }],
      rows: [
        { value: 'pagos', label: 'Pagos', hours: 8, since: '2026-01-05' },
        { value: 'recaudos', hours: 16, since: null },
      ],
    });
    before = new Date().toISOString();
  });

  it('is replaced by who has seen its newest version, and by nobody else', async () => {
    expect((await put(second, {})).status).toBe(428);
    expect((await put(second, { 'If-Match': '"1"' }, {}, 'ana')).status).toBe(403);
    const made = await put(second, { 'If-Match': '"1"' }, { comment: 'Nuevo producto' });
    expect(made.status).toBe(200);
    expect(made.headers.get('etag')).toBe('"2"');
    const late = await put(first, { 'If-Match': '"1"' });
    expect(late.status).toBe(412);
    expect(await late.json()).toMatchObject({ code: 'CATALOG_CHANGED_MEANWHILE', values: { found: 2 } });
  });

  it('can be read as it was, and tells who changed how much of it', async () => {
    expect((await get('/products')).body.rows).toHaveLength(3);
    expect((await get(`/products?at=${before}`)).body).toMatchObject({ version: 1, newestVersion: 2 });
    expect((await get('/products?at=yesterday')).status).toBe(400);
    expect((await get('/products/history')).body.items).toMatchObject([
      { version: 1, rows: 2, added: 2 },
      { version: 2, rows: 3, added: 1, removed: 0, changed: 1, comment: 'Nuevo producto', source: 'edit' },
    ]);
    expect((await get('')).body.items).toMatchObject([{ catalogId: 'products', version: 2 }]);
    const csv = await server.fetch('ana', '/v2/catalogs/products/csv');
    expect(await csv.text()).toBe(second);
  });

  it('changes at the instant that was said, not before, and never backwards', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    expect((await put(first, { 'If-Match': '"2"' }, { effectiveDate: later })).status).toBe(200);
    expect((await get('/products')).body).toMatchObject({ version: 2, newestVersion: 3 });
    expect((await get(`/products?at=${later}`)).body).toMatchObject({ version: 3 });
    const past = await put(first, { 'If-Match': '"3"' }, { effectiveDate: '2020-01-01T00:00:00Z' });
    expect(await past.json()).toMatchObject({ status: 422, code: 'CATALOG_IN_THE_PAST' });
  });

  it('names every bad line with its number and reason, and takes in nothing', async () => {
    const bad = [
      'value*,label,hours:number,since:date',
      'pagos,"Pagos\nen línea",8,2026-02-30',
      'pagos,Otra vez,ocho,',
      'corta,Faltan',
      'larga,Sobran,1,,x',
      ',Sin clave,1,',
    ].join('\n');
    const refused = await put(bad, { 'If-Match': '"3"' });
    expect(refused.status).toBe(422);
    const { problems } = (await refused.json()) as Answer;
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 CATALOG_NOT_A_DATE',
      '4 CATALOG_NOT_A_NUMBER',
      '5 CATALOG_ROW_TOO_SHORT',
      '6 CATALOG_ROW_TOO_LONG',
      '4 CATALOG_KEY_TWICE',
      '7 CATALOG_KEY_EMPTY',
    ]);
    const header = (await (await put('valor,label\na,b\n', { 'If-Match': '"3"' })).json()) as Answer;
    expect(header.problems).toMatchObject([{ code: 'CATALOG_HEADER_DIFFERS' }]);
    expect((await get('/products')).body).toMatchObject({ version: 2, newestVersion: 3 });
  });

  it('keeps what people changed when the same file is deployed again, and takes a file that changed', async () => {
    await deploy(first);
    expect((await get('/products')).body).toMatchObject({ version: 2 });
    await deploy(first.replace('Recaudos', 'Recaudo'));
    expect((await get('/products')).body).toMatchObject({ version: 4, rows: [{ hours: 8 }, {}] });
  });

  it('begins where somebody says that none is there yet', async () => {
    expect((await put('id\na\n', { 'If-None-Match': '*' }, {}, 'dis', 'areas')).status).toBe(200);
    expect((await put('id\nb\n', { 'If-None-Match': '*' }, {}, 'dis', 'areas')).status).toBe(412);
  });

  it('is proved by its stream of records', async () => {
    const { reader, tenant } = server.store;
    expect(await verifyReferenceData({ db: reader, tenant }, 'catalog')).toEqual({
      versions: 5,
      problems: [],
    });
    await server.store.write(async (db) => {
      await db('cauce_catalog_versions').where({ catalog_id: 'areas' }).update({ content: 'id\nz\n' });
      await db('cauce_catalog_versions').where({ catalog_id: 'products', version: 2 }).delete();
    });
    expect(await verifyReferenceData({ db: reader, tenant }, 'catalog')).toMatchObject({
      problems: [
        { code: 'CATALOG_CHANGED', stream: 'catalog:areas', sequence: 1 },
        { code: 'CATALOG_DELETED', stream: 'catalog:products', sequence: 2 },
      ],
    });
  });
});
