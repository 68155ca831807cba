// The work list as people work with it: counted filters, search, views, columns, several at once, a file; and home.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Filed, fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

const hostile = '<img src=x onerror=alert(1)>';

/** A flow of the same group, whose product anybody may read. */
const loans = `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"><bpmn:process id="loans" name="Créditos" isExecutable="true">
 <bpmn:startEvent id="s"/><bpmn:userTask id="u" name="Revisar crédito"><bpmn:extensionElements><zeebe:userTask/>
 <zeebe:assignmentDefinition candidateGroups="Auxiliar Tecnico Servicio Al Cliente (Relaciones Corporativas)"/>
 <zeebe:priorityDefinition priority="=priority"/></bpmn:extensionElements></bpmn:userTask>
 <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="u"/></bpmn:process></bpmn:definitions>`;

let product: Product;
let filed: Filed[] = [];
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
  const citizen = createVisitor(product.url);
  filed = [await fileRequest(citizen), await fileRequest(citizen, { description: 'Perdí el carné azul.' })];
  const { engine } = product.cauce;
  const principal = { username: 'angela', kind: 'user' as const, groups: [], roles: ['admin' as const] };
  await engine.deploy([{ name: 'loans.bpmn', content: Buffer.from(loans) }], principal);
  for (const [name, priority] of [
    ['vivienda', 80],
    ['vivienda', 50],
    ['libre', 20],
  ] as const)
    await engine.start({
      principal,
      processId: 'loans',
      variables: { product: name, priority, area: hostile },
    });
});
afterAll(() => product.close());

/** The facets of a page: each value with its count. */
function facetsOn({ text }: Answer): { [heading: string]: { [value: string]: string } } {
  const found: { [heading: string]: { [value: string]: string } } = {};
  for (const [section, heading = ''] of text.matchAll(/<section><h2>([^<]*)<\/h2>[\s\S]*?<\/section>/g))
    for (const [, value = '', count = ''] of section.matchAll(
      /<span>([^<]*)<\/span> <span class="quiet">([^<]*)</g,
    ))
      found[heading] = { ...found[heading], [fromHtml(value)]: count };
  return found;
}

const keysOn = ({ text }: Answer): string[] =>
  [...text.matchAll(/name="task" value="(\d+)"/g)].map(([, key = '']) => key);

describe('filters', () => {
  test('say how many tasks each would leave, under the others that are set', async () => {
    const list = await (await as('adriana')).get('/tareas?tab=free');
    expect(facetsOn(list)).toMatchObject({
      Flujo: { Créditos: '3' },
      Prioridad: { Alta: '1', Baja: '1' },
      'Producto o servicio': { Vivienda: '2', Libre: '1' },
    });
    const loansOnly = await (await as('adriana')).get('/tareas?tab=free&process=loans&product=vivienda');
    expect(keysOn(loansOnly)).toHaveLength(2);
    expect(facetsOn(loansOnly)).toMatchObject({
      Prioridad: { Alta: '1', Normal: '1' },
      'Producto o servicio': { Vivienda: '2', Libre: '1' },
    });
  });

  test('show what somebody typed as text', async () => {
    const list = await (await as('adriana')).get(
      `/tareas?tab=free&area=${encodeURIComponent(hostile)}&q=${hostile}`,
    );
    expect(list.text).not.toContain('<img src=x');
    expect(list.text).toContain('Quitar');
  });

  test('find tasks by any word of their case, without accents', async () => {
    const list = await (await as('adriana')).get('/tareas?tab=free&q=carne+AZUL');
    expect(list.text).toContain(filed[1]?.number);
    expect(list.text).not.toContain(filed[0]?.number);
  });

  test('that nothing means are passed over', async () => {
    const { status, text } = await (await as('adriana')).get(
      '/tareas?urgency=constructor&priority=x&held=&arrived=2',
    );
    expect([status, text.includes('No tiene tareas pendientes')]).toEqual([200, true]);
  });
});

describe('a view', () => {
  test('that a leader shares with a group is there for its members, and goes away with who saved it alone', async () => {
    const lucia = await as('lucia');
    const list = await lucia.get('/tareas?tab=free&process=loans');
    const group = /<option value="(group:[^"]*)"/.exec(list.text)?.[1] ?? '';
    const saved = await lucia.post(list, '/tareas/vistas', {
      name: `Créditos ${hostile}`,
      audience: fromHtml(group),
    });
    expect(saved.text).toContain('La vista quedó guardada');
    const members = await (await as('bruno')).get('/tareas');
    expect(members.text).toContain('process&#x3D;loans');
    expect(members.text).not.toContain('<img src=x');
    expect(members.text).not.toContain('/quitar');
    expect((await (await as('samuel')).get('/tareas')).text).not.toContain('process&#x3D;loans');
    const path = /action="[^"]*(\/tareas\/vistas\/\d+\/quitar)"/.exec(saved.text)?.[1] ?? '';
    expect((await lucia.post(saved, path, {})).text).toContain('La vista se quitó');
  });

  test('has a name, and a role is shared with by who may', async () => {
    const adriana = await as('adriana');
    const list = await adriana.get('/tareas?tab=free');
    expect((await adriana.post(list, '/tareas/vistas', { name: '  ' })).text).toContain('Falta el nombre');
    const tried = await adriana.post(list, '/tareas/vistas', { name: 'Para todos', audience: 'role:admin' });
    expect(tried.text).toContain('La vista quedó guardada');
    expect((await (await as('angela')).get('/tareas')).text).not.toContain('Para todos');
  });
});

test('columns are those that a person chose', async () => {
  const bruno = await as('bruno');
  const chosen = await bruno.post(await bruno.get('/tareas?tab=free'), '/tareas/columnas', {
    column: ['product', 'due'],
  });
  expect(chosen.text).toContain('data-label="Producto"');
  expect((await bruno.get('/tareas?tab=free')).text).not.toContain('data-label="Puesto"');
  expect((await bruno.get('/tareas?tab=free&columns=place')).text).toContain('data-label="Puesto"');
});

describe('several at once', () => {
  test('are claimed, each with its result: what a colleague has stays theirs', async () => {
    const adriana = await as('adriana');
    const list = await adriana.get('/tareas?tab=free&process=loans');
    const [first = '', second = ''] = keysOn(list);
    const bruno = await as('bruno');
    const own = await bruno.get('/tareas?tab=free&process=loans');
    await bruno.post(own, '/tareas/varias', { _do: 'claim', task: [first] });
    const results = await adriana.post(list, '/tareas/varias', {
      _do: 'claim',
      task: [first, second, '7', 'x'],
    });
    expect(results.text).toContain('Se tomó 1 tarea.');
    expect(results.text).toContain('La tiene Bruno Auxiliar.');
    expect(results.text).toContain('Ya no está, o no es suya.');
    // The same form once more does nothing more.
    const again = await adriana.post(list, '/tareas/varias', { _do: 'claim', task: [second] });
    expect(again.text).toContain('Se tomó 1 tarea.');
    const given = await adriana.post(list, '/tareas/varias', {
      _do: 'release',
      reason: 'No es de mi área.',
      task: [second, first],
    });
    expect(given.text).toContain('Se devolvió 1 tarea');
  });

  test('are assigned and given a priority by leaders alone, within the groups that attend to them', async () => {
    const lucia = await as('lucia');
    const list = await lucia.get('/tareas?tab=all&process=loans');
    const task = keysOn(list);
    const assigned = await lucia.post(list, '/tareas/varias', {
      _do: 'assign',
      assignee: 'adriana',
      reason: hostile,
      task,
    });
    expect(assigned.text).toContain(`Se asignaron ${task.length} tareas.`);
    const outside = await lucia.post(list, '/tareas/varias', {
      _do: 'assign',
      assignee: 'samuel',
      reason: 'x',
      task,
    });
    expect(outside.text).toContain('no está en los grupos');
    const urgent = await lucia.post(list, '/tareas/varias', { _do: 'priority', priority: 'high', task });
    expect(urgent.text).toContain(`Cambió la prioridad de ${task.length} tareas.`);
    const tried = await (await as('adriana')).post(
      await (await as('adriana')).get('/tareas'),
      '/tareas/varias',
      { _do: 'priority', priority: 'low', task },
    );
    expect(tried.text).toContain('No le corresponde');
    const nobody = await lucia.post(list, '/tareas/varias', { _do: 'assign', task });
    expect([nobody.status, nobody.text.includes('Falta decir a quién')]).toEqual([422, true]);
    const silent = await lucia.post(list, '/tareas/varias', { _do: 'release', task });
    expect([silent.status, silent.text.includes('Falta el motivo')]).toEqual([422, true]);
  });
});

test('the file holds the rows of the filters, and its taking is on record', async () => {
  const lucia = await as('lucia');
  const { text, headers } = await lucia.get('/tareas/exportar?tab=all&process=loans');
  expect(headers.get('content-type')).toContain('text/csv');
  expect(text.trim().split('\r\n')).toHaveLength(4);
  expect(text).toContain('"Revisar crédito"');
  expect((await (await as('aurora')).get('/auditoria/exportaciones')).text).toContain('tareas.csv');
});

test('home says what is mine, what waits, and for auditors and designers what their role is for', async () => {
  const home = await (await as('adriana')).get('/inicio');
  expect(home.text).toContain('Hola, Adriana');
  expect(home.text).toContain('Revisar crédito');
  expect(home.text).toContain('Por tomar');
  expect((await (await as('aurora')).get('/inicio')).text).toContain('Verificar que nadie tocó la historia');
  expect((await (await as('diana')).get('/inicio')).text).toContain('Diagramas en borrador');
});
