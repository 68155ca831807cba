// Why is this due then: the same clock on the task, the case and the page of whoever asked, in both languages.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Principal } from '../../../engine/runtime/engine.ts';
import { claimTask, classification, complete, fileRequest, request, taskOf } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml } from '../harness/visitor.ts';

let product: Product;
const worker: Principal = { username: 'worker', kind: 'service', groups: [], roles: ['service'] };

beforeAll(async () => {
  product = await startProduct({ baseUrl: 'http://tramites.example' });
});
afterAll(() => product.close());

/** The text of each clock of a page, without its marks. */
function clocksIn(html: string): string[] {
  return [...html.matchAll(/<section class="clock">([\s\S]*?)<\/section>/g)].map(([, inside = '']) =>
    fromHtml(inside.replace(/<[^>]+>/g, ' '))
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

test('says how much is left, how far it is, and why; paused while the requester has to answer', async () => {
  const citizen = createVisitor(product.url);
  const adriana = createVisitor(product.url);
  await adriana.signIn('adriana');
  const filed = await fileRequest(citizen);
  const classify = await claimTask(adriana, filed.number);
  const [own] = clocksIn(classify.text);
  expect(own).toContain('Clasificar o trasladar');
  expect(own).toContain('¿Por qué vence entonces?');
  await complete(adriana, classify, { ...classification, is_complete: 'false' });

  const asked = await claimTask(adriana, filed.number);
  const answer = clocksIn(asked.text).find((text) => text.startsWith('Respuesta de fondo')) ?? '';
  expect(answer).toContain('Quedan 15 días hábiles');
  expect(answer).toMatch(/\d+ % del plazo/);
  expect(answer).toContain('Días hábiles de ley, Colombia');
  const casePath = /href="([^"]*\/casos\/\d+)"/.exec(asked.text)?.[1] ?? '';

  const shown = await citizen.get(filed.tracking);
  expect(clocksIn(shown.text)).toHaveLength(1);
  expect(clocksIn(shown.text)[0]).toContain('Quedan 15 días hábiles');
  expect(clocksIn(shown.text)[0]).not.toContain('Adriana');

  await complete(adriana, asked, { missing_items: 'Copia del recibo.' });
  const paused = clocksIn((await citizen.get(filed.tracking)).text)[0] ?? '';
  expect(paused).toContain('En pausa; quedan 15 días hábiles');
  const onCase = clocksIn((await adriana.get(casePath)).text).join('\n');
  expect(onCase).toContain('Esperar complemento del peticionario');
  expect(onCase).toContain('En pausa; quedan 15 días hábiles');
  expect(onCase).toContain('Requerir al peticionario');
  const english = await citizen.get(`${filed.tracking}?lang=en`);
  expect(english.status).toBe(200);
});

test('a task that was due long ago says by how much it is late', async () => {
  const adriana = createVisitor(product.url);
  await adriana.signIn('adriana');
  const { engine } = product.cauce;
  const variables = { ...request, privacy_consent: true, filed_at: '2026-03-16T10:00:00-05:00' };
  const started = await engine.start({ processId: 'pqrs_tobe', variables, principal: worker });
  if (!started.ok) throw new Error(JSON.stringify(started));
  const task = await engine.store.find('user_tasks', { instance_key: started.instanceKey });
  await engine.completeUserTask(Number(task?.key), {}, { principal: worker });
  const list = await adriana.get('/tareas?tab=groups');
  const found = await engine.store.find('cases', { key: started.instanceKey });
  const page = await adriana.get(taskOf(list, String(found?.number)));
  expect(clocksIn(page.text)).toHaveLength(1);
  expect(clocksIn(page.text)[0]).toMatch(/Clasificar o trasladar Vencido hace \d+ días hábiles/);
  expect(page.text).toContain('class="state overdue"');
});

test('who leads moves a clock with a reason, where it may be moved; others have no form for it', async () => {
  const citizen = createVisitor(product.url);
  const [adriana, lucia] = [createVisitor(product.url), createVisitor(product.url)];
  await adriana.signIn('adriana');
  await lucia.signIn('lucia');
  const { number } = await fileRequest(citizen);
  const classify = await claimTask(adriana, number);
  await complete(adriana, classify, classification);
  const found = await product.cauce.engine.store.find('cases', { number });
  const path = `/casos/${found?.key}`;
  expect((await adriana.get(path)).text).not.toContain('Mover este plazo');
  const where = { instance_key: Number(found?.key), metric: 'resolution' };
  const clock = await product.cauce.engine.store.find('sla_clocks', where);
  const page = await lucia.get(path);
  // What the clocks wait for is no event of the drawing.
  expect(page.text).not.toContain('PQRS: peticiones, quejas, reclamos y sugerencias: el');
  expect(page.text).toContain('2 días antes del vencimiento: el');
  const to = `/plazos/${clock?.key}`;
  const refused = await lucia.post(page, to, { _do: 'pause', reason: 'Falta un papel.' });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('El plazo sigue corriendo');
  const until = new Date(Number(clock?.due_at) + 7 * 86_400_000).toISOString().slice(0, 10);
  const extension = { _do: 'extend', reason: 'Faltan pruebas.', until, notified: 'true' };
  const moved = await lucia.post(page, to, extension);
  expect(moved.text).toContain('quedó en su historial');
  expect(clocksIn(moved.text).find((text) => text.startsWith('Respuesta de fondo'))).toContain(
    'Ampliación: Faltan pruebas. Lucía Líder',
  );
});
