// What a called instance tells its caller arrives in the order in which it was told, whatever has to be tried again.
import { expect, test } from 'vitest';
import type { Command } from '../../../engine/core/commands.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { until } from '../../nodes/openNodes.ts';
import { complete } from './calling.ts';
import { boundary, call, drawing, element, end, escalated, escalation, start, userTask } from './drawings.ts';
import { ana, begin, count, deploy, done, type Opened, openRuntime, tasks } from './openRuntime.ts';

const elements = (id: string) => [
  call(id, 'child'),
  boundary(`${id}Told`, id, escalated('late'), false),
  userTask(`${id}Handle`),
  userTask(`${id}After`),
  end(`${id}Handled`),
  end(`${id}End`),
];
const flows = (id: string) => [`start>${id}>${id}After>${id}End`, `${id}Told>${id}Handle>${id}Handled`];
const parent = (...ids: string[]) =>
  drawing('parent', [start(), ...ids.flatMap(elements)], ids.flatMap(flows), escalation('late'));
const cry = element('intermediateThrowEvent', 'cry', escalated('late'));
const child = drawing(
  'child',
  [start(), userTask('first'), cry, userTask('second'), end()],
  ['start>first>cry>second>end'],
  escalation('late'),
);
/** Tells all of it in one batch. */
const hasty = drawing(
  'child',
  [start(), userTask('first'), cry, element('endEvent', 'last', escalated('late'))],
  ['start>first>cry>last'],
  escalation('late'),
);

type Escalation = Extract<Command, { type: 'escalateChild' }>;

/** What would deliver such an escalation fails, until it is told to stop. */
function failing(store: OpenStore, isMeant: (command: Escalation) => boolean = () => true) {
  const { draftCommit } = store;
  let isOn = true;
  let times = 0;
  const write = store as { draftCommit: OpenStore['draftCommit'] };
  write.draftCommit = () => {
    const draft = draftCommit();
    return {
      ...draft,
      async add(batches) {
        for (const { commands } of batches)
          for (const command of commands)
            if (isOn && command.type === 'escalateChild' && isMeant(command)) {
              times += 1;
              throw new Error('The database is away');
            }
        return draft.add(batches);
      },
    };
  };
  return {
    end() {
      isOn = false;
    },
    times: () => times,
  };
}

async function opened(...drawings: string[]): Promise<Opened> {
  const runtime = await openRuntime();
  await deploy(runtime.engine, ...drawings);
  await begin(runtime.engine, 'parent');
  await runtime.engine.settle(20_000);
  return runtime;
}

/** The escalation was heard while the child was there, and then its end. */
async function expectTold({ store, engine }: Opened, id: string, times = 1): Promise<void> {
  await until(async () => (await tasks(store, `${id}After`)).length === 1, 'the caller to go on');
  expect(await tasks(store, `${id}Handle`)).toHaveLength(times);
  await engine.settle(20_000);
  expect(await count(store, 'cauce_routed')).toBe(0);
}

test('the end of a child waits for the escalation before it, whose delivery failed', async () => {
  const runtime = await opened(child, parent('c'));
  const away = failing(runtime.store);
  await complete(runtime, 'first');
  await complete(runtime, 'second');
  expect(away.times()).toBeGreaterThan(0);
  expect(await tasks(runtime.store, 'cAfter')).toEqual([]);
  away.end();
  await expectTold(runtime, 'c');
  expect(runtime.failures.map(String)).toContain('Error: The database is away');
});

test('what was told in one batch keeps its order when its first part fails', async () => {
  const runtime = await opened(hasty, parent('c'));
  const away = failing(runtime.store);
  await complete(runtime, 'first');
  expect(await count(runtime.store, 'cauce_routed')).toBe(3);
  away.end();
  await expectTold(runtime, 'c', 2);
});

test('what was told in one batch is delivered in one commit', async () => {
  const runtime = await opened(hasty, parent('c'));
  const { writeGroup, writeReady } = runtime.store;
  let commits = 0;
  Object.assign(runtime.store, {
    writeGroup: (...given: Parameters<typeof writeGroup>) => ++commits && writeGroup(...given),
    writeReady: (...given: Parameters<typeof writeReady>) => ++commits && writeReady(...given),
  });
  await complete(runtime, 'first');
  await expectTold(runtime, 'c', 2);
  expect(commits).toBe(2);
});

test('the order holds after a restart', async () => {
  const runtime = await opened(child, parent('c'));
  failing(runtime.store);
  await complete(runtime, 'first');
  await complete(runtime, 'second');
  await runtime.close();
  let away: ReturnType<typeof failing> | undefined;
  const { folder, clock } = runtime;
  const again = await openRuntime({
    folder,
    clock,
    before(_, store) {
      away = failing(store);
    },
  });
  await again.engine.settle(20_000);
  expect(away?.times()).toBeGreaterThan(0);
  expect(await tasks(again.store, 'cAfter')).toEqual([]);
  expect(await count(again.store, 'cauce_routed')).toBe(2);
  away?.end();
  await expectTold(again, 'c');
});

test('an escalation that nobody can deliver holds up its own child alone, and is told', async () => {
  const runtime = await opened(child, parent('c', 'd'));
  const { store, engine } = runtime;
  const called = store.reader('cauce_element_instances').where({ element_id: 'c', state: 'ACTIVE' });
  const { key } = await called.first('key');
  const away = failing(store, ({ elementInstance }) => elementInstance === key);
  await complete(runtime, 'first');
  await complete(runtime, 'second');
  await until(async () => (await tasks(store, 'dAfter')).length === 1, 'the other child to return');
  expect(await tasks(store, 'dHandle')).toHaveLength(1);
  await until(async () => runtime.failures.length > 1, 'another failure to be told');
  await engine.settle(20_000);
  expect(await tasks(store, 'cAfter')).toEqual([]);
  away.end();
  await expectTold(runtime, 'c');
});

test('an escalation that is refused frees the end behind it', async () => {
  const runtime = await opened(child, parent('c'));
  const { store, engine } = runtime;
  const away = failing(store);
  await complete(runtime, 'first');
  await complete(runtime, 'second');
  const { key } = await store.reader('cauce_process_instances').where({ process_id: 'parent' }).first('key');
  done(await engine.cancelInstance(key, { principal: ana }));
  await until(async () => (await count(store, 'cauce_routed')) === 0, 'both to be forgotten');
  await engine.settle(20_000);
  expect(away.times()).toBeGreaterThan(0);
  expect(await tasks(store)).toEqual([]);
});
