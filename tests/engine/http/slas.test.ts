// Service level clocks over HTTP: who may see and move them, what they say, and that their rows follow from the journal.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendars, eight, sla } from '../core/clocks/promised.ts';
import { definitions, end, extensions, process, start, userTask } from '../runtime/drawings.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

const group = '<zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="Oficina"/>';
const work = (id: string) => userTask(id).replace('<zeebe:userTask/>', group);
const promised = sla({ ...eight, target: '8', pauseWhen: 'wait', warnAt: '75%' });
const xml = definitions(
  process('p', [extensions(promised), start(), work('a'), work('wait'), end()], ['start>a>wait>end']),
);

let server: ServerUnderTest;
const worker = { username: 'worker', kind: 'service' as const, groups: [], roles: ['service' as const] };

beforeAll(async () => {
  server = await openServer();
  const files = [
    { name: 'p.bpmn', content: Buffer.from(xml) },
    { name: 'calendars/co-8x5.json', content: Buffer.from(JSON.stringify(calendars['co-8x5'])) },
  ];
  expect(await server.engine.deploy(files, worker)).toMatchObject({ ok: true });
});
afterAll(() => server.close());

async function open(): Promise<{ instance: number; clock: string }> {
  const outcome = await server.engine.start({ processId: 'p', variables: {}, principal: worker });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const row = await server.store.find('sla_clocks', { instance_key: outcome.instanceKey });
  return { instance: outcome.instanceKey, clock: String(row?.key) };
}

const post = (who: string, path: string, body: object, headers = {}) =>
  server.fetch(who, `/v2/slas${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const get = (who: string, path: string, headers = {}) => server.fetch(who, `/v2/slas${path}`, { headers });

test('a clock is found, read where it stands, and explained in the language of the reader', async () => {
  const { instance, clock } = await open();
  const found = await post('ana', '/search', { filter: { processInstanceKey: String(instance) } });
  expect(await found.json()).toMatchObject({
    items: [{ slaKey: clock, metric: 'resolution', name: 'Resolver', state: 'RUNNING', calendarVersion: 1 }],
  });
  expect(await (await get('ana', `/${clock}`)).json()).toMatchObject({
    standing: 'RUNNING',
    totalTime: 8 * 3_600_000,
    left: { unit: 'business-hours' },
  });
  const { items } = (await (await get('ana', `/${clock}/ledger`)).json()) as { items: object[] };
  expect(items).toMatchObject([{ kind: 'started', who: 'worker', calendar: { id: 'co-8x5', version: 1 } }]);
  const [spanish, english] = await Promise.all(
    ['es', 'en'].map(async (language) => {
      const answer = await get('ana', `/${clock}/explanation`, { 'Accept-Language': language });
      return (await answer.json()) as { locale: string; explanation: string };
    }),
  );
  expect([spanish?.locale, english?.locale]).toEqual(['es', 'en']);
  expect(spanish?.explanation).toContain('Oficina');
  expect(english?.explanation).not.toBe(spanish?.explanation);
});

test('somebody without work in the case sees no clock of it', async () => {
  const { instance, clock } = await open();
  expect((await get('eva', `/${clock}`)).status).toBe(404);
  const found = await post('eva', '/search', { filter: { processInstanceKey: String(instance) } });
  expect(await found.json()).toMatchObject({ items: [] });
});

test('pausing, resuming and extending want a reason and a state that allows them; once asked is once done', async () => {
  const { instance, clock } = await open();
  const refused = await post('worker', `/${clock}/pause`, { reason: 'espera' });
  expect(await refused.json()).toMatchObject({ status: 409, code: 'SLA_PAUSE_NOT_ALLOWED' });
  expect((await post('ana', `/${clock}/extension`, { term: 12, reason: 'x', notified: true })).status).toBe(
    403,
  );
  const body = { term: 12, reason: 'faltan pruebas', notified: true };
  const key = { 'Idempotency-Key': 'extend-once' };
  expect((await post('worker', `/${clock}/extension`, body, key)).status).toBe(204);
  expect((await post('worker', `/${clock}/extension`, body, key)).status).toBe(204);
  const again = await post('worker', `/${clock}/extension`, body);
  expect(await again.json()).toMatchObject({ status: 409, code: 'SLA_EXTENDED_ALREADY' });
  const empty = await post('worker', `/${clock}/resume`, { reason: '' });
  expect(await empty.json()).toMatchObject({ status: 400, code: 'SLA_REASON_MISSING' });
  const task = await server.store.find('user_tasks', { instance_key: instance, element_id: 'a' });
  await server.engine.completeUserTask(Number(task?.key), {}, { principal: worker });
  expect((await post('worker', `/${clock}/resume`, { reason: 'llegó por teléfono' })).status).toBe(204);
  expect(await server.store.find('sla_clocks', { key: Number(clock) })).toMatchObject({
    state: 'RUNNING',
    extended: 1,
  });
  expect(
    (await post('worker', `/${clock}/transfer`, { to: 'Otra entidad', reason: 'competencia' })).status,
  ).toBe(204);
  expect(await (await get('ana', `/${clock}`)).json()).toMatchObject({ state: 'TRANSFERRED' });
  expect((await post('worker', `/${clock}/resume`, { reason: 'tarde' })).status).toBe(404);
});

test('the rows follow from the journal', async () => {
  const rows = () => server.store.reader('cauce_sla_clocks').orderBy('key');
  const before = await rows();
  expect(before.length).toBeGreaterThan(2);
  await server.store.rebuild();
  expect(await rows()).toEqual(before);
});
