// A designer's drafts over the pages: begun, filled, renamed, set aside and had back; and the editors' way to their files.
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainDrawing } from '../harness/drawings.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let diana: Visitor;
let angela: Visitor;

beforeAll(async () => {
  product = await startProduct();
  [diana, angela] = [createVisitor(product.url), createVisitor(product.url)];
  await diana.signIn('diana');
  await angela.signIn('angela');
});
afterAll(() => product.close());

async function begin(name: string): Promise<Answer> {
  return diana.post(await diana.get('/borradores/nuevo'), '/borradores', { name });
}

const pathOf = (answer: Answer): string => answer.path.replace(/\?.*/, '');

/** As the editors in the browser ask. */
async function save(
  visitor: Visitor,
  draft: string,
  file: string,
  { content, revision }: { content: string; revision: number },
) {
  const page = await visitor.get(draft);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const body = new FormData();
  body.set('_csrf', csrf);
  body.set('revision', String(revision));
  body.set('content', new Blob([content]), 'content');
  const answer = await visitor.send('POST', `${draft}/archivo?nombre=${encodeURIComponent(file)}`, body);
  return { status: answer.status, ...JSON.parse(answer.text) };
}

test('a draft from nothing has a drawing that is ready to be edited', async () => {
  const page = await begin('Compra de <b>papelería</b>');
  expect(page.status).toBe(200);
  expect(fromHtml(page.text)).toContain('<h1>Compra de <b>papelería</b></h1>');
  expect(page.text).not.toContain('<b>papeler');
  const files = JSON.parse((await diana.get(`${pathOf(page)}/archivos`)).text);
  expect(files.files).toMatchObject([{ name: 'compra-de-b-papeleria-b.bpmn', kind: 'drawing', revision: 1 }]);
  expect(files.files[0].text).toBeUndefined();
  const whole = JSON.parse((await diana.get(`${pathOf(page)}/archivos?textos=1`)).text);
  expect(whole.files[0].text).toContain('<bpmn:process');
  expect(fromHtml(page.text)).toContain('/dibujo?nombre=compra-de-b-papeleria-b.bpmn');
});

test('a draft of what is deployed has all of its files, and says what it began from', async () => {
  const key = (await product.cauce.engine.store.search('process_definitions', { limit: 1 })).rows[0];
  const list = await diana.get('/procesos');
  const page = await diana.post(list, '/borradores', { from: String(key?.deployment_key), name: '' });
  expect(page.text).toContain('Parte de lo desplegado el');
  const { files, draft } = JSON.parse((await diana.get(`${pathOf(page)}/archivos`)).text);
  expect(draft).toMatchObject({ flow: 'pqrs', basedOn: Number(key?.deployment_key) });
  const kinds = new Set(files.map(({ kind }: { kind: string }) => kind));
  expect([...kinds].sort()).toEqual(
    [
      'calendar',
      'catalog',
      'consent',
      'decision',
      'drawing',
      'facts',
      'form',
      'guide',
      'indicators',
      'intake',
      'mail',
      'requests',
      'roles',
    ].sort(),
  );
});

describe('the file of a draft', () => {
  let draft: string;
  beforeAll(async () => {
    draft = pathOf(await begin('Permisos'));
  });
  const file = 'permisos.bpmn';

  test('is read as text with the number of its state', async () => {
    const answer = await diana.get(`${draft}/archivo?nombre=${file}`);
    expect([answer.headers.get('etag'), answer.headers.get('content-type')]).toEqual([
      '"1"',
      'text/plain; charset=utf-8',
    ]);
    expect(answer.text).toContain('<bpmn:startEvent id="start" />');
  });

  test('is saved over what was seen; over anything else the answer holds what is there', async () => {
    expect(await save(diana, draft, file, { content: '<mine/>', revision: 1 })).toMatchObject({
      status: 200,
      revision: 2,
    });
    expect(await save(angela, draft, file, { content: '<hers/>', revision: 1 })).toMatchObject({
      status: 409,
      code: 'DRAFT_CHANGED',
      revision: 2,
      savedBy: 'Diana Diseñadora',
      content: '<mine/>',
      message: expect.stringContaining('Diana Diseñadora lo guardó después'),
    });
  });

  test('may be as large as a deployment takes, and no larger', async () => {
    const large = 'x'.repeat(2 * 1024 * 1024);
    expect(await save(diana, draft, 'a.csv', { content: large, revision: 0 })).toMatchObject({ status: 200 });
    expect(await save(diana, draft, 'b.csv', { content: `${large}x`, revision: 0 })).toMatchObject({
      status: 422,
      code: 'RESOURCE_TOO_LARGE',
    });
  });

  test('is seen to be open by others, under their names', async () => {
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await angela.get(draft)).text)?.[1] ?? '';
    const body = new URLSearchParams({ _csrf: csrf, archivo: file });
    await angela.send('POST', `${draft}/presencia`, body);
    expect((await diana.get(draft)).text).toContain('Ángela Administradora está aquí');
  });

  test('without a token of our own page nothing is saved', async () => {
    const body = new URLSearchParams({ content: 'x', revision: '0' });
    expect((await diana.send('POST', `${draft}/archivo?nombre=x.csv`, body)).status).toBe(400);
  });
});

test('staff see no drafts, and cannot begin one', async () => {
  const draft = pathOf(await begin('Ajeno'));
  const adriana = createVisitor(product.url);
  await adriana.signIn('adriana');
  for (const path of [draft, `${draft}/archivos`, `${draft}/carpeta.zip`, '/borradores/nuevo'])
    expect([path, (await adriana.get(path)).status]).toEqual([path, 403]);
});

test('a file is added, renamed, removed and had back on the page', async () => {
  const draft = pathOf(await begin('Vacaciones'));
  const added = await diana.post(await diana.get(draft), `${draft}/archivos`, {
    kind: 'form',
    name: 'Pedir días',
  });
  expect(added.path).toBe(`${draft}/formulario?nombre=${encodeURIComponent('forms/pedir-dias.form')}`);
  const named = await diana.post(await diana.get(draft), '/archivo/renombrar', { to: 'forms/pedir.form' });
  expect(named.text).toContain('El archivo tiene otro nombre.');
  const wrong = await diana.post(await diana.get(draft), '/archivo/renombrar', { to: '../fuera.form' });
  expect([wrong.status, fromHtml(wrong.text).includes('pero se recibió «../fuera.form»')]).toEqual([
    422,
    true,
  ]);
  await diana.post(await diana.get(draft), '/archivo/quitar', {});
  const gone = await diana.get(`${draft}?archivo=vacaciones.bpmn`);
  const back = await diana.post(gone, '/archivo/restaurar', {});
  expect(back.text).toContain('El archivo está como en ese momento.');
});

test('a discarded draft can be brought back', async () => {
  const draft = pathOf(await begin('Para nada'));
  const gone = await diana.post(await diana.get(draft), '/descartar', {});
  expect(gone.text).toContain('Diana Diseñadora descartó este borrador');
  expect(await save(diana, draft, 'x.csv', { content: 'x', revision: 0 })).toMatchObject({ status: 404 });
  expect((await diana.post(gone, '/recuperar', {})).text).toContain('El borrador está de vuelta.');
});

test('a folder as ZIP becomes a draft, its drawing drawn, and goes out again as it came', async () => {
  const archive = Buffer.from(
    zipSync({ 'compras/compra.bpmn': strToU8(plainDrawing), 'compras/foto.png': strToU8('x') }),
  );
  const page = await diana.get('/borradores/nuevo');
  const form = page.text.replace(/<form id="answers"[\s\S]*?<\/form>/, '');
  const made = await diana.post({ ...page, text: form }, '/borradores', {
    files: { name: 'compras.zip', content: archive },
  });
  expect(fromHtml(made.text)).toContain('<h1>Compra sencilla</h1>');
  expect(made.text).toContain('Venían sin coordenadas y se dibujaron: compra.bpmn.');
  expect(made.text).toContain('Se omitieron, porque no son parte de un proceso: foto.png.');
  const zip = await diana.send('GET', `${pathOf(made)}/carpeta.zip`);
  expect([zip.headers.get('content-disposition'), zip.text.includes('compra_sencilla/compra.bpmn')]).toEqual([
    'attachment; filename=compra_sencilla.zip',
    true,
  ]);
});

test('an archive that leads out of its folder is refused, and nothing is begun', async () => {
  const before = (await product.cauce.engine.drafts.list()).length;
  const archive = Buffer.from(zipSync({ '../../fuera.bpmn': strToU8(plainDrawing) }));
  const page = await diana.get('/borradores/nuevo');
  const form = page.text.replace(/<form id="answers"[\s\S]*?<\/form>/, '');
  const refused = await diana.post({ ...page, text: form }, '/borradores', {
    files: { name: 'malo.zip', content: archive },
  });
  expect([refused.status, fromHtml(refused.text).includes('«../../fuera.bpmn» sale de ella')]).toEqual([
    422,
    true,
  ]);
  expect((await product.cauce.engine.drafts.list()).length).toBe(before);
});

test('what is deployed goes out as a ZIP', async () => {
  const { rows } = await product.cauce.engine.store.search('process_definitions', { limit: 1 });
  const key = Number(rows[0]?.deployment_key);
  const zip = await diana.send('GET', `/despliegues/${key}/carpeta.zip`);
  expect(zip.headers.get('content-disposition')).toBe('attachment; filename=pqrs.zip');
  for (const name of ['to-be.bpmn', 'forms/p03_classify.form', 'catalogs/topics.csv'])
    expect(zip.text).toContain(`pqrs/${name}`);
  expect((await diana.get('/despliegues/999999/carpeta.zip')).status).toBe(404);
});

describe('the library', () => {
  test('shows flows with what is today and to come, and open drafts; staff see no drafts', async () => {
    const draft = pathOf(await begin('Traslado de asociados'));
    const page = await diana.get('/procesos');
    const flow = page.text.slice(page.text.indexOf('library-flow'));
    expect(flow.indexOf('Futuro')).toBeLessThan(flow.indexOf('Hoy'));
    expect(page.text).toContain(`href="${draft}">Traslado de asociados`);
    expect(flow).toContain('<h2>PQRS</h2><span class="quiet small mono">pqrs</span>');
    const adriana = createVisitor(product.url);
    await adriana.signIn('adriana');
    const seen = await adriana.get('/procesos');
    expect([seen.status, seen.text.includes('Traslado'), seen.text.includes('pqrs_tobe')]).toEqual([
      200,
      false,
      true,
    ]);
  });

  test('is searched by words in any order, without accents, and by tags', async () => {
    await begin('Encuesta de satisfacción');
    const found = async (query: string) => {
      const { text } = await diana.get(`/procesos?${query}`);
      return [text.includes('>Encuesta de satisfacción<'), text.includes('pqrs_tobe')];
    };
    expect(await found('q=SATISFACCION+encuesta')).toEqual([true, false]);
    expect(await found('q=comentarios')).toEqual([false, true]);
    expect(await found('q=nada+de+esto')).toEqual([false, false]);
    const page = await diana.get('/procesos');
    await diana.post(page, '/procesos/etiquetas', { tags: 'Legal, prioritario,legal' });
    expect(await found('etiqueta=legal')).toEqual([false, true]);
    expect((await diana.get('/procesos')).text).toContain('href="/procesos?etiqueta&#x3D;prioritario"');
  });

  test('tells how a deployment fares when the browser asks, and remembers it', async () => {
    const drawing = { name: 'a.bpmn', content: Buffer.from(plainDrawing) };
    const { engine } = product.cauce;
    const who = { username: 'diana', kind: 'user' as const, groups: [], roles: ['designer' as const] };
    const deployed = await engine.deploy([drawing], who);
    const key = deployed.ok ? deployed.deploymentKey : 0;
    expect((await diana.get('/procesos')).text).toContain(`cauce-health href="/despliegues/${key}/salud"`);
    const health = JSON.parse((await diana.get(`/despliegues/${key}/salud`)).text);
    expect(health.state).toMatch(/^(fine|warnings)$/);
    expect((await diana.get('/procesos')).text).not.toContain(`/despliegues/${key}/salud`);
  });
});
