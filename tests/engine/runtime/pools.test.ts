// Pools of one file on a store: a case spans them, and what was started apart is found where nothing else is meant.
import { expect, test } from 'vitest';
import { definitions, element, end, message, process, start, userTask } from './drawings.ts';
import { ana, begin, count, deploy, done, type Opened, openRuntime, tasks } from './openRuntime.ts';

const flow = (id: string, from: string, to: string) =>
  `<bpmn:messageFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;

const pools = (flows: string, ...processes: string[]) =>
  definitions(
    `${message('hello')}<bpmn:collaboration id="col"><bpmn:participant id="pa" processRef="A"/>
     <bpmn:participant id="pb" processRef="B"/>${flows}</bpmn:collaboration>${processes.join('')}`,
  );

/** Flows get ids of their own in each pool. */
const pool = (id: string, elements: string[], path: string): string =>
  process(id, elements, [path]).replaceAll('sequenceFlow id="', `sequenceFlow id="${id}`);

const sent = '<bpmn:messageEventDefinition/>';
const asks = pool(
  'A',
  [start(), element('intermediateThrowEvent', 'ask', sent), element('receiveTask', 'answer'), end()],
  'start>ask>answer>end',
);

async function complete({ engine, store }: Opened, id: string): Promise<void> {
  for (const key of await tasks(store, id)) done(await engine.completeUserTask(key, {}, { principal: ana }));
  await engine.settle(20_000);
}

async function states({ store }: Opened): Promise<string[]> {
  const rows = await store.reader('cauce_process_instances').orderBy('key');
  return rows.map(({ process_id, root_key, key, state }) => `${process_id} ${root_key === key} ${state}`);
}

test('a message flow begins the other pool in the same case, and its answer comes back', async () => {
  const answers = pool('B', [start(sent, 'begin'), userTask('work'), end('reply', sent)], 'begin>work>reply');
  const runtime = await openRuntime();
  await deploy(
    runtime.engine,
    pools(flow('m1', 'ask', 'begin') + flow('m2', 'reply', 'answer'), asks, answers),
  );
  for (let times = 0; times < 2; times++) await begin(runtime.engine, 'A');
  await runtime.engine.settle(20_000);
  expect((await states(runtime)).sort()).toEqual([
    'A true ACTIVE',
    'A true ACTIVE',
    'B false ACTIVE',
    'B false ACTIVE',
  ]);
  await complete(runtime, 'work');
  expect(await count(runtime.store, 'cauce_process_instances', { state: 'COMPLETED' })).toBe(4);
  expect(await count(runtime.store, 'cauce_routed')).toBe(0);
});

test('an instance that was started apart hears what can mean no other', async () => {
  const hears = pool(
    'B',
    [
      start('', 's2'),
      userTask('first'),
      element('receiveTask', 'hear', '', 'messageRef="m_hello"'),
      end('e2'),
    ],
    's2>first>hear>e2',
  );
  const runtime = await openRuntime();
  await deploy(runtime.engine, pools(flow('m1', 'ask', 'hear'), asks, hears));
  const other = await begin(runtime.engine, 'B');
  await complete(runtime, 'first');
  const key = await begin(runtime.engine, 'A');
  await runtime.engine.settle(20_000);
  expect((await runtime.store.find('process_instances', { key: other }))?.state).toBe('COMPLETED');
  expect((await runtime.store.find('process_instances', { key }))?.state).toBe('ACTIVE');
});

test('two instances that were started apart are not told from each other: nobody hears', async () => {
  const hears = pool(
    'B',
    [start('', 's2'), element('receiveTask', 'hear', '', 'messageRef="m_hello"'), end('e2')],
    's2>hear>e2',
  );
  const runtime = await openRuntime();
  await deploy(runtime.engine, pools(flow('m1', 'ask', 'hear'), asks, hears));
  for (let times = 0; times < 2; times++) await begin(runtime.engine, 'B');
  await begin(runtime.engine, 'A');
  await runtime.engine.settle(20_000);
  expect(await count(runtime.store, 'cauce_process_instances', { state: 'COMPLETED' })).toBe(0);
});
