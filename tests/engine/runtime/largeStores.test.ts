// What must stay right in stores of many instances; how fast it is, the benchmark measures.
import { expect, test } from 'vitest';
import { stateToJson } from '../../../engine/core/index.ts';
import { createDefinitions } from '../../../engine/runtime/definitions.ts';
import { feelFunctions } from '../../../engine/runtime/feelFunctions.ts';
import { createInstanceCache, type LiveInstance } from '../../../engine/runtime/instanceCache.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import type { Query } from '../../../engine/store/store.ts';
import { cloneInstance } from '../../harness/clonedInstances.ts';
import { drawing, end, start } from './drawings.ts';
import { ana, begin, count, deploy, done, NOON, openRuntime, tasks } from './openRuntime.ts';

const APART = 2 ** 20;
const task =
  '<bpmn:userTask id="a" name="a"><bpmn:extensionElements><zeebe:userTask/>' +
  '<zeebe:assignmentDefinition candidateGroups="desk"/></bpmn:extensionElements></bpmn:userTask>';
const work = drawing('work', [start(), task, end()], ['start>a>end']);
const timer =
  '<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDuration ' +
  'xsi:type="bpmn:tFormalExpression">PT1M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>';
const waiting = drawing('waiting', [start(), timer, end()], ['start>wait>end']);

function cacheOn(store: OpenStore, most: number, mostSize?: number) {
  return createInstanceCache(
    store,
    createDefinitions(store, feelFunctions(), 'America/Bogota'),
    most,
    mostSize,
  );
}

test('of timers that fall due within a minute none fires early, and each fires once', async () => {
  const { engine, store, clock } = await openRuntime();
  await deploy(engine, waiting);
  const template = await begin(engine, 'waiting');
  const first = NOON + 60_000;
  const clones = 1_200;
  await cloneInstance(store, {
    template,
    count: clones,
    cells: { cauce_timers: { due_at: 'due_at + n * 50' } },
    payload: (text, n) => text.replaceAll(`"dueAt":${first}`, `"dueAt":${first + n * 50}`),
  });
  const fired: number[] = [];
  engine.onCommitted((batches) => {
    for (const { instanceKey, at, events } of batches) {
      if (!events.some(({ type }) => type === 'subscriptionTriggered')) continue;
      expect(at).toBeGreaterThanOrEqual(first + ((instanceKey - template) / APART) * 50);
      fired.push(instanceKey);
    }
  });
  for (const second of [59, 60, 61, 75, 90, 90.01, 119, 121]) {
    clock.now = NOON + second * 1_000;
    await engine.fireDueTimers();
    const due = Math.max(0, Math.min(clones + 1, Math.floor((clock.now - first) / 50) + 1));
    expect(fired).toHaveLength(due);
  }
  expect(new Set(fired).size).toBe(clones + 1);
  expect(await count(store, 'cauce_timers')).toBe(0);
  expect(await count(store, 'cauce_process_instances', { state: 'COMPLETED' })).toBe(clones + 1);
});

test('instances in memory are bounded by their number and by their size', async () => {
  const { engine, store } = await openRuntime();
  await deploy(engine, work);
  const template = await begin(engine, 'work', { text: 'x'.repeat(1_000) });
  await cloneInstance(store, { template, count: 300 });
  const keys = Array.from({ length: 301 }, (_, n) => template + n * APART);
  const few = cacheOn(store, 40);
  await few.preload(keys);
  expect(few.held().instances).toBe(40);
  const small = cacheOn(store, 1_000, 30_000);
  await small.preload(keys);
  expect(small.held().instances).toBeGreaterThan(5);
  expect(small.held().size).toBeLessThanOrEqual(30_000);
  for (const key of keys) small.evict(key);
  expect(small.held()).toEqual({ instances: 0, size: 0 });
  const huge = cacheOn(store, 1_000, 10);
  huge.keep((await huge.load(template)) as LiveInstance);
  expect(huge.held().instances).toBe(1);
});

test('instances that are read together are as if each had been read alone', async () => {
  const { engine, store } = await openRuntime({ snapshotEvery: 4, instancesInMemory: 1 });
  await deploy(engine, work);
  const keys: number[] = [];
  for (let n = 0; n < 6; n++) {
    const key = await begin(engine, 'work', { n });
    keys.push(key);
    for (let change = 0; change < n; change++)
      done(await engine.setVariables(key, { change }, false, { principal: ana }));
  }
  const [ended = 0] = await tasks(store);
  done(await engine.completeUserTask(ended, {}, { principal: ana }));
  const [alone, together] = [cacheOn(store, 100), cacheOn(store, 100)];
  await together.preload([...keys, 4095 * APART]);
  // Those with a snapshot are left to be read alone; the one that ended is not kept.
  expect(together.held().instances).toBe(2);
  for (const key of keys) {
    const [one, other] = [await alone.load(key), await together.load(key)];
    expect(stateToJson(other?.state as LiveInstance['state'])).toEqual(
      stateToJson(one?.state as LiveInstance['state']),
    );
    expect([other?.sequence, other?.hash, other?.startedBy]).toEqual([
      one?.sequence,
      one?.hash,
      one?.startedBy,
    ]);
  }
});

test('a long work list is paged to its end without a task twice, filtered by process, group and variable', async () => {
  const { engine, store } = await openRuntime();
  await deploy(engine, work);
  const template = await begin(engine, 'work', { kind: 'k0', note: 'plain' });
  await cloneInstance(store, {
    template,
    count: 2_000,
    journal: false,
    cells: {
      cauce_user_tasks: {
        state: `CASE WHEN n % 3 = 0 THEN 'COMPLETED' ELSE 'CREATED' END`,
        candidate_groups: `'["g' || (n % 4) || '"]'`,
        priority: '50 + (n % 2)',
        due_at: 'CASE WHEN n % 5 = 0 THEN NULL ELSE 1000 + n % 100 END',
      },
      cauce_task_candidates: { name: `'g' || (n % 4)` },
      cauce_variables: { value: `CASE name WHEN 'kind' THEN '"k' || (n % 7) || '"' ELSE value END` },
    },
  });
  const list: Query = {
    where: [{ column: 'state', op: 'eq', value: 'CREATED' }],
    sort: [{ column: 'priority', descending: true }, { column: 'due_at' }, { column: 'key' }],
    variables: [{ name: 'kind', value: '"k3"' }],
    limit: 50,
  };
  const expected = (groups: number) =>
    Array.from({ length: 2_000 }, (_, n) => n + 1).filter((n) => n % 3 !== 0 && n % 7 === 3 && n % 4 < groups)
      .length;
  for (const groups of [1, 2, 4]) {
    const names = Array.from({ length: groups }, (_, n) => `g${n}`);
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const query = { ...list, candidates: { groups: names, user: 'ana' }, ...(after && { after }) };
      const page = await store.search('user_tasks', query);
      expect(page.total).toBe(expected(groups));
      seen.push(...page.rows.map(({ key, priority, due_at }) => [key, priority, due_at].join()));
      if (page.rows.length < 50) break;
      after = page.endCursor;
    }
    expect(new Set(seen).size).toBe(expected(groups));
  }
  const one = await store.search('user_tasks', { ...list, variables: [{ name: 'kind', value: '"none"' }] });
  expect(one.total).toBe(0);
});
