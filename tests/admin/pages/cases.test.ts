// Cases, their history, processes, incidents and mail: what leaders, auditors, designers and administrators look after.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReplayData } from '../../../admin/replay/replayData.ts';
import { claimTask, classification, complete, fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, type Visitor } from '../harness/visitor.ts';

const system = { username: 'system', kind: 'system' as const, groups: [], roles: [] };

let product: Product;
let aurora: Visitor;
let angela: Visitor;
let number = '';
let caseKey = '';

beforeAll(async () => {
  // A base URL lets the acknowledgement be written; without a mail server it waits in the outbox.
  product = await startProduct({ baseUrl: 'http://tramites.example' });
  const adriana = createVisitor(product.url);
  aurora = createVisitor(product.url);
  angela = createVisitor(product.url);
  await adriana.signIn('adriana');
  await aurora.signIn('aurora');
  await angela.signIn('angela');
  number = (await fileRequest(createVisitor(product.url))).number;
  await complete(adriana, await claimTask(adriana, number), classification);
  caseKey = String((await product.cauce.engine.store.find('cases', { number }))?.key);
});
afterAll(() => product.close());

describe('a case', () => {
  test('is found by a part of its number', async () => {
    expect((await angela.get(`/casos?number=${number.slice(-4)}`)).text).toContain(number);
    expect((await angela.get('/casos?number=XX-1')).text).toContain('No hay casos que mostrar');
  });

  test('says where it is, who did what, and its values in words', async () => {
    const { text } = await angela.get(`/casos/${caseKey}`);
    for (const words of [
      'Analizar caso y entregar soportes',
      'Adriana Auxiliar',
      'Reclamo',
      'Página web',
      'soporte.pdf',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('names the cases that it is related to, from both sides', async () => {
    const { engine } = product.cauce;
    const again = (await fileRequest(createVisitor(product.url))).number;
    const key = Number((await engine.store.find('cases', { number: again }))?.key);
    await engine.setVariables(key, { is_repeat_of: number }, true, { principal: system });
    expect((await angela.get(`/casos/${key}`)).text).toMatch(
      new RegExp(`Repite <a href="/casos/${caseKey}">${number}</a>`),
    );
    expect((await angela.get(`/casos/${caseKey}`)).text).toContain(`Lo repite <a href="/casos/${key}">`);
  });

  test('never shows the link that opens it to the requester', async () => {
    const pages = await Promise.all([
      angela.get(`/casos/${caseKey}`),
      aurora.get(`/casos/${caseKey}/auditoria`),
    ]);
    const data = await aurora.get(`/casos/${caseKey}/auditoria/datos`);
    for (const { text } of [...pages, data]) expect(text).not.toContain('/seguimiento/');
  });
});

describe('the history', () => {
  test('lists every step with who, when, how long and the values, without scripts', async () => {
    const { text } = await aurora.get(`/casos/${caseKey}/auditoria`);
    const rows = [...text.matchAll(/<tr id="paso-\d+"[\s\S]*?<\/tr>/g)].map(([row]) =>
      row.replace(/<[^>]+>/g, ' '),
    );
    expect(rows.length).toBeGreaterThan(8);
    expect(rows[0]).toContain('PQRS recibida');
    const classified = rows.find((row) => /Completó\s+Clasificar solicitud/.test(row)) ?? '';
    expect(classified).toContain('Adriana Auxiliar');
    expect(classified).toMatch(/Tipo\s+Reclamo/);
  });

  test('hands the same steps to the diagram', async () => {
    const data = JSON.parse((await aurora.get(`/casos/${caseKey}/auditoria/datos`)).text) as ReplayData;
    const { text } = await aurora.get(`/casos/${caseKey}/auditoria`);
    expect(data.steps.length).toBe(text.match(/data-step=/g)?.length);
    expect(data.steps.map((step) => step.number)).toEqual(data.steps.map((_, index) => index + 1));
    expect(data.lines.length).toBe(data.steps.length);
  });

  test('the diagram is the file as it was deployed, to the byte', async () => {
    const { text } = await aurora.get(`/casos/${caseKey}/auditoria`);
    const path = /diagram="([^"]+)"/.exec(text)?.[1] ?? '';
    const file = fileURLToPath(new URL('../../../processes/pqrs/to-be.bpmn', import.meta.url));
    expect((await aurora.get(path)).text).toBe(readFileSync(file, 'utf8'));
  });
});

const drawing = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t" id="d">
<bpmn:process id="small" name="Pequeño" isExecutable="true">${inside}</bpmn:process></bpmn:definitions>`;

const stuck =
  drawing(`<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g" name="¿Cuál?"/><bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
<bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="a"><bpmn:conditionExpression>=kind = "x"</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="b"><bpmn:conditionExpression>=kind = "y"</bpmn:conditionExpression></bpmn:sequenceFlow>`);

const broken =
  drawing(`<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="nowhere"/>
<bpmn:scriptTask id="t"><bpmn:extensionElements><zeebe:script expression="=1 +" resultVariable="x"/></bpmn:extensionElements></bpmn:scriptTask>`);

function deploy(page: Answer, content: string): Promise<Answer> {
  return angela.post(page, '/procesos', { resources: { name: 'small.bpmn', content } });
}

describe('deploying', () => {
  test('a broken drawing is refused with every problem, its code and its element, and nothing is deployed', async () => {
    const answer = await deploy(await angela.get('/procesos'), broken);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('No se desplegó nada');
    expect(answer.text.match(/class="problem"/g)?.length).toBeGreaterThanOrEqual(2);
    expect(answer.text).toContain('small.bpmn');
    expect(answer.text).not.toContain('Pequeño</a>');
  });

  test('a drawing that runs is there at once, and the same bytes again change nothing', async () => {
    const first = await deploy(await angela.get('/procesos'), stuck);
    expect([first.status, first.text.includes('Pequeño')]).toEqual([200, true]);
    expect((await deploy(first, stuck)).text).toContain('Nada cambió');
  });
});

describe('an incident', () => {
  test('is seen, named in words, and tried again', async () => {
    const processes = await deploy(await angela.get('/procesos'), stuck);
    const path = /href="([^"]+)">Pequeño/.exec(processes.text)?.[1] ?? '';
    const form = await angela.get(`${path}/iniciar`);
    expect((await angela.post(form, '/iniciar', { variables: '{"kind": ' })).status).toBe(422);
    expect((await angela.post(form, '/iniciar', { variables: '{"__proto__": {"x": 1}}' })).status).toBe(422);
    const started = await angela.post(form, '/iniciar', { variables: '{"kind": "z"}' });
    expect(started.text).toContain('¿Cuál?');
    expect(started.text).toContain('class="state incident"');
    const operation = await angela.get('/admin/operacion');
    expect(operation.text).toContain('¿Cuál?');
    const retry = /action="(\/incidentes\/\d+\/reintentar)"/.exec(operation.text)?.[1] ?? '';
    const again = await angela.post(operation, retry, {});
    expect(again.text).toContain('Se reintentó');
    expect(again.text).toContain('¿Cuál?');
  });
});

describe('mail without a mail server', () => {
  test('is listed by case without what it says; one notice says what to set, and there is nothing to press', async () => {
    const operation = await angela.get('/admin/operacion');
    expect(operation.text).toContain(number);
    expect(operation.text).not.toContain('mj.nunez@example.com');
    expect(operation.text).toContain('SMTP_URL');
    expect(operation.text).not.toContain('/admin/correos/');
  });
});
