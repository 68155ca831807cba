// What people do to a case by hand over HTTP: with a reason, once, on record with before and after, and provable afterwards.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../../engine/audit/verify.ts';
import type { Json } from '../../../engine/core/json.ts';
import { call, drawing, end, script, start, userTask } from '../runtime/drawings.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

const groups =
  '<bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="Oficina"/>';
const work = (id: string) => userTask(id).replace('<bpmn:extensionElements><zeebe:userTask/>', groups);
const drawings = [
  drawing(
    'claim',
    [
      start(),
      script('n', 'next in series("R")', 'case_number'),
      work('a'),
      script('sum', 'amount + 1', 'total'),
      call('more', 'part'),
      end(),
    ],
    ['start>n>a>sum[=amount &gt; 5]>more>end'],
  ),
  drawing('part', [start(), work('inner'), end()], ['start>inner>end']),
];

let server: ServerUnderTest;
const worker = { username: 'worker', kind: 'service' as const, groups: [], roles: ['service' as const] };
const reason = 'lo pidió el área';

beforeAll(async () => {
  server = await openServer();
  const files = drawings.map((xml, at) => ({ name: `${at}.bpmn`, content: Buffer.from(xml) }));
  expect(await server.engine.deploy(files, worker)).toMatchObject({ ok: true });
});
afterAll(() => server.close());

async function open(variables: { [name: string]: Json } = { amount: 9 }): Promise<number> {
  const outcome = await server.engine.start({ processId: 'claim', variables, principal: worker });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  await server.engine.settle(1000);
  return outcome.instanceKey;
}

async function complete(key: number, element = 'a', variables = {}): Promise<void> {
  const task = await server.store.find('user_tasks', {
    root_key: key,
    element_id: element,
    state: 'CREATED',
  });
  expect(
    await server.engine.completeUserTask(Number(task?.key), variables, { principal: worker }),
  ).toMatchObject({ ok: true });
  await server.engine.settle(1000);
}

const post = (key: number, act: string, body: object, who = 'lea', headers = {}) =>
  server.post(who, `/v2/cases/${key}/${act}`, body, headers);
const caseOf = async (key: number) => server.store.find('cases', { key });
const waiting = async (key: number) => {
  const where = [
    { column: 'root_key', op: 'eq' as const, value: key },
    { column: 'state', op: 'eq' as const, value: 'CREATED' },
  ];
  return (await server.store.search('user_tasks', { where, limit: 10 })).rows.map((row) => row.element_id);
};
const noteOf = async (key: number, kind: string) => {
  const row = await server.store.find('notes', { root_key: key, kind });
  return (
    row && {
      author: row.author,
      text: JSON.parse(String(row.text)) as string,
      ...(JSON.parse(String(row.detail)) as object),
    }
  );
};

test('a case is canceled and reopened under its number, knowing what it knew, each once', async () => {
  const key = await open();
  const { number } = (await caseOf(key)) ?? {};
  const once = { 'Idempotency-Key': 'cancel-once' };
  expect((await post(key, 'cancellation', { reason }, 'lea', once)).status).toBe(200);
  expect((await post(key, 'cancellation', { reason }, 'lea', once)).status).toBe(200);
  expect(await caseOf(key)).toMatchObject({ state: 'TERMINATED' });
  expect(await noteOf(key, 'cancelCase')).toEqual({
    author: 'lea',
    text: reason,
    before: { state: 'ACTIVE', at: ['a'] },
    after: { state: 'TERMINATED' },
  });
  const answer = await post(key, 'reopening', { reason, elementIds: ['a'] });
  expect([answer.status, await answer.json()]).toEqual([200, { warnings: [] }]);
  expect(await caseOf(key)).toMatchObject({ state: 'ACTIVE', closed_at: null, number });
  expect([await waiting(key), await server.engine.visibleVariables(key)]).toEqual([
    ['a'],
    expect.objectContaining({ amount: 9, case_number: number }),
  ]);
  await complete(key);
  await complete(key, 'inner');
  expect(await caseOf(key)).toMatchObject({ state: 'COMPLETED', number });
});

test('a value is corrected, an incident tried again, and the case moved, also inside what it called', async () => {
  const key = await open({ amount: 'ten' });
  await complete(key);
  const incident = await server.store.find('incidents', { root_key: key, state: 'ACTIVE' });
  expect((await post(key, 'correction', { reason, name: 'amount', value: 10, seen: 'eleven' })).status).toBe(
    409,
  );
  expect((await post(key, 'correction', { reason, name: 'amount', value: 10, seen: 'ten' })).status).toBe(
    200,
  );
  expect(await noteOf(key, 'setValue')).toMatchObject({ before: { amount: 'ten' }, after: { amount: 10 } });
  expect((await post(key, `incidents/${incident?.key}/retry`, { reason })).status).toBe(200);
  await server.engine.settle(1000);
  expect(await noteOf(key, 'retryIncident')).toMatchObject({ before: { element: 'sum' }, author: 'lea' });
  expect(await waiting(key)).toEqual(['inner']);
  const called = await server.store.find('element_instances', { instance_key: key, element_id: 'more' });
  const move = { reason, elementInstanceKey: String(called?.key), targetElementId: 'a' };
  expect((await post(key, 'move', move)).status).toBe(200);
  await server.engine.settle(1000);
  expect([await waiting(key), await noteOf(key, 'moveToken')]).toEqual([
    ['a'],
    expect.objectContaining({ before: { at: 'more' }, after: { at: 'a' } }),
  ]);
});

test('of two that repeat each other one ends and points to the one that stays, until it is reopened', async () => {
  const [gone, stays] = [await open(), await open()];
  const number = (await caseOf(stays))?.number;
  expect((await post(gone, 'merger', { reason, intoCaseKey: String(stays) })).status).toBe(200);
  expect([(await caseOf(gone))?.state, (await caseOf(stays))?.state]).toEqual(['TERMINATED', 'ACTIVE']);
  expect(await server.engine.caseActions.staying(gone)).toBe(stays);
  expect(await noteOf(gone, 'mergeCase')).toMatchObject({ after: { number, key: stays } });
  expect(await noteOf(stays, 'caseReceived')).toMatchObject({ after: { key: gone } });
  expect(await (await server.fetch('lea', `/v2/cases/${stays}/relations`)).json()).toMatchObject({
    items: [{ kind: 'repeatOf', direction: 'from', caseKey: String(gone) }],
  });
  expect((await post(stays, 'merger', { reason, intoCaseKey: String(gone) })).status).toBe(409);
  expect((await post(gone, 'reopening', { reason, elementIds: ['a'] })).status).toBe(200);
  expect(await server.engine.caseActions.staying(gone)).toBe(gone);
  expect(await server.engine.visibleVariables(gone)).toMatchObject({ is_repeat_of: null });
});

test('without a reason, by others than who answers for the case, or where it cannot be, nothing happens', async () => {
  const key = await open();
  for (const given of [{}, { reason: '' }, { reason: '   ' }])
    expect((await post(key, 'cancellation', given)).status).toBe(400);
  expect((await post(key, 'cancellation', { reason }, 'ana')).status).toBe(403);
  expect((await post(key, 'cancellation', { reason }, 'aud')).status).toBe(403);
  expect([403, 404]).toContain((await post(key, 'cancellation', { reason }, 'eva')).status);
  expect((await post(key, 'cancellation', { reason }, '')).status).toBe(401);
  const nowhere = await post(key, 'move', { reason, elementInstanceKey: '1', targetElementId: 'a' });
  expect(nowhere.status).toBe(404);
  expect((await post(key, 'reopening', { reason, elementIds: ['a'] })).status).toBe(409);
  expect((await post(key, 'merger', { reason, intoCaseKey: String(key) })).status).toBe(404);
  expect([(await caseOf(key))?.state, await waiting(key)]).toEqual(['ACTIVE', ['a']]);
});

test('a case whose data were erased takes no more changes', async () => {
  const key = await open();
  expect((await post(key, 'cancellation', { reason })).status).toBe(200);
  await server.store.keys.ensure([String(key)]);
  await server.store.keys.erase(String(key), 5);
  expect((await post(key, 'reopening', { reason, elementIds: ['a'] })).status).toBe(410);
  expect(await caseOf(key)).toMatchObject({ state: 'TERMINATED' });
});

test('what was done is in the history, which follows from the drawings, and the rows follow from it', async () => {
  expect(await verify(server.store, server.engine.now())).toMatchObject({ ok: true });
  const tables = ['cauce_cases', 'cauce_process_instances', 'cauce_element_instances', 'cauce_notes'];
  const rows = () => Promise.all(tables.map((table) => server.store.reader(table).orderBy('key')));
  const before = await rows();
  await server.store.rebuild();
  expect(await rows()).toEqual(before);
});
