// Staff work: the list, claiming, drafts, completing, and what another person may not do.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimTask, classification, complete, fileRequest, taskOf } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, formTo, pdf, type Visitor } from '../harness/visitor.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

async function person(username: string): Promise<Visitor> {
  const visitor = createVisitor(product.url);
  await visitor.signIn(username);
  return visitor;
}

const filed = async () => (await fileRequest(createVisitor(product.url))).number;

describe('the work list', () => {
  test('shows a task to its group alone, with its case and when it is due', async () => {
    const number = await filed();
    const list = await (await person('adriana')).get('/tareas?tab=groups');
    expect(list.text).toContain(number);
    expect(list.text).toMatch(/Quedan? \d+ días? hábil/);
    expect((await (await person('samuel')).get('/tareas?tab=groups')).text).not.toContain(number);
  });

  test('counts by urgency and filters by it and by process', async () => {
    const number = await filed();
    const adriana = await person('adriana');
    const all = await adriana.get('/tareas?tab=groups&urgency=onTime&process=pqrs_tobe');
    expect(all.text).toContain(number);
    const none = await adriana.get('/tareas?tab=groups&urgency=overdue');
    expect(none.text).not.toContain(number);
    expect(none.text).toContain('Quitar el filtro');
  });

  test('pages by cursor', async () => {
    const { engine } = product.cauce;
    const principal = { username: 'angela', kind: 'user' as const, groups: [], roles: ['admin' as const] };
    const made = await engine.deploy([{ name: 'many.bpmn', content: Buffer.from(manyTasks) }], principal);
    expect(made.ok).toBe(true);
    await engine.start({ principal, processId: 'many', variables: {} });
    const angela = await person('angela');
    const first = await angela.get('/tareas?tab=all&process=many');
    expect(first.text.match(/class="main"/g)).toHaveLength(50);
    const next =
      /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ??
      '';
    const second = await angela.get(next);
    expect(second.text.match(/class="main"/g)).toHaveLength(10);
    expect(second.text).not.toContain('rel="next"');
  });

  test('stands in the order of urgency or of arrival, each task with its place in the other', async () => {
    const { engine } = product.cauce;
    const principal = { username: 'angela', kind: 'user' as const, groups: [], roles: ['admin' as const] };
    const task = (priority: string) =>
      `<bpmn:process id="ordered" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:userTask id="u" name="Atender">
       <bpmn:extensionElements><zeebe:userTask/><zeebe:priorityDefinition priority="${priority}"/></bpmn:extensionElements>
       </bpmn:userTask><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="u"/></bpmn:process>`;
    const drawing = `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">${task('=urgency')}</bpmn:definitions>`;
    const made = await engine.deploy([{ name: 'ordered.bpmn', content: Buffer.from(drawing) }], principal);
    expect(made.ok).toBe(true);
    for (const urgency of [10, 90])
      await engine.start({ principal, processId: 'ordered', variables: { urgency } });
    const angela = await person('angela');
    const places = async (order: string) => {
      const { text } = await angela.get(`/tareas?tab=all&process=ordered&order=${order}`);
      expect(text).toMatch(new RegExp(`order=${order}" aria-current="true"`.replace('=', '(=|&#x3D;)')));
      return [...text.matchAll(/data-label="Puesto">(\d+)<span class="under">([^<]*)</g)].map(
        ([, ...found]) => found,
      );
    };
    expect(await places('urgency')).toEqual([
      ['1', 'por llegada, 2'],
      ['2', 'por llegada, 1'],
    ]);
    expect(await places('arrival')).toEqual([
      ['1', 'por urgencia, 2'],
      ['2', 'por urgencia, 1'],
    ]);
  });

  test('an empty list teaches the next step', async () => {
    await filed();
    expect((await (await person('bruno')).get('/tareas')).text).toMatch(
      /Hay \d+ tareas? de sus grupos sin tomar/,
    );
  });
});

describe('a task', () => {
  test('is read-only until it is claimed, then its form is open', async () => {
    const number = await filed();
    const adriana = await person('adriana');
    const path = taskOf(await adriana.get('/tareas?tab=groups'), number);
    const free = await adriana.get(path);
    expect(free.text).not.toContain('value="complete"');
    const mine = await adriana.post(free, '/tomar', {});
    expect(mine.text).toContain('value="complete"');
    expect(mine.text).toContain('Está a su nombre.');
  });

  test('keeps a draft without judging it, sealed, and forgets it at completion', async () => {
    const number = await filed();
    const adriana = await person('adriana');
    const task = await claimTask(adriana, number);
    const saved = await complete(adriana, task, { _do: 'draft', request_type: 'queja', service: '' });
    expect(saved.text).toContain('Borrador guardado');
    expect(formTo(saved, new URL(saved.path, 'http://x').pathname)).toMatch(/value="queja" selected/);
    const { reader } = product.cauce.engine.store;
    const drafts: { content: string }[] = await reader('cauce_task_drafts').select('content');
    expect(drafts.map((draft) => draft.content).join()).not.toContain('María');
    await complete(adriana, saved, classification);
    expect(await reader('cauce_task_drafts').count('* as n')).toEqual([{ n: 0 }]);
  });

  test('takes any document for the case, keeps what was typed, and names what it does not take', async () => {
    const number = await filed();
    const adriana = await person('adriana');
    const task = await claimTask(adriana, number);
    const typed = { _do: 'attach', request_type: 'queja', service: '' };
    const attached = await complete(adriana, task, { ...typed, _attach: { name: 'acta.pdf', content: pdf } });
    expect(attached.text).toContain('Los documentos quedaron en el caso');
    expect(attached.text).toMatch(/download>acta\.pdf</);
    expect(formTo(attached, new URL(attached.path, 'http://x').pathname)).toMatch(/value="queja" selected/);
    const wrong = await complete(adriana, attached, {
      ...typed,
      _attach: { name: 'acta.exe', content: 'MZ' },
    });
    expect(wrong).toMatchObject({
      status: 422,
      text: expect.stringContaining('«acta.exe» no es de un tipo'),
    });
    await complete(adriana, attached, { ...classification, _attach: { name: 'acta.pdf', content: pdf } });
    const row = await product.cauce.engine.store.find('cases', { number });
    const documents = product.cauce.engine.store.reader('cauce_documents').where({ case_key: row?.key });
    // The requester's own, and this one once.
    expect(await documents).toHaveLength(2);
  });

  test('completed with errors says them at the fields and changes nothing', async () => {
    const number = await filed();
    const adriana = await person('adriana');
    const task = await claimTask(adriana, number);
    const wrong = await complete(adriana, task, { ...classification, request_type: 'inventado' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('role="alert"');
    const key = Number(/\/tareas\/(\d+)/.exec(task.path)?.[1]);
    expect((await product.cauce.engine.store.find('user_tasks', { key }))?.state).toBe('CREATED');
  });

  test('completed, the list says who has the case now; sent again, nothing happens twice', async () => {
    const number = await filed();
    const adriana = await person('adriana');
    const task = await claimTask(adriana, number);
    const done = await complete(adriana, task, classification);
    expect(done.text).toContain(`El caso ${number} sigue con Servicio (sin tomar)`);
    const again = await complete(adriana, task, classification);
    expect(again.text).toContain(`El caso ${number} sigue con Servicio (sin tomar)`);
    const samuel = await person('samuel');
    const list = await samuel.get('/tareas?tab=groups');
    expect(list.text.match(new RegExp(`class="number"[^>]*>${number}`, 'g'))).toHaveLength(1);
  });

  test('held by a colleague it cannot be completed, and what was typed stays in sight', async () => {
    const number = await filed();
    const [adriana, bruno, lucia] = await Promise.all(['adriana', 'bruno', 'lucia'].map(person));
    const task = await claimTask(adriana!, number);
    const path = new URL(task.path, 'http://x').pathname;
    await lucia!.post(await lucia!.get(path), '/asignar', { assignee: 'bruno' });
    const late = await complete(adriana!, task, classification);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Bruno Auxiliar');
    expect(late.text).toContain('Reclamo');
    expect((await bruno!.get('/tareas')).text).toContain(number);
  });

  test('given back it is free again', async () => {
    const number = await filed();
    const adriana = await person('adriana');
    const task = await claimTask(adriana, number);
    const list = await adriana.post(task, '/devolver', { why: 'no es de mi área' });
    expect(list.text).toContain('La tarea volvió al grupo.');
    expect((await (await person('bruno')).get('/tareas?tab=groups')).text).toContain(number);
  });

  test('of another group does not exist', async () => {
    const number = await filed();
    const path = taskOf(await (await person('adriana')).get('/tareas?tab=groups'), number);
    const samuel = await person('samuel');
    expect((await samuel.get(path)).status).toBe(404);
    expect((await samuel.send('POST', `${path}/tomar`)).status).toBe(400);
    expect((await samuel.get(path.replace(/\d+$/, 'x'))).status).toBe(404);
  });

  test('its documents download as files, for those of the case alone', async () => {
    const number = await filed();
    const adriana = await person('adriana');
    const task = await claimTask(adriana, number);
    const href = /href="(\/documentos\/[^"]+)"/.exec(task.text)?.[1] ?? '';
    const file = await adriana.get(href);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await (await person('samuel')).get(href)).status).toBe(404);
  });
});

const manyTasks = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">
  <bpmn:process id="many" name="Muchas" isExecutable="true">
    <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="t" name="Una de muchas"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
      <bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>60</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>
    </bpmn:userTask>
    <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t"/><bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
  </bpmn:process>
</bpmn:definitions>`;
