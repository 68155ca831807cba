// Many cases become cases of another version: counted, tried, moved one by one, taken back; what was due stays due.
import { expect, test } from 'vitest';
import { writeAnchor } from '../../../engine/audit/anchors.ts';
import { audit } from '../../../engine/cli/verification.ts';
import type { Mapping, Route } from '../../../engine/runtime/migration/index.ts';
import { calendars, eight, sla } from '../core/clocks/promised.ts';
import {
  boundary,
  definitions,
  element,
  end,
  extensions,
  process,
  start,
  timer,
  userTask,
} from './drawings.ts';
import { ana, begin, count, done, type Opened, openRuntime, tasks } from './openRuntime.ts';

const NINE = Date.parse('2026-11-18T09:00:00-05:00');
const DAY = 86_400_000;

interface Drawn {
  first: string;
  second: string;
  late?: string;
  fresh?: string;
  hours: number;
  term: string;
}

/** A case with a term of its own, whose first task is late after a while. */
function drawn({ first, second, late = 'late', fresh, hours, term }: Drawn): string {
  const promised = extensions(sla({ ...eight, target: String(hours), pauseWhen: first }));
  const borders = [boundary(late, first, timer('timeDuration', term), false)];
  if (fresh) borders.push(boundary(fresh, second, timer('timeDuration', 'PT5H'), false));
  return definitions(
    process(
      'work',
      [promised, start(), userTask(first), userTask(second), ...borders, end(), end('lost')],
      [`start>${first}>${second}>end`, `${late}>lost`, ...(fresh ? [`${fresh}>lost`] : [])],
    ),
  );
}

const one: Drawn = { first: 'review', second: 'sign', hours: 40, term: 'P3D' };
const two: Drawn = { first: 'check', second: 'sign', late: 'tooLate', fresh: 'slow', hours: 80, term: 'P9D' };

const mapping: Mapping = [
  { source: 'review', target: 'check' },
  { source: 'late', target: 'tooLate' },
];

async function deployed({ engine }: Opened, xml: string): Promise<number> {
  const json = JSON.stringify(calendars['co-8x5']);
  const files = [
    { name: 'work.bpmn', content: Buffer.from(xml) },
    { name: 'calendars/co-8x5.json', content: Buffer.from(json) },
  ];
  const outcome = await engine.deploy(files, ana);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.definitions.find(({ kind }) => kind === 'process')?.key ?? 0;
}

async function complete({ engine, store }: Opened, element: string): Promise<void> {
  const [key = 0] = await tasks(store, element);
  done(await engine.completeUserTask(key, {}, { principal: ana }));
}

/** Two at the first task and one at the second, in another version than the newest. */
async function running(more: Parameters<typeof openRuntime>[0] = {}) {
  const runtime = await openRuntime({ clock: { now: NINE }, snapshotEvery: 3, ...more });
  const sourceKey = await deployed(runtime, drawn(one));
  const keys = [];
  for (let at = 0; at < 3; at += 1) keys.push(await begin(runtime.engine, 'work'));
  await complete(runtime, 'review');
  const targetKey = await deployed(runtime, drawn(two));
  const route: Route = { sourceKey, targetKey };
  return { runtime, route, keys };
}

/** When everything is due, of whatever is waited for: timers by their element, clocks, tasks. */
async function dues({ store }: Opened) {
  const beside = store.reader('cauce_timers').whereNot('element_id', 'work');
  const timers = await beside.orderBy(['instance_key', 'due_at']);
  const clocks = await store
    .reader('cauce_sla_clocks')
    .whereIn('state', ['RUNNING', 'PAUSED'])
    .orderBy('instance_key');
  return {
    timers: timers.map((row) => Number(row.due_at)),
    clocks: clocks.map((row) => [Number(row.started_at), Number(row.due_at)]),
  };
}

const versions = async ({ store }: Opened) =>
  (await store.reader('cauce_process_instances').orderBy('key')).map(({ definition_key }) =>
    Number(definition_key),
  );

test('what runs is counted by where it stands, and each element says what it may become', async () => {
  const { runtime, route } = await running();
  const { migrations } = runtime.engine;
  expect(await migrations.sources(route.targetKey)).toEqual([{ definitionKey: route.sourceKey, cases: 3 }]);
  const census = await migrations.census(route).ready;
  expect(census.configurations.map(({ elements, cases }) => [elements, cases.length])).toEqual([
    [['review'], 2],
    [['sign'], 1],
  ]);
  const pairing = await migrations.pairing(route, census, []);
  if ('ok' in pairing) throw new Error(pairing.rejection.code);
  expect(pairing.counts).toEqual({ cases: 3, move: 1, choose: 2, gone: 0 });
  expect(pairing.pairs.find(({ id }) => id === 'review')).toMatchObject({
    cases: 2,
    how: 'none',
    choices: [
      { id: 'check', name: 'check' },
      { id: 'sign', name: 'sign' },
    ],
    suggestion: { target: 'check', by: 'place' },
  });
  const chosen = await migrations.pairing(route, census, mapping);
  expect(chosen).toMatchObject({ mapping, counts: { move: 3 } });
  const wrong = await migrations.pairing(route, census, [{ source: 'nobody', target: 'check' }]);
  expect(wrong).toMatchObject({ ok: false, rejection: { code: 'MIGRATION_ELEMENT_UNKNOWN' } });
});

test('a dry run says by configuration what the core would do, and writes nothing', async () => {
  const { runtime, route } = await running();
  const { migrations } = runtime.engine;
  const census = await migrations.census(route).ready;
  const before = await count(runtime.store, 'cauce_journal');
  const bare = await migrations.trial(route, census, []);
  expect(bare).toMatchObject({ cases: 3, pass: 1, refused: 2, unsure: 0 });
  const trial = await migrations.trial(route, census, mapping);
  expect(trial).toMatchObject({
    pass: 3,
    refused: 0,
    configurations: [
      { changes: { timersKept: 1, closed: [], opened: [], clocksKept: 1 } },
      { changes: { timersKept: 0, closed: [], opened: ['slow'], clocksKept: 1 } },
    ],
  });
  expect(await count(runtime.store, 'cauce_journal')).toBe(before);
});

test('a run moves every case that it can, timers and clocks stay due when they were, and histories verify', async () => {
  const { runtime, route, keys } = await running();
  const { migrations } = runtime.engine;
  runtime.clock.now += DAY;
  const before = await dues(runtime);
  const started = await migrations.begin(route, { mapping, reason: 'the new law' }, ana);
  if (!started.ok) throw new Error(started.rejection.code);
  await migrations.settled();
  expect(await migrations.run(started.key)).toMatchObject({
    state: 'DONE',
    total: 3,
    moved: 3,
    refused: 0,
    undoable: 3,
    createdBy: 'ana',
  });
  const results = await migrations.results(started.key, { limit: 10 });
  expect(results.map(({ instanceKey, outcome }) => [instanceKey, outcome])).toEqual(
    keys.map((key) => [key, 'MOVED']),
  );
  expect(await versions(runtime)).toEqual([route.targetKey, route.targetKey, route.targetKey]);
  const after = await dues(runtime);
  // The one at the second task waits for what its first version did not have.
  expect(after.timers.filter((at) => !before.timers.includes(at))).toEqual([
    runtime.clock.now + 5 * 3_600_000,
  ]);
  expect({ ...after, timers: before.timers.filter((at) => after.timers.includes(at)) }).toEqual(before);
  expect((await runtime.engine.history(keys[0] ?? 0)).at(-1)?.commands).toMatchObject([
    { type: 'migrateInstance', reason: 'the new law' },
  ]);
  runtime.clock.now = NINE + 3 * DAY;
  expect(await runtime.engine.fireDueTimers()).toBeGreaterThan(0);
  expect(await count(runtime.store, 'cauce_element_instances', { element_id: 'tooLate' })).toBe(2);
  await writeAnchor(runtime.store, runtime.clock.now);
  expect((await audit(runtime.store, { at: () => {} })).problems).toEqual([]);
});

test('what no case can become is refused case by case, with why', async () => {
  const { runtime, route } = await running();
  const { migrations } = runtime.engine;
  const started = await migrations.begin(route, { mapping: [], reason: 'x' }, ana);
  if (!started.ok) throw new Error(started.rejection.code);
  await migrations.settled();
  expect(await migrations.run(started.key)).toMatchObject({
    moved: 1,
    refused: 2,
    refusals: [{ code: 'MIGRATION_ELEMENT_UNMAPPED', cases: 2 }],
  });
  const [refused] = await migrations.results(started.key, { outcome: 'REFUSED', limit: 1 });
  expect(refused).toMatchObject({ code: 'MIGRATION_ELEMENT_UNMAPPED', values: { element: 'review' } });
  expect(await migrations.begin(route, { mapping, reason: ' ' }, ana)).toMatchObject({
    rejection: { code: 'MIGRATION_REASON_MISSING' },
  });
  const same = { sourceKey: route.targetKey, targetKey: route.targetKey };
  expect(await migrations.begin(same, { mapping: [], reason: 'x' }, ana)).toMatchObject({
    rejection: { code: 'MIGRATION_SAME_VERSION' },
  });
});

test('a run is undone as if it had never been, but for cases that have gone on: those are migrated back', async () => {
  const { runtime, route, keys } = await running();
  const { migrations } = runtime.engine;
  const before = await dues(runtime);
  runtime.clock.now += DAY;
  const started = await migrations.begin(route, { mapping, reason: 'x' }, ana);
  if (!started.ok) throw new Error(started.rejection.code);
  await migrations.settled();
  await complete(runtime, 'check');
  expect(await migrations.run(started.key)).toMatchObject({ undoable: 2 });
  const undone = await migrations.undo(started.key, 'a mistake', ana);
  if (!undone.ok) throw new Error(undone.rejection.code);
  await migrations.settled();
  expect(await migrations.run(undone.key)).toMatchObject({
    kind: 'UNDO',
    moved: 2,
    refused: 1,
    refusals: [{ code: 'INSTANCE_WENT_ON', cases: 1 }],
  });
  const [gone] = await migrations.results(undone.key, { outcome: 'REFUSED', limit: 1 });
  const back = { sourceKey: route.targetKey, targetKey: route.sourceKey, movedBy: started.key };
  const census = await migrations.census(back).ready;
  expect(census.configurations.map(({ cases }) => cases)).toEqual([[gone?.instanceKey]]);
  const again = await migrations.begin(back, { mapping: [], reason: 'back' }, ana);
  if (!again.ok) throw new Error(again.rejection.code);
  await migrations.settled();
  expect(await versions(runtime)).toEqual(keys.map(() => route.sourceKey));
  const after = await dues(runtime);
  // The one that went on had paused for a day by then, in either version.
  const paused = keys.indexOf(gone?.instanceKey ?? 0);
  expect(after.clocks).toEqual(
    before.clocks.map(([begun = 0, due = 0], at) => [begun, at === paused ? due + DAY : due]),
  );
  expect(before.timers).toEqual(expect.arrayContaining(after.timers));
  expect(after.timers).toHaveLength(1);
  expect(await tasks(runtime.store, 'sign')).toHaveLength(2);
  await writeAnchor(runtime.store, runtime.clock.now);
  expect((await audit(runtime.store, { at: () => {} })).problems).toEqual([]);
});

test('what a migration closed and called off waits again once it is undone, due when it was', async () => {
  const runtime = await openRuntime({ clock: { now: NINE } });
  const sourceKey = await deployed(runtime, drawn(one));
  await begin(runtime.engine, 'work');
  const bare = definitions(
    process('work', [start(), userTask('review'), userTask('sign'), end()], ['start>review>sign>end']),
  );
  const targetKey = await deployed(runtime, bare);
  const before = await dues(runtime);
  runtime.clock.now += DAY;
  const { migrations } = runtime.engine;
  const started = await migrations.begin({ sourceKey, targetKey }, { mapping: [], reason: 'x' }, ana);
  if (!started.ok) throw new Error(started.rejection.code);
  await migrations.settled();
  expect(await dues(runtime)).toEqual({ timers: [], clocks: [] });
  await migrations.undo(started.key, 'x', ana);
  await migrations.settled();
  expect(await dues(runtime)).toEqual(before);
  await complete(runtime, 'review');
  await complete(runtime, 'sign');
  expect(await count(runtime.store, 'cauce_sla_clocks', { state: 'MET' })).toBe(1);
  await writeAnchor(runtime.store, runtime.clock.now);
  expect((await audit(runtime.store, { at: () => {} })).problems).toEqual([]);
});

test('a run that was stopped, or that a crash interrupted, goes on with the cases that are left', async () => {
  const { runtime, route } = await running();
  for (let at = 0; at < 120; at += 1)
    done(await runtime.engine.start({ definitionKey: route.sourceKey, variables: {}, principal: ana }));
  const started = await runtime.engine.migrations.begin(route, { mapping, reason: 'x' }, ana);
  if (!started.ok) throw new Error(started.rejection.code);
  const again = await runtime.crash();
  await again.engine.migrations.settled();
  expect(await again.engine.migrations.run(started.key)).toMatchObject({
    state: 'DONE',
    moved: 123,
    total: 123,
  });
  const back = { sourceKey: route.targetKey, targetKey: route.sourceKey };
  const returned = mapping.map(({ source, target }) => ({ source: target, target: source }));
  const second = await again.engine.migrations.begin(back, { mapping: returned, reason: 'x' }, ana);
  if (!second.ok) throw new Error(second.rejection.code);
  await again.engine.migrations.stop(second.key);
  await again.engine.migrations.settled();
  expect(await again.engine.migrations.run(second.key)).toMatchObject({ state: 'STOPPED' });
  await again.engine.migrations.resume(second.key);
  await again.engine.migrations.settled();
  expect(await again.engine.migrations.run(second.key)).toMatchObject({ state: 'DONE', moved: 123 });
  expect(new Set(await versions(again))).toEqual(new Set([route.sourceKey]));
});

test('a token at a join and the events after a gateway need counterparts as well', async () => {
  const runtime = await openRuntime({ clock: { now: NINE } });
  const forked = (a: string, join: string, wait: string) =>
    definitions(
      process(
        'work',
        [
          start(),
          element('parallelGateway', 'split'),
          userTask(a),
          element('parallelGateway', join),
          element('eventBasedGateway', 'race'),
          element('intermediateCatchEvent', wait, timer('timeDuration', 'PT2H')),
          element('intermediateCatchEvent', `${wait}2`, timer('timeDuration', 'PT3H')),
          end(),
        ],
        [`start>split>${a}>${join}>end`, `split>race>${wait}>${join}`, `race>${wait}2>end`],
      ),
    );
  const sourceKey = await deployed(runtime, forked('a', 'join', 'wait'));
  await begin(runtime.engine, 'work');
  await complete(runtime, 'a');
  const targetKey = await deployed(runtime, forked('a', 'meet', 'pause'));
  const route = { sourceKey, targetKey };
  const { migrations } = runtime.engine;
  const census = await migrations.census(route).ready;
  expect(census.configurations).toMatchObject([{ elements: ['race'], flows: [expect.any(String)] }]);
  const pairing = await migrations.pairing(route, census, []);
  if ('ok' in pairing) throw new Error(pairing.rejection.code);
  expect(pairing.counts).toMatchObject({ move: 0, choose: 1 });
  const open = pairing.pairs.filter(({ target }) => target === undefined).map(({ id }) => id);
  expect(open.sort()).toEqual(expect.arrayContaining(['join', 'wait', 'wait2']));
  const chosen: Mapping = [
    { source: 'join', target: 'meet' },
    { source: 'wait', target: 'pause' },
    { source: 'wait2', target: 'pause2' },
  ];
  const before = await dues(runtime);
  expect(await migrations.pairing(route, census, chosen)).toMatchObject({ counts: { move: 1 } });
  expect(await migrations.trial(route, census, chosen)).toMatchObject({ pass: 1 });
  await migrations.begin(route, { mapping: chosen, reason: 'x' }, ana);
  await migrations.settled();
  expect(await dues(runtime)).toEqual(before);
  runtime.clock.now += 2 * 3_600_000;
  await runtime.engine.fireDueTimers();
  expect(await count(runtime.store, 'cauce_process_instances', { state: 'COMPLETED' })).toBe(1);
});
