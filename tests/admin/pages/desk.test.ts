// The smaller things that people at their desks meet: tabs, notices, what a drawing asks of people, strange files.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDemoPeople } from '../../../engine/access/demoPeople.ts';
import { deployDrawing, drawing, plainDrawing, upload } from '../harness/drawings.ts';
import { claimTask, fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let number = '';
const people = new Map<string, Visitor>();

async function as(username: string): Promise<Visitor> {
  const known = people.get(username);
  if (known) return known;
  const visitor = createVisitor(product.url);
  await visitor.signIn(username);
  people.set(username, visitor);
  return visitor;
}

beforeAll(async () => {
  product = await startProduct();
  ({ number } = await fileRequest(createVisitor(product.url)));
});
afterAll(() => product.close());

describe('the work list', () => {
  test('shows a leader what their groups have, also what somebody claimed, and says so', async () => {
    await claimTask(await as('bruno'), number);
    const page = await (await as('lucia')).get('/tareas?tab=all');
    expect(page.text).toContain('Todas las de mis grupos');
    expect(page.text).toContain(number);
    expect(page.text).toContain('Bruno Auxiliar');
    const everything = await (await as('aurora')).get('/tareas?tab=all');
    expect(everything.text).not.toContain('Todas las de mis grupos');
  });

  test('a leader whose groups have nothing is not told that there is nothing at all', async () => {
    const empty = { username: 'rosa', id: 'Otro grupo', roles: ['staff' as const, 'leader' as const] };
    const { password } = await createDemoPeople(product.cauce.engine.store, Date.now, [empty]);
    const rosa = createVisitor(product.url);
    await rosa.post(await rosa.get('/entrar'), '/entrar', { username: 'rosa', password });
    expect((await rosa.get('/tareas?tab=all')).text).toContain('Las de otros grupos no aparecen');
  });

  test('reassigning says that it was done', async () => {
    const lucia = await as('lucia');
    const list = await lucia.get('/tareas?tab=all');
    const path = /class="main" href="(\/tareas\/\d+)"/.exec(list.text)?.[1] ?? '';
    const done = await lucia.post(await lucia.get(path), '/asignar', { assignee: 'adriana' });
    expect(done.text).toContain('La tarea se reasignó.');
    expect(done.text).toContain('Adriana Auxiliar');
  });
});

test('a demonstration leader is a member of the lanes that they lead', async () => {
  const lanes = [
    { id: 'Ventas' },
    { id: 'Jefatura', roles: ['staff' as const, 'leader' as const], leads: ['Ventas'] },
  ];
  const demo = await createDemoPeople(product.cauce.engine.store, Date.now, lanes);
  expect(demo.people.find(({ username }) => username === 'jefatura')?.groups).toEqual(['Jefatura', 'Ventas']);
});

describe('the page of a process', () => {
  test('lists all that becomes work for people, and which lanes have nobody', async () => {
    const angela = await as('angela');
    const plain = await angela.get(await deployDrawing(angela, plainDrawing));
    for (const name of ['Pedir cotización', 'Llevar el sobre']) expect(plain.text).toContain(name);
    expect(plain.text).toContain('Sin carril');
    const pqrs = /href="(\/procesos\/\d+)">PQRS/.exec((await angela.get('/procesos')).text)?.[1] ?? '';
    expect((await angela.get(pqrs)).text).toContain('Nadie en este carril');
  });

  test('a question that no form asks, and a step that does not say how, are work for people, too', async () => {
    const angela = await as('angela');
    const open = drawing(
      `<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g" name="¿Sigue?"/><bpmn:serviceTask id="t" name="Pagar"/>
<bpmn:scriptTask id="c" name="Sumar"><bpmn:extensionElements><zeebe:script expression="=1 + 1" resultVariable="x"/></bpmn:extensionElements></bpmn:scriptTask>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/><bpmn:sequenceFlow id="f2" name="Sí" sourceRef="g" targetRef="t"/>
<bpmn:sequenceFlow id="f3" name="No" sourceRef="g" targetRef="c"/>`,
      'open',
      'Sin decir cómo',
    );
    const { text } = await angela.get(await deployDrawing(angela, open));
    const tasks = text.slice(text.indexOf('Tareas de personas'), text.indexOf('Versiones'));
    expect([tasks.includes('¿Sigue?'), tasks.includes('Pagar'), tasks.includes('Sumar')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('who draws processes can start one, of the version that the page says', async () => {
    const diana = await as('diana');
    const path = await deployDrawing(diana, plainDrawing);
    const form = await diana.get(`${path}/iniciar`);
    expect(form.text).toContain('Se crea un caso con la versión 1 de este proceso.');
    const started = await diana.post(form, '/iniciar', {});
    expect([started.status, started.text.includes('Se inició un caso')]).toEqual([200, true]);
  });

  test('a process that can begin in several places asks where, by the names of its starts', async () => {
    const diana = await as('diana');
    const several = drawing(
      `<bpmn:startEvent id="desk" name="Por ventanilla"/><bpmn:startEvent id="phone" name="Por teléfono"/>
<bpmn:startEvent id="mail"><bpmn:messageEventDefinition id="md"/></bpmn:startEvent>
<bpmn:task id="a" name="Atender aquí"/><bpmn:task id="b" name="Devolver la llamada"/>
<bpmn:sequenceFlow id="f1" sourceRef="desk" targetRef="a"/><bpmn:sequenceFlow id="f2" sourceRef="phone" targetRef="b"/><bpmn:sequenceFlow id="f3" sourceRef="mail" targetRef="a"/>`,
      'several',
      'Varios inicios',
    );
    const path = await deployDrawing(diana, several);
    const choice = await diana.get(`${path}/iniciar`);
    expect(choice.text).toContain('Este proceso puede empezar en varios puntos.');
    const links = [...choice.text.matchAll(/href="([^"]*iniciar\?inicio[^"]*)"><strong>([^<]*)/g)];
    expect(links.map(([, , name]) => fromHtml(name ?? ''))).toEqual(['Por ventanilla', 'Por teléfono']);
    const form = await diana.get(fromHtml(links[1]?.[1] ?? ''));
    const started = await diana.post(form, '/iniciar?inicio=phone', {});
    expect([started.status, started.text.includes('Se inició un caso')]).toEqual([200, true]);
    const { rows } = await product.cauce.engine.store.search('user_tasks', {
      where: [{ column: 'process_id', op: 'eq', value: 'several' }],
    });
    expect(rows.map((row) => row.element_id)).toEqual(['b']);
    expect((await diana.get(`${path}/iniciar?inicio=mail`)).status).toBe(404);
  });
});

test('a file of a strange kind is refused by its name', async () => {
  const diana = await as('diana');
  const answer = await upload(diana, await diana.get('/procesos'), 'hola', 'notas.docx');
  expect(answer.status).toBe(422);
  expect(fromHtml(answer.text)).toContain('«notas.docx» no es de un tipo');
  expect(answer.text).not.toContain('Nada cambió');
});

test('a group with tasks and nobody in it is offered as a choice', async () => {
  const angela = await as('angela');
  const lanes =
    '<bpmn:laneSet id="ls"><bpmn:lane id="l" name="Bodega"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>';
  const inLane = drawing(
    `${lanes}<bpmn:startEvent id="s"/><bpmn:task id="t" name="Contar"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t"/>`,
    'store',
    'Inventario',
  );
  await angela.post(await angela.get(`${await deployDrawing(angela, inLane)}/iniciar`), '/iniciar', {});
  expect((await angela.get('/admin')).text).toContain('name="groups" value="Bodega"');
});
