// Pages of a case that chooses, repeats, decides, is set off, is undone and jumps: each is told in words people understand.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../../../engine/runtime/submission.ts';
import { drawing } from '../harness/drawings.ts';
import { complete, taskOf } from '../harness/pqrs.ts';
import { lanes, type Product, startProduct } from '../harness/product.ts';
import { tripFolder } from '../harness/trip.ts';
import { type Answer, createVisitor, type Fields, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let samuel: Visitor;
let aurora: Visitor;
let caseKey = '';

const plain = (answer: Answer): string =>
  fromHtml(answer.text)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

/** Takes the open task of that name, and answers it. */
async function doTask(name: string, fields: Fields = {}): Promise<Answer> {
  return complete(samuel, await openTask(name), fields);
}

async function openTask(name: string): Promise<Answer> {
  const lists = [await samuel.get('/tareas?tab=groups'), await samuel.get('/tareas')];
  const list = lists.find(({ text }) => text.includes(`>${name}<`)) ?? lists[0];
  const page = await samuel.get(taskOf(list as Answer, `>${name}<`));
  return page.text.includes('/tomar"') ? samuel.post(page, '/tomar', {}) : page;
}

beforeAll(async () => {
  product = await startProduct();
  const deployed = await product.cauce.deployFolder(tripFolder(lanes.service));
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  samuel = createVisitor(product.url);
  aurora = createVisitor(product.url);
  await samuel.signIn('samuel');
  await aurora.signIn('aurora');
});
afterAll(() => product.close());

describe('starting', () => {
  test('each of several starts has its form, and the page says where it begins', async () => {
    const { rows } = await product.cauce.engine.store.search('process_definitions', {
      where: [{ column: 'process_id', op: 'eq', value: 'trip' }],
    });
    const path = `/procesos/${rows[0]?.key}/iniciar`;
    const choice = plain(await samuel.get(path));
    expect(choice).toContain('Por ventanilla');
    expect(choice).toContain('Por teléfono La persona llama y se toman sus datos.');
    expect(plain(await samuel.get(`${path}?inicio=desk`))).toContain('Datos iniciales (JSON)');
    const page = await samuel.get(`${path}?inicio=phone`);
    expect(plain(page)).toContain('Empieza en «Por teléfono». Elegir otro inicio');
    const wrong = await samuel.post(page, '/iniciar?inicio=phone', {});
    expect([wrong.status, plain(wrong).includes('Empieza en «Por teléfono».')]).toEqual([422, true]);
    await samuel.post(wrong, '/iniciar?inicio=phone', { kilometers: '840' });
    const cases = await product.cauce.engine.store.search('cases', {});
    caseKey = String(cases.rows[0]?.key);
    expect(plain(await aurora.get(`/casos/${caseKey}/auditoria`))).toContain('Pasó por Por teléfono');
  });
});

describe('a repeated task', () => {
  test('says which time it is', async () => {
    expect(plain(await openTask('Reunir un documento'))).toContain('Esta tarea se repite; esta es la vez 1.');
    await doTask('Reunir un documento');
    await doTask('Reunir un documento');
  });
});

describe('activities to choose from', () => {
  test('begin by a button of the case, and say how many run', async () => {
    const page = await samuel.get(`/casos/${caseKey}`);
    expect(plain(page)).toContain('Preparar el viaje: qué se puede comenzar');
    expect(plain(page)).toContain('Comenzar: Pedir la visa 1 en curso');
    expect(plain(page)).toContain('Comenzar: Comprar el seguro Solo si el país lo exige.');
    const value = /value="([^"]+ luggage)"/.exec(page.text)?.[1] ?? '';
    const begun = await samuel.post(page, '/comenzar', { _begin: value });
    expect([begun.status, plain(begun).includes('Comenzó. Su tarea ya está en la lista')]).toEqual([
      200,
      true,
    ]);
    expect(plain(begun)).toContain('Comenzar: Revisar el equipaje 1 en curso');
    // The same page sent again does nothing more.
    await samuel.post(page, '/comenzar', { _begin: value });
    expect(plain(await samuel.get(`/casos/${caseKey}`))).toContain(
      'Comenzar: Revisar el equipaje 1 en curso',
    );
  });

  test('begin beside a task, which keeps what was typed', async () => {
    const page = await openTask('Pedir la visa');
    expect(plain(page)).toContain('Es una de las actividades a elegir de «Preparar el viaje».');
    const path = new URL(page.path, 'http://x').pathname;
    const value = /value="([^"]+ insurance)"/.exec(page.text)?.[1] ?? '';
    const hidden = new FormData();
    for (const name of ['_csrf', '_request'])
      hidden.append(name, new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '');
    hidden.append('comment', 'Falta la foto.');
    hidden.append('_begin', value);
    const sent = await samuel.send('POST', `${path}/comenzar`, hidden);
    expect(sent.headers.get('location')).toBe(`${path}?notice=begun`);
    const again = await samuel.get(path);
    expect(again.text).toContain('Falta la foto.');
    expect(plain(again)).toContain('Comenzar: Comprar el seguro Solo si el país lo exige. 1 en curso');
  });

  test('are no concern of who has nothing to do in the case', async () => {
    expect(plain(await aurora.get(`/casos/${caseKey}`))).not.toContain('qué se puede comenzar');
    const bruno = createVisitor(product.url);
    await bruno.signIn('bruno');
    const csrf = /name="_csrf" value="([^"]*)"/.exec((await bruno.get('/tareas')).text)?.[1] ?? '';
    const body = new URLSearchParams({ _csrf: csrf, _request: 'a'.repeat(32), _begin: '1 visa' });
    expect((await bruno.send('POST', `/casos/${caseKey}/comenzar`, body)).status).toBe(404);
  });

  test('that can no longer begin are refused in words', async () => {
    const page = await samuel.get(`/casos/${caseKey}`);
    for (const name of ['Pedir la visa', 'Revisar el equipaje', 'Comprar el seguro']) await doTask(name);
    const value = /value="([^"]+ visa)"/.exec(page.text)?.[1] ?? '';
    const late = await samuel.post(page, '/comenzar', { _begin: value });
    expect([late.status, plain(late).includes('Eso ya no se puede comenzar')]).toEqual([409, true]);
  });
});

describe('who is asked what comes next', () => {
  const errands = (id: string, condition: string) =>
    drawing(
      `<bpmn:laneSet id="ls"><bpmn:lane id="l" name="${lanes.service}"><bpmn:flowNodeRef>errands</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="s"/><bpmn:adHocSubProcess id="errands" name="Vueltas ${id}" ordering="Sequential">
<bpmn:task id="bank" name="Ir al banco"/>${condition}</bpmn:adHocSubProcess>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="errands"/>`,
      id,
      id,
    );

  async function started(id: string, condition = ''): Promise<number> {
    const { engine } = product.cauce;
    const content = Buffer.from(errands(id, condition));
    const deployed = await engine.deploy([{ name: `${id}.bpmn`, content }], system);
    const outcome = await engine.start({ principal: system, processId: id, variables: {} });
    if (!deployed.ok || !outcome.ok) throw new Error(JSON.stringify({ deployed, outcome }));
    return outcome.instanceKey;
  }

  test('may choose nothing more where no condition says when it is done', async () => {
    const key = await started('free');
    expect(plain(await openTask('Vueltas free'))).toContain(
      'Si no hace falta nada más, envíe sin marcar nada.',
    );
    await doTask('Vueltas free');
    expect((await product.cauce.engine.store.find('cases', { key }))?.state).toBe('COMPLETED');
  });

  test('must choose something where one does', async () => {
    const condition = '<bpmn:completionCondition>=enough</bpmn:completionCondition>';
    const key = await started('bound', condition);
    expect(plain(await openTask('Vueltas bound'))).not.toContain('Si no hace falta nada más');
    expect((await doTask('Vueltas bound')).status).toBe(422);
    await doTask('Vueltas bound', { errands: 'bank' });
    expect(plain(await samuel.get(`/casos/${key}`))).toContain('Ir al banco');
  });
});

describe('handlers', () => {
  test('a task that something set off says what', async () => {
    await product.cauce.engine.publishMessage({
      principal: system,
      name: 'dates_changed',
      correlationKey: 'trip',
      variables: {},
      timeToLive: 0,
    });
    await product.cauce.engine.settle(20_000);
    expect(plain(await openTask('Ajustar las fechas'))).toContain(
      'La activó lo que pasó: «Cambian las fechas».',
    );
    for (const name of ['Ajustar las fechas', 'Reservar el hotel', 'Reservar el vuelo']) await doTask(name);
  });

  test('a task that undoes something says what', async () => {
    await doTask('Confirmar el viaje', { goes: 'no' });
    expect(plain(await openTask('Cancelar el vuelo'))).toContain(
      'Deshace «Reservar el vuelo», que ya se había completado.',
    );
    await doTask('Cancelar el vuelo');
    await doTask('Cancelar el hotel');
    await doTask('Informar que no viaja');
  });
});

describe('the history', () => {
  test('tells each of it in a sentence', async () => {
    const text = plain(await aurora.get(`/casos/${caseKey}/auditoria`));
    for (const words of [
      'Llegó a Reunir un documento se hace 2 veces',
      'Completó Reunir un documento (vez 2 de 2)',
      'Llegó el mensaje de Cambian las fechas sin interrumpir «Reservas»',
      'Se activó Cambio de fechas',
      'Empezó a deshacer lo hecho, desde Soltar las reservas: Reservas',
      'Volvió a abrirse, para deshacerlo: Reservas',
      'Empezó a deshacer Reservar el vuelo con «Cancelar el vuelo»',
      'Deshizo Reservar el hotel con «Cancelar el hotel»',
      'Quedó deshecho: Reservas',
      'Terminó de deshacer, desde Soltar las reservas',
      'Saltó desde A informar',
      'El salto llegó a Informar',
      'Respondió ¿Viaja?: No',
    ])
      expect(text).toContain(words);
  });

  test('shows the decision with the one that it needed, its rule and its result', async () => {
    const text = plain(await aurora.get(`/casos/${caseKey}/auditoria`));
    expect(text).toMatch(/Distancia hacía falta para «Auxilio» Entradas Kilómetros: 840/);
    expect(text).toMatch(/Regla 2 de 2 \( ?Distancia: "lejos" ?\) → Amount: 480\.000 Resultado 480\.000/);
  });

  test('is told in English too', async () => {
    const text = plain(await aurora.get(`/casos/${caseKey}/auditoria?lang=en`));
    expect(text).toContain('Undid Reservar el hotel by “Cancelar el hotel”');
    expect(text).toContain('The message came for Cambian las fechas without interrupting “Reservas”');
  });
});
