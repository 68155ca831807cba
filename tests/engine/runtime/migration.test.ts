// Migration on a file: read models, restarts, snapshots and verification follow an instance into its other version.
import { expect, test } from 'vitest';
import { writeAnchor } from '../../../engine/audit/anchors.ts';
import { audit } from '../../../engine/cli/verification.ts';
import { rebuild } from '../../../engine/store/rebuild.ts';
import { boundary, drawing, element, end, start, timer, userTask } from './drawings.ts';
import {
  ana,
  begin,
  count,
  deploy,
  done,
  expectMemoryEqualsDatabase,
  openRuntime,
  tasks,
} from './openRuntime.ts';

const drawn = (a: string, b: string, last: string, time: string) =>
  drawing(
    'work',
    [
      start(),
      element('parallelGateway', 'split'),
      element('parallelGateway', 'join'),
      userTask(a),
      userTask(b),
      userTask(last),
      boundary('late', b, timer('timeDuration', time)),
      end(),
      end('tooLate'),
    ],
    [`start>split>${a}>join>${last}>end`, `split>${b}>join`, 'late>tooLate'],
  );

async function complete(runtime: Awaited<ReturnType<typeof openRuntime>>, element: string) {
  const [task] = await tasks(runtime.store, element);
  done(await runtime.engine.completeUserTask(task as number, {}, { principal: ana }));
}

/** Chains, re-execution, and the read models read again from the journal. */
async function expectVerified({ store, clock }: Awaited<ReturnType<typeof openRuntime>>) {
  await writeAnchor(store, clock.now);
  expect((await audit(store, { at: () => {} })).problems).toEqual([]);
}

test.each([1, 50])(
  'an instance goes on in its other version after restarts (a snapshot every %i batches)',
  async (snapshotEvery) => {
    let runtime = await openRuntime({ snapshotEvery });
    await deploy(runtime.engine, drawn('a', 'b', 'c', 'PT1H'));
    const key = await begin(runtime.engine, 'work', { x: 1 });
    await complete(runtime, 'a');
    const second = await deploy(runtime.engine, drawn('a2', 'b2', 'c2', 'P9D'));
    const definitionKey = second.definitions[0]?.key ?? 0;
    const due = async () => (await runtime.store.reader('cauce_timers').first())?.due_at;
    const before = await due();
    const refused = await runtime.engine.migrateInstance(
      key,
      { definitionKey, mapping: [] },
      { principal: ana },
    );
    expect(refused).toMatchObject({ ok: false, rejection: { code: 'MIGRATION_ELEMENT_UNMAPPED' } });
    const mapping = [
      { source: 'a', target: 'a2' },
      { source: 'b', target: 'b2' },
    ];
    const reason = 'the new form is law';
    done(await runtime.engine.migrateInstance(key, { definitionKey, mapping, reason }, { principal: ana }));
    const of = { instance_key: key, definition_key: definitionKey, version: 2 };
    expect(
      await count(runtime.store, 'cauce_user_tasks', {
        ...of,
        element_id: 'b2',
        element_name: 'b2',
        state: 'CREATED',
      }),
    ).toBe(1);
    expect(
      await count(runtime.store, 'cauce_process_instances', {
        key,
        definition_key: definitionKey,
        version: 2,
      }),
    ).toBe(1);
    expect(await count(runtime.store, 'cauce_element_instances', { element_id: 'b2', state: 'ACTIVE' })).toBe(
      1,
    );
    expect([await due(), (await runtime.engine.history(key)).at(-1)?.commands]).toEqual([
      before,
      [{ type: 'migrateInstance', definitionKey, mapping, reason }],
    ]);
    runtime = await runtime.restart();
    await expectMemoryEqualsDatabase(runtime, key);
    await complete(runtime, 'b2');
    runtime = await runtime.crash();
    await complete(runtime, 'c2');
    expect(await count(runtime.store, 'cauce_process_instances', { key, state: 'COMPLETED' })).toBe(1);
    await expectVerified(runtime);
  },
);

test('a migration is alone in its batch', async () => {
  const { engine } = await openRuntime();
  const { definitions } = await deploy(engine, drawn('a', 'b', 'c', 'PT1H'));
  const key = await begin(engine, 'work');
  const migrate = { type: 'migrateInstance' as const, definitionKey: definitions[0]?.key ?? 0, mapping: [] };
  const outcome = await engine.execute(key, [migrate, { type: 'cancelInstance' }], { principal: ana });
  expect(outcome).toMatchObject({ ok: false, rejection: { code: 'MIGRATION_NOT_ALONE' } });
  done(await engine.execute(key, [migrate], { principal: ana }));
});

test('what is changed by hand follows from the journal again', async () => {
  const runtime = await openRuntime({ snapshotEvery: 1 });
  await deploy(runtime.engine, drawn('a', 'b', 'c', 'PT1H'));
  const key = await begin(runtime.engine, 'work');
  const modification = {
    activate: [{ element: 'c', variables: [{ variables: { why: 'urgent' } }] }],
    terminate: [{ element: 'a' }, { element: 'b' }],
    reason: 'asked for by the court',
  };
  done(await runtime.engine.modifyInstance(key, modification, { principal: ana }));
  expect(await tasks(runtime.store)).toEqual(await tasks(runtime.store, 'c'));
  const again = await runtime.restart();
  await complete(again, 'c');
  await expectVerified(again);
});

test('read models are rebuilt alike where more instances run than are kept in memory', async () => {
  const { engine, store } = await openRuntime();
  await deploy(engine, drawn('a', 'b', 'c', 'PT1H'));
  const keys = [await begin(engine, 'work'), await begin(engine, 'work')];
  const { definitions } = await deploy(engine, drawn('a', 'b', 'last', 'PT1H'));
  const definitionKey = definitions[0]?.key ?? 0;
  for (const key of keys)
    done(await engine.migrateInstance(key, { definitionKey, mapping: [] }, { principal: ana }));
  for (const element of ['a', 'b'])
    for (const task of await tasks(store, element))
      done(await engine.completeUserTask(task, {}, { principal: ana }));
  const rows = async () => [
    await store.reader('cauce_process_instances').orderBy('key'),
    await store.reader('cauce_user_tasks').orderBy('key'),
    await store.reader('cauce_element_instances').orderBy('key'),
    await store.reader('cauce_cases').orderBy('key'),
  ];
  const before = await rows();
  await store.write((db) => rebuild(db, { tenant: store.tenant, keys: store.keys, remembered: 1 }));
  expect(await rows()).toEqual(before);
  expect(await tasks(store, 'last')).toHaveLength(2);
});

test('why an instance was changed is sealed with what else is personal in it, and a process that seals is not left', async () => {
  const { engine, store } = await openRuntime();
  const open = drawn('a', 'b', 'c', 'PT1H');
  const personal = open.replace(
    '<bpmn:process id="work" name="work" isExecutable="true">',
    (tag) => `${tag}<bpmn:extensionElements><cauce:dataSubject/></bpmn:extensionElements>`,
  );
  await deploy(engine, personal);
  const key = await begin(engine, 'work');
  const reason = 'María moved away';
  const variables = [{ variables: { where: 'Calle 9' } }];
  const modification = { activate: [{ element: 'c', variables }], reason };
  done(await engine.modifyInstance(key, modification, { principal: ana }));
  const payloads = (await store.reader('cauce_journal').where({ stream: `instance:${key}` })).map(
    ({ payload }) => String(payload),
  );
  expect(payloads.join().match(/María|Calle 9/g)).toBeNull();
  expect((await engine.history(key)).at(-1)?.commands).toMatchObject([modification]);
  const { definitions } = await deploy(engine, open);
  const migration = { definitionKey: definitions[0]?.key ?? 0, mapping: [] };
  expect(await engine.migrateInstance(key, migration, { principal: ana })).toMatchObject({
    rejection: { code: 'MIGRATION_PERSONAL_DATA' },
  });
});
