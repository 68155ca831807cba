// Who is away and who stands in; the leader's board, and several tasks given to others at once, each with the reason.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../../engine/runtime/engine.ts';
import { claimTask, fileRequest, taskOf } from '../harness/pqrs.ts';
import { lanes, type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let now = Date.parse('2026-11-23T15:00:00Z');
beforeAll(async () => {
  product = await startProduct({ now: () => now });
});
afterAll(() => product.close());

async function person(username: string): Promise<Visitor> {
  const visitor = createVisitor(product.url);
  await visitor.signIn(username);
  return visitor;
}

const filed = async () => (await fileRequest(createVisitor(product.url))).number;
const angela: Principal = { username: 'angela', kind: 'user', groups: [], roles: ['admin'] };
const keyOf = (path: string) => Number(/\d+$/.exec(path.split('?')[0] ?? '')?.[0]);

async function away(who: Visitor, fields: Record<string, string>) {
  const page = await who.get('/ausencias');
  return who.post(page, '/ausencias', {
    from: '2026-11-23',
    to: '2026-11-24',
    substitute: '',
    offer: '',
    ...fields,
  });
}

const withdrawn = async (who: Visitor) => {
  const page = await who.get('/ausencias');
  const action = /action="([^"]*\/quitar)"/.exec(page.text)?.[1];
  if (action) await who.post(page, fromHtml(action), {});
};

describe('an absence', () => {
  test('opens the groups of who is away to the substitute, for those days alone, and says so', async () => {
    const number = await filed();
    const [lucia, samuel, adriana] = await Promise.all(['lucia', 'samuel', 'adriana'].map(person));
    // Samuel comes from another group: a leader of both could name him, an administrator does.
    const admin = await person('angela');
    const answer = await away(admin, { who: 'adriana', substitute: 'samuel' });
    expect(answer.text).toContain('La ausencia quedó registrada');
    const path = taskOf(await samuel!.get('/tareas?tab=groups'), number);
    expect((await samuel!.get(path)).text).toMatch(/Usted suple a Adriana Auxiliar hasta mar 24 nov 2026/);
    expect((await lucia!.get('/equipo')).text).toContain(
      'No está hasta mar 24 nov 2026; lo suple Samuel Servicio',
    );
    expect((await adriana!.get('/ausencias')).text).toContain('Lo registró Ángela Administradora');
    now += 2 * 86_400_000;
    const later = await person('samuel');
    expect((await later.get(path)).status).toBe(404);
    now -= 2 * 86_400_000;
    await withdrawn(await person('adriana'));
    expect((await (await person('samuel')).get(path)).status).toBe(404);
  });

  test('offers what comes in the name of who is away, and what they hold, with a trace in the journal', async () => {
    const number = await filed();
    const adriana = await person('adriana');
    const task = await claimTask(adriana, number);
    const answer = await away(adriana, { substitute: 'bruno', offer: '1' });
    expect(answer.text).toMatch(/1 tarea se ofreció al suplente|\d+ tareas se ofrecieron/);
    const key = keyOf(task.path);
    const row = async () => product.cauce.engine.store.find('user_tasks', { key });
    expect(await row()).toMatchObject({ assignee: null, candidate_users: '["adriana","bruno"]' });
    const bruno = await person('bruno');
    expect((await bruno.get(`/tareas/${key}`)).text).toContain('Usted es una de las personas que pueden');
    // Given to her by name again, it is offered again.
    const given = await product.cauce.engine.assignUserTask(key, 'adriana', true, { principal: angela });
    expect(given.ok).toBe(true);
    await expect.poll(async () => (await row())?.assignee, { timeout: 10_000 }).toBeNull();
    // Who takes a task in spite of being away keeps it.
    const mine = await adriana.post(await adriana.get(`/tareas/${key}`), '/tomar', {});
    await product.cauce.engine.settle(1_000);
    expect(mine.text).toContain('value="complete"');
    expect((await row())?.assignee).toBe('adriana');
    const history = await product.cauce.engine.history(Number((await row())?.instance_key));
    expect(
      history.filter(({ actor }) => actor === 'system').flatMap(({ commands }) => commands),
    ).toContainEqual(expect.objectContaining({ type: 'annotate', kind: 'substituted', mentions: ['bruno'] }));
    await withdrawn(adriana);
  });

  test('that makes no sense is refused with what to do, and what was typed stays', async () => {
    const adriana = await person('adriana');
    const said = async (fields: Record<string, string>) => (await away(adriana, fields)).text;
    expect(await said({ to: '2026-11-20' })).toContain('el último día no puede ser anterior');
    expect(await said({ from: '2026-11-01', to: '2026-11-02' })).toContain('Esa ausencia ya pasó');
    expect(await said({ to: '2028-01-01' })).toContain('a lo sumo un año');
    expect(await said({ substitute: 'samuel' })).toContain('El suplente no es de sus grupos');
    expect(await said({ to: '<img src=x>' })).toContain('Revise las fechas');
    expect(await said({ substitute: 'bruno' })).toContain('quedó registrada');
    expect(await said({ substitute: 'bruno' })).toContain('ya tiene una ausencia en esos días');
    const bruno = await person('bruno');
    expect((await away(bruno, { substitute: 'adriana' })).text).toContain('El suplente tampoco está');
    expect((await bruno.post(await bruno.get('/ausencias'), '/ausencias', { who: 'adriana' })).status).toBe(
      403,
    );
    await withdrawn(adriana);
    const log: { event: string }[] = await product.cauce.engine.store
      .reader('cauce_access_log')
      .whereLike('event', 'absence%')
      .select('event');
    expect(new Set(log.map(({ event }) => event))).toEqual(new Set(['absenceRecorded', 'absenceWithdrawn']));
  });
});

describe('the board', () => {
  test('counts what each holds and what waits, and is for leaders', async () => {
    await filed();
    const lucia = await person('lucia');
    const board = await lucia.get('/equipo');
    expect(board.text).toMatch(/Bruno Auxiliar/);
    expect(board.text).not.toContain('Samuel Servicio');
    const waiting = await lucia.get(`/equipo?grupo=${encodeURIComponent(lanes.desk)}`);
    expect(waiting.text).toContain('Sin tomar en Auxiliar Tecnico');
    expect((await (await person('bruno')).get('/equipo')).status).toBe(403);
    expect((await (await person('aurora')).get('/equipo')).status).toBe(403);
  });

  test('gives several tasks away at once, each with its result, the reason on record and nothing twice', async () => {
    const numbers = [await filed(), await filed()];
    const lucia = await person('lucia');
    const adriana = await person('adriana');
    for (const number of numbers) await claimTask(adriana, number);
    const page = await lucia.get('/equipo?persona=adriana');
    const keys = [...page.text.matchAll(/name="task" value="(\d+)"/g)].map(([, key]) => key ?? '');
    expect(keys.length).toBeGreaterThanOrEqual(2);
    const action = '/equipo/reasignar?persona=adriana';
    const without = await lucia.post(page, action, { task: keys, to: 'bruno', reason: ' ' });
    expect(without).toMatchObject({ status: 422, text: expect.stringContaining('Escriba el motivo') });
    const given = {
      task: [...keys, '4294967299'],
      to: 'bruno',
      reason: 'Adriana está en <b>capacitación</b>',
    };
    const results = await lucia.post(without, action, given);
    expect(results.text).toContain(`${keys.length} tareas cambiaron de manos.`);
    expect(results.text).toContain('Ya no existe, o no es de sus grupos.');
    expect(results.text).toContain('Adriana está en &lt;b&gt;capacitación');
    const bruno = await person('bruno');
    expect((await bruno.get(`/tareas/${keys[0]}`)).text).toContain('Adriana está en &lt;b&gt;capacitación');
    const again = await lucia.post(without, action, given);
    expect(again.text).toMatch(/Bruno Auxiliar ya la tiene|cambiaron de manos/);
    const notes = await product.cauce.engine.store.search('notes', {
      where: [
        { column: 'about', op: 'eq', value: Number(keys[0]) },
        { column: 'kind', op: 'eq', value: 'delegated' },
      ],
    });
    expect(notes.rows).toHaveLength(1);
  });

  test('spreads them over whoever has least, and nothing to who is away', async () => {
    const numbers = [await filed(), await filed()];
    const adriana = await person('adriana');
    for (const number of numbers) await claimTask(adriana, number);
    const lucia = await person('lucia');
    const bruno = await person('bruno');
    await away(bruno, {});
    const page = await lucia.get('/equipo?persona=adriana');
    const keys = [...page.text.matchAll(/name="task" value="(\d+)"/g)].map(([, key]) => key ?? '');
    const action = '/equipo/reasignar?persona=adriana';
    const refused = await lucia.post(page, action, { task: keys, to: 'bruno', reason: 'Balance' });
    expect(refused.text).toContain('Esa persona está ausente.');
    const fresh = await lucia.get('/equipo?persona=adriana');
    const spread = await lucia.post(fresh, action, { task: keys, to: '*', reason: 'Balance' });
    expect(spread.text).toContain('Ahora la tiene Lucía Líder');
    await withdrawn(bruno);
  });
});
