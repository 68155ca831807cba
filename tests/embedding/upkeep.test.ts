import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verify } from '../../engine/audit/verify.ts';
import { type Cauce, createCauce } from '../../engine/index.ts';
import { openStore } from '../../engine/store/openStore.ts';
import { createUpkeep } from '../../engine/upkeep.ts';
import { drawing, end, start, userTask } from '../engine/runtime/drawings.ts';
import { ana, begin, count, deploy } from '../engine/runtime/openRuntime.ts';

const work = drawing('work', [start(), userTask('a'), end()], ['start>a>end']);

function database(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-upkeep-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'cauce.db');
}

async function used(filename: string, use: (cauce: Cauce) => Promise<void>): Promise<void> {
  const cauce = await createCauce({ database: filename });
  try {
    await deploy(cauce.engine, work);
    await use(cauce);
  } finally {
    await cauce.close();
  }
}

async function verified(filename: string, tamper?: string) {
  const store = await openStore({ filename });
  try {
    if (tamper) await store.write((db) => db.raw(tamper));
    return await verify(store, Date.now());
  } finally {
    await store.close();
  }
}

test('closing anchors all that was committed; a case deleted or cut afterwards is found', async () => {
  const filename = database();
  for (let run = 0; run < 2; run++)
    await used(filename, async ({ engine }) => {
      for (let at = 0; at < 3; at++) await begin(engine, 'work');
    });
  expect(await verified(filename)).toMatchObject({ ok: true, anchors: 2, problems: [] });
  const tampered = await verified(
    filename,
    'DELETE FROM cauce_journal WHERE stream = (SELECT max(stream) FROM cauce_journal)',
  );
  expect(tampered.problems).toMatchObject([{ code: 'STREAM_DELETED' }]);
});

test('a run writes one anchor for what changed, none for nothing, and runs do not overlap', async () => {
  const filename = database();
  await used(filename, async ({ engine }) => {
    const store = engine.store as Awaited<ReturnType<typeof openStore>>;
    const failures: unknown[] = [];
    const upkeep = createUpkeep({ store, now: Date.now, log: (error) => void failures.push(error) });
    await begin(engine, 'work');
    await Promise.all([upkeep.run(), upkeep.run(), upkeep.run()]);
    expect(await count(store, 'cauce_anchors')).toBe(1);
    await begin(engine, 'work');
    await upkeep.close();
    expect(await count(store, 'cauce_anchors')).toBe(2);
    expect(failures).toEqual([]);
  });
  expect(await verified(filename)).toMatchObject({ ok: true, anchors: 2 });
});

test('command ids and expired messages are forgotten after their time, the others stay', async () => {
  const filename = database();
  let now = Date.parse('2026-03-02T12:00:00Z');
  const cauce = await createCauce({ database: filename, now: () => now });
  const { engine } = cauce;
  const store = engine.store as Awaited<ReturnType<typeof openStore>>;
  await deploy(engine, work);
  const upkeep = createUpkeep({ store, now: () => now, log: console.error });
  const publish = (timeToLive: number) =>
    engine.publishMessage({ name: 'm', correlationKey: 'k', variables: {}, timeToLive, principal: ana });
  await engine.start({ processId: 'work', variables: {}, principal: ana, commandId: 'old' });
  await publish(60_000);
  await publish(90 * 3_600_000);
  now += 73 * 3_600_000;
  await engine.start({ processId: 'work', variables: {}, principal: ana, commandId: 'new' });
  await upkeep.close();
  expect(await store.reader('cauce_commands').select('id')).toEqual([{ id: 'new' }]);
  expect(await count(store, 'cauce_messages')).toBe(1);
  await cauce.close();
});
