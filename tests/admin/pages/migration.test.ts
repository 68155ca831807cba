// Running cases brought to another version by its pages: looked at, mapped, tried, moved with a reason, undone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawing } from '../harness/drawings.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let diana: Visitor;
let [first, second] = [0, 0];

const hostile = '<img src=x onerror=alert(1)>';

const drawn = (id: string, name: string, more = '') =>
  drawing(
    `<bpmn:startEvent id="s"/><bpmn:userTask id="${id}" name="${name}"/><bpmn:userTask id="b" name="Firmar"/>${more}
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="${id}"/><bpmn:sequenceFlow id="f2" sourceRef="${id}" targetRef="b"/>`,
    'permits',
    'Permisos',
  );

async function deploy(content: string): Promise<number> {
  const files = [{ name: 'permits.bpmn', content: Buffer.from(content) }];
  const principal = { username: 'diana', kind: 'user' as const, groups: [], roles: ['designer' as const] };
  const outcome = await product.cauce.engine.deploy(files, principal);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.definitions[0]?.key ?? 0;
}

beforeAll(async () => {
  product = await startProduct();
  diana = createVisitor(product.url);
  await diana.signIn('diana');
  first = await deploy(drawn('a', hostile.replaceAll('<', '&lt;')));
  const principal = { username: 'bruno', kind: 'user' as const, groups: [], roles: ['staff' as const] };
  for (let at = 0; at < 3; at += 1)
    await product.cauce.engine.start({ definitionKey: first, variables: {}, principal });
  second = await deploy(drawn('revise', 'Revisar el permiso'));
});
afterAll(() => product.close());

const pathTo = (key: number) => `/procesos/${key}/migrar`;

test('says in words how many cases go over and how many need a mapping, and suggests one by its place', async () => {
  const page = await diana.get(pathTo(second));
  expect(page.status).toBe(200);
  const text = fromHtml(page.text).replace(/<[^>]+>/g, ' ');
  for (const words of ['3 casos:', '0 pasan', '3 necesitan una correspondencia', 'por su lugar en el dibujo'])
    expect(text).toContain(words);
  expect(page.text).not.toContain('<img src=x');
  expect(page.text).toContain('<select name="a:a"');
  expect((await diana.get(`/procesos/${second}`)).text).toContain(`href="${pathTo(second)}"`);
});

test('a dry run tells what is refused and why; with the suggestion all pass, and nothing has changed', async () => {
  const page = await diana.get(pathTo(second));
  const bare = await diana.post(page, pathTo(second), { do: 'try', reason: 'Por la ley nueva' });
  expect(bare.text).toContain('MIGRATION_ELEMENT_UNMAPPED');
  expect(bare.text).toContain('value="Por la ley nueva"');
  const suggested = await diana.post(page, pathTo(second), { do: 'suggest' });
  expect(suggested.text).toMatch(/<option value="revise" selected>/);
  const tried = await diana.post(page, pathTo(second), { do: 'try', 'a:a': 'revise' });
  expect(tried.text).toContain('3 pasarían');
  expect(await product.cauce.engine.migrations.sources(second)).toEqual([{ definitionKey: first, cases: 3 }]);
});

test('without a reason nothing begins; a mapping to what is not there is told', async () => {
  const page = await diana.get(pathTo(second));
  const refused = await diana.post(page, pathTo(second), { do: 'run', 'a:a': 'revise', reason: ' ' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('motivo de la migración');
  expect(refused.text).toMatch(/<option value="revise" selected>/);
  const unknown = await diana.post(page, pathTo(second), { do: 'try', 'a:a': 'nobody' });
  expect(unknown.status).toBe(422);
});

test('the run reports case by case, is found again, and is undone while cases have not gone on', async () => {
  const page = await diana.get(pathTo(second));
  const begun = await diana.post(page, pathTo(second), { do: 'run', 'a:a': 'revise', reason: 'Ley 10' });
  await product.cauce.engine.migrations.settled();
  const run = await diana.get(begun.path);
  for (const words of ['Terminada', '3 pasaron', 'Ley 10', 'Deshacer en 3 casos'])
    expect(run.text).toContain(words);
  expect(
    (await diana.get(`${begun.path}?resultado=pasaron`)).text.match(/<td><span class="main">/g),
  ).toHaveLength(3);
  expect(JSON.parse((await diana.get(`${begun.path}/avance`)).text)).toMatchObject({ done: true, seen: 3 });
  expect((await diana.get(pathTo(second))).text).toContain(begun.path);
  const undone = await diana.post(run, begun.path, { do: 'undo', reason: 'Error' });
  await product.cauce.engine.migrations.settled();
  expect((await diana.get(undone.path)).text).toContain('3 devueltos');
  expect(await product.cauce.engine.migrations.sources(second)).toEqual([{ definitionKey: first, cases: 3 }]);
});

test('is for designers alone, and only between versions of one process', async () => {
  const bruno = createVisitor(product.url);
  await bruno.signIn('bruno');
  expect((await bruno.get(pathTo(second))).status).toBe(403);
  expect((await diana.get(`${pathTo(second)}?desde=${second}`)).status).toBe(404);
  expect((await diana.get(`/procesos/${first}/migraciones/1`)).status).toBe(404);
});
