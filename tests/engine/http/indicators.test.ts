// Indicators over HTTP: who may ask, what they answer, what is refused, and imported figures taken in once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import { deployMeasured } from '../runtime/indicators/measured.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
const worker = { username: 'worker', kind: 'service' as const, groups: [], roles: ['service' as const] };
const today = new Date().toISOString().slice(0, 10);
const range = { from: '2020-01-01', to: '2035-12-31' };

beforeAll(async () => {
  server = await openServer();
  await deployMeasured(server.engine as DurableRuntime);
  for (const area of ['norte', 'norte', 'sur']) {
    const variables = { area, due: '2035-01-01T00:00:00Z', sent_at: new Date().toISOString(), secret: 'Ana' };
    await server.engine.start({ processId: 'measured', variables, principal: worker });
  }
});
afterAll(() => server.close());

const json = async (answer: Promise<Response>) => {
  const found = await answer;
  return {
    status: found.status,
    body: (await found.json()) as { [field: string]: unknown } & { items: never[] },
  };
};
const search = (path: string, body: object, who = 'lea') =>
  json(server.post(who, `/v2/indicators${path}/search`, body));

test('values come by id, filter and split, with what they were computed of', async () => {
  const { body } = await search('/values', { indicatorIds: ['Q1', 'Q2'], ...range, per: ['area'] });
  expect(body.items).toMatchObject([
    { indicatorId: 'Q1', dimensions: { area: 'norte' }, value: 100, numerator: 2, denominator: 2, count: 2 },
    { indicatorId: 'Q1', dimensions: { area: 'sur' }, value: 100 },
    { indicatorId: 'Q2', dimensions: { area: 'norte' }, value: 66.67 },
    { indicatorId: 'Q2', dimensions: { area: 'sur' }, value: 33.33 },
  ]);
  const one = await search('/values', { indicatorIds: ['Q3'], ...range, filter: { area: 'sur' } });
  expect(one.body.items).toMatchObject([{ calendarVersion: 'co-test 1', count: 0 }]);
});

test('the cases behind a figure come in pages, and say nothing personal', async () => {
  const first = await search('/Q1/cases', { ...range, side: 'denominator', page: { limit: 2 } });
  expect(first.body.items).toHaveLength(2);
  expect(JSON.stringify(first.body)).not.toContain('Ana');
  const { endCursor } = first.body.page as { endCursor: string };
  const second = await search('/Q1/cases', {
    ...range,
    side: 'denominator',
    page: { limit: 2, after: endCursor },
  });
  expect(second.body.items).toHaveLength(1);
  expect(second.body.page).toEqual({ endCursor: null });
  const keys = [...first.body.items, ...second.body.items].map(({ caseKey }) => caseKey);
  expect(new Set(keys).size).toBe(3);
});

test('what cannot be asked is refused, and who may not ask is told so', async () => {
  expect((await search('/values', { ...range }, 'ana')).status).toBe(403);
  expect((await search('/values', { from: '2026-02-30', to: today })).status).toBe(400);
  expect((await search('/values', { from: today, to: '2020-01-01' })).status).toBe(400);
  expect((await search('/values', { ...range, filter: { colour: 'red' } })).status).toBe(400);
  expect((await search('/Q999/cases', range)).status).toBe(404);
  expect((await json(server.fetch('lea', '/v2/indicators/Q1'))).body).toMatchObject({ id: 'Q1' });
  expect((await json(server.fetch('lea', '/v2/indicators'))).body.items).toHaveLength(6);
});

test('figures are taken in once, whole or not at all, the later in the place of the earlier', async () => {
  const add = (body: object, key: string) =>
    json(server.post('lea', '/v2/indicators/figures', body, { 'Idempotency-Key': key }));
  const csv = 'name,value,period,area\ntrained,12,2026-10,norte\ntrained,5,2026-10,sur\n';
  expect((await add({ source: 'people', csv }, 'k1')).body).toMatchObject({ added: 2, replaced: 0 });
  expect((await add({ source: 'people', csv }, 'k1')).body).toMatchObject({ added: 2, replaced: 0 });
  expect((await add({ source: 'people', csv: csv.replace('12', '13') }, 'k1')).status).toBe(422);
  const more = {
    source: 'people',
    figures: [{ name: 'trained', value: 13, period: '2026-10', area: 'norte' }],
  };
  expect((await add(more, 'k2')).body).toEqual({ added: 0, replaced: 1, unchanged: 0 });
  const refused = await add({ source: 'people', csv: 'name,value,period\ntrained,many,2026-10\n' }, 'k3');
  expect(refused).toMatchObject({ status: 422, body: { code: 'FIGURES_REFUSED', problems: [{ line: 2 }] } });
  const month = { from: '2026-10-01', to: '2026-10-31' };
  const { body } = await search('/values', { indicatorIds: ['Q6'], ...month });
  expect(body.items).toMatchObject([{ value: [18, null] }]);
  const { body: history } = await search('/figures', { name: 'trained', history: true });
  expect(history.items).toHaveLength(3);
  expect((await search('/figures', { name: 'trained' })).body.items).toHaveLength(2);
});

test('activities tell how long they waited, were worked on, and took', async () => {
  const { body } = await search('/activities', { processDefinitionId: 'measured', ...range });
  expect(body.items).toEqual([]);
});
