// What administrators look after: sessions, groups, what each may do, and the record of what they did.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasText } from '../../../admin/render/locale.ts';
import { actions } from '../../../engine/access/policy.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let angela: Visitor;

beforeAll(async () => {
  product = await startProduct();
  angela = createVisitor(product.url);
  await angela.signIn('angela');
});
afterAll(() => product.close());

async function signedIn(username: string): Promise<Visitor> {
  const visitor = createVisitor(product.url);
  await visitor.signIn(username);
  return visitor;
}

const log = (event: string) =>
  product.cauce.engine.store.reader('cauce_access_log').where({ event }).orderBy('id');

describe('sessions', () => {
  test('are listed with their device for who owns them, who ends the others', async () => {
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const here = await signedIn('bruno');
    const { access } = product.cauce;
    const elsewhere = await access.sessions.open('bruno', { address: '192.0.2.9', agent });
    const page = await here.get('/sesiones');
    expect(page.text).toContain('Firefox en Windows');
    expect(page.text).toContain('192.0.2.9');
    expect(page.text).not.toContain(elsewhere.id);
    const after = await here.post(page, '/sesiones/cerrar', { others: 'true' });
    expect(after.text).toContain('Se cerró 1 sesión.');
    expect(await access.sessions.find(elsewhere.id)).toBeUndefined();
    expect((await here.get('/sesiones')).status).toBe(200);
  });

  test('of somebody else cannot be ended by who is no administrator', async () => {
    const samuel = await product.cauce.access.sessions.open('samuel');
    const bruno = await signedIn('bruno');
    const page = await bruno.get('/sesiones');
    const handle = product.cauce.access.sessions.handleOf(samuel.id);
    expect((await bruno.post(page, '/sesiones/cerrar', { session: handle })).text).toContain(
      'No se cerró ninguna sesión',
    );
    expect(await product.cauce.access.sessions.find(samuel.id)).toBeDefined();
  });

  test('are ended by an administrator, which is on record with both names', async () => {
    const samuel = await signedIn('samuel');
    const page = await angela.get('/admin/sesiones?person=samuel');
    const handles = [...page.text.matchAll(/name="session" value="([^"]+)"/g)].map(
      ([, handle]) => handle ?? '',
    );
    expect(handles.length).toBeGreaterThan(0);
    const after = await angela.post(page, '/admin/sesiones/cerrar', { session: handles });
    expect(after.text).toMatch(/Se cerr(ó|aron) \d+ sesi/);
    expect((await samuel.get('/tareas')).path).toContain('/entrar');
    expect((await log('sessionEnded')).at(-1)).toMatchObject({ username: 'samuel', actor: 'angela' });
    const twice = await angela.post(page, '/admin/sesiones/cerrar', { session: handles });
    expect(twice.text).toContain('No se cerró ninguna sesión');
  });

  test('get another secret when what their person may do changes, also one’s own', async () => {
    const before = await product.cauce.access.sessions.list({ username: 'angela', limit: 10 });
    const page = await angela.get('/admin/personas/angela');
    const roles = ['admin', 'auditor'];
    await angela.post(page, '/admin/personas/angela', { roles, active: 'true' });
    const after = await product.cauce.access.sessions.list({ username: 'angela', limit: 10 });
    expect(after).toHaveLength(1);
    expect(before.map(({ handle }) => handle)).not.toContain(after[0]?.handle);
    expect((await angela.get('/admin')).status).toBe(200);
    expect((await log('userUpdated')).at(-1)).toMatchObject({ username: 'angela', detail: '+auditor' });
  });
});

describe('what is stuck', () => {
  const stuck = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">
  <bpmn:process id="stuck" name="Atascado" isExecutable="true">
    <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:exclusiveGateway id="g" name="¿Cuál?"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:intermediateCatchEvent id="wait" name="Un mes después"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing>
      <bpmn:timerEventDefinition id="t1"><bpmn:timeDuration>P30D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="e"><bpmn:incoming>f3</bpmn:incoming><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
    <bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="wait"><bpmn:conditionExpression>=kind.id = "a"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="e"><bpmn:conditionExpression>=kind.id = "b"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f4" sourceRef="wait" targetRef="e"/>
  </bpmn:process>
</bpmn:definitions>`;
  const principal = { username: 'angela', kind: 'user' as const, groups: [], roles: ['admin' as const] };
  const cases: number[] = [];

  beforeAll(async () => {
    const { engine } = product.cauce;
    await engine.deploy([{ name: 'stuck.bpmn', content: Buffer.from(stuck) }], principal);
    for (let number = 0; number < 3; number += 1) {
      const started = await engine.start({ principal, processId: 'stuck', variables: { kind: { id: 'z' } } });
      if (!started.ok) throw new Error('Expected the case to start.');
      cases.push(started.instanceKey);
    }
    await engine.settle(20_000);
  });

  test('is told in groups, and goes on together where its cause was mended: a result for each row', async () => {
    const { engine } = product.cauce;
    const overview = await angela.get('/admin/operacion');
    expect(overview.text).toContain('3 casos');
    expect(overview.text).toContain('Ningún camino se puede tomar');
    const element = /href="([^"]*incidentes\?[^"]*element=g[^"]*)"/.exec(fromHtml(overview.text))?.[1] ?? '';
    const list = await angela.get(element);
    expect(list.text.match(/name="key"/g)).toHaveLength(3);
    for (const [at, key] of cases.entries())
      if (at > 0) await engine.setVariables(key, { kind: { id: 'a' } }, false, { principal });
    const action = /action="([^"]*incidentes\/reintentar[^"]*)"/.exec(fromHtml(list.text))?.[1] ?? '';
    const after = await angela.post(list, action, { all: 'true' });
    expect(after.text).toMatch(/2 siguieron · 1 volvió a fallar|1 volvió a fallar · 2 siguieron/);
    expect(after.text.match(/<span class="state onTime">Siguió/g)).toHaveLength(2);
    expect((await log('incidentsRetried')).at(-1)).toMatchObject({ actor: 'angela' });
    const keys = [...list.text.matchAll(/name="key" value="(\d+)"/g)].map(([, key]) => key ?? '');
    const again = await angela.post(list, action, { key: keys });
    expect(again.text).toContain('3 ya no estaban');
  });

  test('a timer that is late and cannot fire says why; one whose time has not come is left alone', async () => {
    const { engine } = product.cauce;
    const list = await angela.get('/admin/operacion/relojes');
    expect(list.text).toContain('Un mes después');
    expect(list.text).not.toMatch(/name="key"|name="one"/);
    const key = Number((await engine.store.find('timers', { instance_key: cases[1] ?? 0 }))?.key);
    await engine.store.write((db) => db('cauce_timers').where({ key }).update({ due_at: 1 }));
    const late = await angela.get('/admin/operacion/relojes?due=late');
    const tried = await angela.post(late, '/relojes/reintentar?due=late', { one: String(key) });
    expect(tried.text).toContain('1 no se hizo');
    expect(tried.text).toContain('aún no es su hora');
  });

  test('a job in its back-off is tried at once, and says until then why it waits', async () => {
    const { engine } = product.cauce;
    const made = await engine.deploy([{ name: 'calls.bpmn', content: Buffer.from(calls) }], principal);
    expect(made.ok).toBe(true);
    await engine.start({ principal, processId: 'calls', variables: {} });
    const [job] = await engine.activateJobs({
      type: 'legado',
      worker: 'w',
      timeout: 1000,
      maxJobsToActivate: 1,
    });
    const failure = { retries: 2, retryBackOff: 3_600_000, message: 'La otra orilla no contesta' };
    await engine.failJob(job?.key ?? 0, failure, { principal });
    const list = await angela.get('/admin/operacion/trabajos?wait=failing');
    expect(list.text).toContain('La otra orilla no contesta');
    expect(list.text).toContain('Quedan 2 intentos');
    const after = await angela.post(list, '/trabajos/reintentar?wait=failing', { one: String(job?.key) });
    expect(after.text).toContain('1 se está reintentando');
    const again = await engine.activateJobs({
      type: 'legado',
      worker: 'w',
      timeout: 1000,
      maxJobsToActivate: 1,
    });
    expect(again.map(({ key }) => key)).toEqual([job?.key]);
  });

  const calls = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t" id="d2">
  <bpmn:process id="calls" name="Llama" isExecutable="true">
    <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:serviceTask id="call" name="Consultar el legado"><bpmn:extensionElements><zeebe:taskDefinition type="legado"/></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="call"/>
  </bpmn:process>
</bpmn:definitions>`;

  test('is for administrators alone', async () => {
    const lucia = await signedIn('lucia');
    for (const path of ['incidentes', 'trabajos', 'relojes', 'correos'])
      expect((await lucia.get(`/admin/operacion/${path}`)).status).toBe(403);
  });
});

describe('what each may do', () => {
  test('is told as the policy decides it, in words for every action', async () => {
    const page = await angela.get('/admin/permisos');
    const cells = (label: string) =>
      [
        ...(page.text.split(`<th scope="row">${label}</th>`)[1]?.split('</tr>')[0] ?? '').matchAll(
          /may-(\w+)/g,
        ),
      ].map(([, may]) => may);
    // admin, designer, leader, staff, auditor, service
    expect(cells('Ver listas de tareas')).toEqual(['all', 'none', 'own', 'own', 'all', 'all']);
    expect(cells('Completar una tarea')).toEqual(['all', 'none', 'own', 'own', 'none', 'all']);
    expect(cells('Asignar una tarea a otra persona')).toEqual(['all', 'none', 'own', 'none', 'none', 'all']);
    expect(cells('Ver la historia paso a paso')).toEqual(['all', 'none', 'none', 'none', 'all', 'none']);
    expect(cells('Administrar personas, grupos y sesiones')).toEqual(['all', ...Array(5).fill('none')]);
    for (const language of ['es', 'en'] as const)
      expect(
        actions.filter((action) => action !== 'public' && !hasText(language, `permission.${action}`)),
      ).toEqual([]);
  });

  test('names the people of each lane of each flow', async () => {
    const page = await angela.get('/admin/permisos');
    expect(page.text).toContain('Samuel Servicio');
    expect(fromHtml(page.text)).toContain('/grupos/ver?grupo=Servicio');
  });
});

describe('groups', () => {
  test('gain and lose people, and go when nobody and nothing is left', async () => {
    const groups = await angela.get('/admin/grupos');
    const made = await angela.post(groups, '/admin/grupos', { name: 'Archivo' });
    expect((await angela.post(groups, '/admin/grupos', { name: 'Archivo' })).status).toBe(409);
    const added = await angela.post(made, 'grupo=Archivo', { username: 'bruno' });
    expect(added.text).toContain('Bruno Auxiliar');
    expect((await log('membershipAdded')).at(-1)).toMatchObject({ username: 'bruno', detail: 'Archivo' });
    expect(added.text).not.toContain('/grupos/borrar');
    const refused = await angela.post(made, '/borrar?grupo=Archivo', {});
    expect([refused.status, refused.text.includes('tiene personas')]).toEqual([409, true]);
    const emptied = await angela.post(added, '/quitar?grupo=Archivo', { username: 'bruno' });
    const gone = await angela.post(emptied, '/borrar?grupo=Archivo', {});
    expect(gone.text).toContain('El grupo se borró.');
    expect((await angela.get('/admin/grupos/ver?grupo=Archivo')).status).toBe(404);
  });
});

describe('the record of administration', () => {
  test('tells auditors who did what to whom, filtered, and as CSV, which is on record too', async () => {
    const group = await angela.get('/admin/grupos/ver?grupo=Servicio');
    await angela.post(group, '/agregar?grupo=Servicio', { username: 'bruno' });
    const aurora = await signedIn('aurora');
    const page = await aurora.get('/admin/registro?kind=people&person=bruno');
    expect(page.text).toContain('Agregó al grupo');
    expect(page.text).toContain('Ángela Administradora');
    const csv = await aurora.get('/admin/registro/csv?kind=people&person=bruno');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text).toContain('"membershipAdded";"angela";"bruno";"Servicio"');
    expect((await log('logTaken')).at(-1)).toMatchObject({ actor: 'aurora' });
    expect((await (await signedIn('lucia')).get('/admin/registro')).status).toBe(403);
  });

  test('opens no formula of a name that somebody tried to sign in with', async () => {
    const visitor = createVisitor(product.url);
    const username = "=cmd|' /C calc'!A0";
    await visitor.send('POST', '/entrar', new URLSearchParams({ username, password: 'x' }));
    const csv = await angela.get('/admin/registro/csv?kind=signIns');
    expect(csv.text).toContain(`"'=cmd|`);
    expect(csv.text).not.toContain('"=cmd');
  });
});
