// Related cases: said by a variable of the flow or over HTTP, found from both sides, rebuilt from the journal.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, drawing, end, script, start, userTask } from '../runtime/drawings.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

const groups =
  '<bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="Oficina"/>';
const work = (id: string) => userTask(id).replace('<bpmn:extensionElements><zeebe:userTask/>', groups);
const drawings = [
  drawing(
    'claim',
    [start(), script('n', 'next in series("R")', 'case_number'), work('t'), call('more', 'part'), end()],
    ['start>n>t>more>end'],
  ),
  drawing('part', [start(), work('inner'), end()], ['start>inner>end']),
];

interface Answer {
  items: {
    kind: string;
    direction: string;
    caseNumber: string;
    caseKey: string | null;
    state: string | null;
  }[];
  processInstances: { processDefinitionId: string; parentProcessInstanceKey: string | null }[];
}

let server: ServerUnderTest;
const worker = { username: 'worker', kind: 'service' as const, groups: [], roles: ['service' as const] };

beforeAll(async () => {
  server = await openServer();
  const files = drawings.map((xml, at) => ({ name: `${at}.bpmn`, content: Buffer.from(xml) }));
  expect(await server.engine.deploy(files, worker)).toMatchObject({ ok: true });
});
afterAll(() => server.close());

async function open(variables = {}): Promise<number> {
  const outcome = await server.engine.start({ processId: 'claim', variables, principal: worker });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.instanceKey;
}

async function relations(key: number, who = 'ana'): Promise<Answer> {
  const response = await server.fetch(who, `/v2/cases/${key}/relations`);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const relate = (who: string, key: number, kind: string, caseNumber: string | null) =>
  server.fetch(who, `/v2/cases/${key}/relations/${kind}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ caseNumber }),
  });

test('a case that says whose repeat it is, is found from both', async () => {
  const first = await open();
  const number = String((await server.store.find('cases', { key: first }))?.number);
  const second = await open({ is_repeat_of: number });
  expect((await relations(second)).items).toMatchObject([
    { kind: 'repeatOf', direction: 'to', caseNumber: number, caseKey: String(first), state: 'ACTIVE' },
  ]);
  expect((await relations(first)).items).toMatchObject([
    { kind: 'repeatOf', direction: 'from', caseKey: String(second) },
  ]);
});

test('who works in a case relates it to one that there is, and takes it back', async () => {
  const [whole, part] = [await open(), await open()];
  const number = String((await server.store.find('cases', { key: whole }))?.number);
  expect((await relate('ana', part, 'splitFrom', number)).status).toBe(204);
  expect((await relations(whole)).items).toMatchObject([{ kind: 'splitFrom', direction: 'from' }]);
  expect((await relate('eva', part, 'splitFrom', number)).status).toBe(404);
  const own = String((await server.store.find('cases', { key: part }))?.number);
  for (const wrong of ['R-1999-000001', own]) {
    const refused = await relate('ana', part, 'splitFrom', wrong);
    expect(await refused.json()).toMatchObject({ status: 404, code: 'RELATED_CASE_NOT_FOUND' });
  }
  expect((await relate('ana', part, 'cousinOf', number)).status).toBe(404);
  expect((await relate('ana', part, 'splitFrom', null)).status).toBe(204);
  expect((await relations(whole)).items).toEqual([]);
});

test('all process instances of a case are listed, and the read model follows from the journal', async () => {
  const key = await open({ is_repeat_of: 'R-1999-000009' });
  const task = await server.store.find('user_tasks', { root_key: key, element_id: 't' });
  await server.engine.completeUserTask(Number(task?.key), {}, { principal: worker });
  await server.engine.settle(5_000);
  expect((await relations(key)).processInstances).toMatchObject([
    { processDefinitionId: 'claim', parentProcessInstanceKey: null },
    { processDefinitionId: 'part', parentProcessInstanceKey: String(key) },
  ]);
  const inner = await server.store.find('user_tasks', { root_key: key, element_id: 'inner' });
  expect(inner).toMatchObject({ root_key: key });
  const rows = () => server.store.reader('cauce_case_relations').orderBy(['case_key', 'kind']);
  const before = await rows();
  expect(before.find(({ case_key }) => case_key === key)).toMatchObject({ other: 'R-1999-000009' });
  await server.store.rebuild();
  expect(await rows()).toEqual(before);
});
