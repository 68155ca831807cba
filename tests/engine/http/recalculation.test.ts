// A calendar changed under open cases: nothing moves until somebody looks at what would, and says so; promises to people
// outside move with notice alone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sla } from '../core/clocks/promised.ts';
import { definitions, end, extensions, process, start, userTask } from '../runtime/drawings.ts';
import { fixture } from '../time/calendars.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

type Bag = { [name: string]: unknown };

const DAY = 86_400_000;
const legal = JSON.parse(fixture('co-legal.json'));
const term = (id: string, metric: string) =>
  sla({ id, metric, name: id, target: '=5', mode: 'legal-days', calendar: 'co-legal' });
const xml = definitions(
  process(
    'promised',
    [extensions(term('answer', 'resolution') + term('team', 'operation')), start(), userTask('work'), end()],
    ['start>work>end'],
  ),
);

let server: ServerUnderTest;
const dis = { username: 'dis', kind: 'user' as const, groups: [], roles: ['designer' as const] };

beforeAll(async () => {
  server = await openServer();
  const files = { 'promised.bpmn': xml, 'calendars/co-legal.json': JSON.stringify(legal) };
  const resources = Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) }));
  expect(await server.engine.deploy(resources, dis)).toMatchObject({ ok: true });
  expect(await server.engine.start({ processId: 'promised', variables: {}, principal: dis })).toMatchObject({
    ok: true,
  });
});
afterAll(() => server.close());

interface Item extends Bag {
  slaKey: string;
  name: string;
  dueDate: string;
  newDueDate: string;
}

async function preview(query = ''): Promise<{ calendarVersion: number; items: Item[] }> {
  const response = await server.fetch('dis', `/v2/calendars/co-legal/recalculation${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as { calendarVersion: number; items: Item[] };
}

async function apply(body: Bag, headers: { [name: string]: string } = {}, who = 'dis') {
  const response = await server.post(who, '/v2/calendars/co-legal/recalculation', body, headers);
  return { status: response.status, body: (await response.json()) as { items: Item[] } };
}

const dues = async () => {
  const rows = await server.store
    .reader('cauce_sla_clocks')
    .orderBy('name')
    .select('name', 'due_at', 'calendar_version');
  return rows.map((row) => [row.name, new Date(row.due_at).toISOString(), row.calendar_version]);
};

test('a week of civic days moves nothing, is looked at, and then moves what was named', async () => {
  expect((await preview()).items).toEqual([]);
  const before = await dues();
  const exceptions = [1, 2, 3, 4, 5, 6, 7].map((days) => ({
    date: new Date(Date.now() - 5 * 3_600_000 + days * DAY).toISOString().slice(0, 10),
    working: false,
    why: 'Semana cívica',
  }));
  const calendar = { ...legal, exceptions };
  expect(
    await server.engine.calendars.replace('co-legal', { calendar, by: 'dis', expected: 1 }),
  ).toMatchObject({
    ok: true,
  });
  expect(await dues()).toEqual(before);

  const { calendarVersion, items } = await preview();
  expect(calendarVersion).toBe(2);
  expect(items).toMatchObject([
    { name: 'answer', communicated: true, moves: true, calendarVersion: 1, problem: null },
    { name: 'team', communicated: false, moves: true },
  ]);
  for (const item of items) {
    expect(Date.parse(item.newDueDate)).toBeGreaterThan(Date.parse(item.dueDate));
    expect(item.movedBy).toBe(Date.parse(item.newDueDate) - Date.parse(item.dueDate));
  }
  expect(await dues()).toEqual(before);

  const slaKeys = items.map(({ slaKey }) => slaKey);
  const asked = { reason: 'Decreto 12', slaKeys };
  expect((await apply(asked, {}, 'ana')).status).toBe(403);
  const silent = await apply(asked);
  expect(silent.body.items).toMatchObject([
    { name: 'answer', moves: false, problem: { code: 'SLA_NOTICE_REQUIRED' } },
    { name: 'team', moves: true, newDueDate: items[1]?.newDueDate, problem: null },
  ]);
  const headers = { 'Idempotency-Key': 'civic-week' };
  const told = await apply({ ...asked, slaKeys: slaKeys.slice(0, 1), notified: true }, headers);
  expect(told.body.items).toMatchObject([
    {
      name: 'answer',
      moves: true,
      dueDate: items[0]?.dueDate,
      newDueDate: items[0]?.newDueDate,
      problem: null,
    },
  ]);
  const again = await apply({ ...asked, slaKeys: slaKeys.slice(0, 1), notified: true }, headers);
  expect(again.body.items).toMatchObject([
    { moves: true, dueDate: items[0]?.dueDate, newDueDate: items[0]?.newDueDate },
  ]);
  expect(await dues()).toEqual(items.map(({ name, newDueDate }) => [name, newDueDate, 2]));
  expect((await preview()).items).toEqual([]);
});

test('what has ended is told, a reason is wanted, and a version that there is', async () => {
  const { items } = await preview('?version=1');
  const slaKeys = items.map(({ slaKey }) => slaKey);
  const { body } = await apply({ version: 1, reason: ' ', notified: true, slaKeys: [...slaKeys, '7'] });
  expect(body.items.map(({ problem }) => (problem as Bag).code)).toEqual([
    'SLA_REASON_MISSING',
    'SLA_REASON_MISSING',
    'SLA_CLOCK_NOT_FOUND',
  ]);
  expect((await server.fetch('dis', '/v2/calendars/co-legal/recalculation?version=9')).status).toBe(404);
});
