// Files of a draft as no editor sends them: names that lead elsewhere, revisions that never were, contents of every kind.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainDrawing } from '../harness/drawings.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let diana: Visitor;
let csrf: string;

beforeAll(async () => {
  product = await startProduct();
  diana = createVisitor(product.url);
  csrf = /name="_csrf" value="([^"]+)"/.exec((await diana.signIn('diana')).text)?.[1] ?? '';
});
afterAll(() => product.close());

const bpmn = { name: 'a.bpmn', content: Buffer.from(plainDrawing) };

async function begin(files = [bpmn]): Promise<string> {
  const made = await product.cauce.engine.drafts.create({ name: 'Prueba', files, by: 'diana' });
  if (!made.ok) throw new Error(made.rejection.code);
  return `/borradores/${made.draft.key}`;
}

function send(path: string, fields: { [name: string]: string }): Promise<Answer> {
  return diana.send('POST', path, new URLSearchParams({ _csrf: csrf, ...fields }));
}

type Given = [field: string, content: string | Uint8Array<ArrayBuffer>, name: string];

function upload(path: string, fields: { [name: string]: string }, files: Given[]): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: csrf, ...fields })) body.set(name, value);
  for (const [field, content, name] of files) body.append(field, new Blob([content]), name);
  return diana.send('POST', path, body);
}

const save = (draft: string, name: string, content: string | Uint8Array<ArrayBuffer>, revision = '0') =>
  upload(`${draft}/archivo?nombre=${encodeURIComponent(name)}`, { revision }, [['content', content, 'x']]);

async function filesIn(draft: string): Promise<string[]> {
  const { files } = JSON.parse((await diana.get(`${draft}/archivos`)).text);
  return files.map(({ name, revision }: { name: string; revision: number }) => `${name} ${revision}`);
}

const wrongNames = [
  '../x.bpmn',
  'a/../x.bpmn',
  '/x.bpmn',
  'a//x.bpmn',
  './x.bpmn',
  'C:\\x.bpmn',
  '..\\x.bpmn',
  `${'x'.repeat(300)}.bpmn`,
  '\u202Enmpb.bpmn',
  'a\nb.bpmn',
  'a/b/c/d/e/f/g/h/i.bpmn',
  'con.json',
  '.bpmn',
  'x.bpmn/',
  'x.html',
  'x.bpmn ',
  '__proto__',
  'e\u0301.bpmn',
  '<img>.bpmn',
];
const rightNames = [
  '😀.bpmn',
  'مرحبا.csv',
  '__proto__.json',
  'constructor/toString.json',
  'ñandú con espacios.form',
  "o'b;--.csv",
  '%2e%2e.csv',
  'a..b.csv',
  '{{name}}.hbs',
];

describe('the name of a file', () => {
  test('that leads elsewhere, steers a screen or is no file of a process is refused wherever it is given', async () => {
    const draft = await begin();
    for (const name of wrongNames) {
      const saved = await save(draft, name, 'x');
      expect([name, saved.status, JSON.parse(saved.text).code]).toEqual([name, 422, 'DRAFT_FILE_NAME']);
      const renamed = await send(`${draft}/archivo/renombrar`, {
        nombre: 'a.bpmn',
        to: `x/${name}/`,
        revision: '1',
      });
      expect([name, renamed.status]).toEqual([name, 422]);
      const asked = `?nombre=${encodeURIComponent(name)}`;
      for (const page of ['dibujo', 'formulario', 'decision', 'contenido', 'archivo/descarga'])
        expect([name, page, (await diana.send('GET', `${draft}/${page}${asked}`)).status]).toEqual([
          name,
          page,
          404,
        ]);
      expect([name, (await diana.send('GET', `${draft}/archivo${asked}`)).status]).toEqual([name, 204]);
      for (const what of ['quitar', 'restaurar', 'renombrar'])
        expect([
          name,
          what,
          (await send(`${draft}/archivo/${what}`, { nombre: name, to: 'y.bpmn', revision: '1' })).status,
        ]).toEqual([name, what, 422]);
    }
    expect(await filesIn(draft)).toEqual(['a.bpmn 1']);
  });

  test('in any writing and of any meaning elsewhere is a name like others', async () => {
    const draft = await begin();
    for (const name of rightNames) {
      expect([name, (await save(draft, name, 'x')).status]).toEqual([name, 200]);
      const asked = `?nombre=${encodeURIComponent(name)}`;
      expect([name, (await diana.get(`${draft}/archivo${asked}`)).text]).toEqual([name, 'x']);
      const kept = await diana.get(`${draft}/archivo/descarga${asked}`);
      expect([kept.status, kept.headers.get('content-disposition')?.startsWith('attachment')]).toEqual([
        200,
        true,
      ]);
      expect([name, (await diana.get(`${draft}/contenido${asked}`)).status]).toEqual([name, 200]);
    }
    expect(await filesIn(draft)).toHaveLength(1 + rightNames.length);
    const page = await diana.get(draft);
    for (const name of rightNames) expect(fromHtml(page.text)).toContain(name.split('/').at(-1));
    const zip = await diana.send('GET', `${draft}/carpeta.zip`);
    expect([zip.status, zip.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
  });
});

describe('the revision that somebody began from', () => {
  const strange = [
    '2',
    '-1',
    '0',
    '1.5',
    '',
    'x',
    '1e3',
    '99999999999999999999',
    '1e308',
    'Infinity',
    'NaN',
    '__proto__',
  ];

  test('is the one that is there, or nothing is saved, renamed, removed or brought back', async () => {
    const draft = await begin();
    for (const revision of strange) {
      const saved = await save(draft, 'a.bpmn', 'other', revision);
      expect([revision, saved.status, JSON.parse(saved.text).revision]).toEqual([revision, 409, 1]);
      for (const [what, status] of [
        ['renombrar', 409],
        ['quitar', 409],
        ['restaurar', 422],
      ] as const) {
        const fields = { nombre: 'a.bpmn', to: 'b.bpmn', revision };
        expect([revision, what, (await send(`${draft}/archivo/${what}`, fields)).status]).toEqual([
          revision,
          what,
          status,
        ]);
      }
      const asked = `nombre=a.bpmn&revision=${encodeURIComponent(revision)}`;
      const kept = await diana.send('GET', `${draft}/archivo/descarga?${asked}`);
      expect([revision, kept.status]).toEqual([revision, revision === '' ? 200 : 404]);
    }
  });

  test('serves one of those who save at once; the others see what is there', async () => {
    const draft = await begin();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, at) => save(draft, 'a.bpmn', `<a${at}/>`, '1')),
    );
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(409)]);
    const held = (await diana.get(`${draft}/archivo?nombre=a.bpmn`)).text;
    for (const { status, text } of all) if (status === 409) expect(JSON.parse(text).content).toBe(held);
    const fresh = await Promise.all(Array.from({ length: 4 }, (_, at) => save(draft, 'n.csv', `${at}`)));
    expect(fresh.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
  });
});

describe('what a file holds', () => {
  test('comes back to the byte, whatever its encoding, its ends of lines and its size', async () => {
    const draft = await begin();
    const contents = [
      '',
      '\uFEFF<a/>',
      'a\r\nb\rc\n',
      '\0',
      new Uint8Array([0xff, 0xfe, 0x80, 0xc3]),
      '😀'.repeat(1_000),
      'x'.repeat(2 * 1024 * 1024),
    ];
    for (const [at, content] of contents.entries()) {
      expect([at, (await save(draft, `${at}.csv`, content)).status]).toEqual([at, 200]);
      const kept = await product.cauce.engine.drafts.read(Number(draft.split('/').at(-1)), `${at}.csv`);
      expect([at, kept?.content.equals(Buffer.from(content as string))]).toEqual([at, true]);
      for (const page of ['', `/contenido?nombre=${at}.csv`])
        expect([at, page, (await diana.get(draft + page)).status]).toEqual([at, page, 200]);
    }
    expect((await diana.get(`${draft}/salud`)).status).toBe(200);
  });

  test('is refused where it is larger than a file may be; one beyond what is read at all is too', async () => {
    const draft = await begin();
    expect((await save(draft, 'a.bpmn', 'x'.repeat(2 * 1024 * 1024 + 1), '1')).status).toBe(422);
    expect((await save(draft, 'a.bpmn', 'x'.repeat(60 * 1024 * 1024), '1')).status).toBe(413);
    const field = await send(`${draft}/archivo?nombre=a.bpmn`, {
      revision: '1',
      content: 'x'.repeat(1_100_000),
    });
    expect(field.status).toBe(413);
    expect(await filesIn(draft)).toEqual(['a.bpmn 1']);
  });

  test('is taken from several uploads together, or from none', async () => {
    const draft = await begin();
    const large = 'x'.repeat(2 * 1024 * 1024 + 1);
    const refused = await upload(`${draft}/archivos`, {}, [
      ['files', 'a,b', 'one.csv'],
      ['files', large, 'two.csv'],
    ]);
    expect([refused.status, refused.text.includes('one.csv')]).toEqual([422, false]);
    expect(await filesIn(draft)).toEqual(['a.bpmn 1']);
    const { drafts } = product.cauce.engine;
    const key = Number(draft.split('/').at(-1));
    for (let at = 0; at < 198; at += 1)
      await drafts.save(key, { name: `${at}.csv`, content: Buffer.from('x'), expected: 0, by: 'diana' });
    const full = await upload(`${draft}/archivos`, {}, [
      ['files', 'a', 'y.csv'],
      ['files', 'b', 'z.csv'],
    ]);
    expect([full.status, (await filesIn(draft)).length]).toEqual([422, 199]);
  });
});

test('a draft that was set aside takes nothing', async () => {
  const draft = await begin();
  await send(`${draft}/descartar`, {});
  const tries = [
    await save(draft, 'a.bpmn', 'x', '1'),
    await upload(`${draft}/archivos`, {}, [['files', 'x', 'b.csv']]),
    ...(await Promise.all(
      [
        '',
        '/archivo/renombrar',
        '/archivo/quitar',
        '/archivo/restaurar',
        '/publicar',
        '/unir',
        '/aprobacion',
        '/presencia',
      ].map((path) =>
        send(draft + path, { nombre: 'a.bpmn', to: 'b.bpmn', revision: '1', name: 'y', note: 'y' }),
      ),
    )),
  ];
  expect(tries.map(({ status }) => status)).toEqual(tries.map(() => 404));
  await send(`${draft}/recuperar`, {});
  expect(await filesIn(draft)).toEqual(['a.bpmn 1']);
});

test('a draft’s name, flow and tags are kept as text of a measure, or refused', async () => {
  const draft = await begin();
  for (const name of ['', ' ', 'x'.repeat(201)])
    expect((await send(draft, { name, flow: '', tags: '' })).status).toBe(422);
  const odd = [
    '\u202Eodd',
    '\0',
    '__proto__',
    '😀',
    '../..',
    '<img src=x onerror=1>',
    "' or 1=1 --",
    '\ud800',
  ];
  for (const text of odd) {
    const name = `n ${text}`;
    expect([text, (await send(draft, { name, flow: text, tags: `${text},${text}` })).status]).toEqual([
      text,
      303,
    ]);
    const page = await diana.get(draft);
    expect([text, page.status, page.text.includes('<img src=x onerror=1>')]).toEqual([text, 200, false]);
    for (const path of ['/procesos', `${draft}/carpeta.zip`])
      expect([text, path, (await diana.send('GET', path)).status]).toEqual([text, path, 200]);
  }
});
