import type { Knex } from 'knex';
import { expect, test } from 'vitest';
import { anchorPublicKey, writeAnchor } from '../../../engine/audit/anchors.ts';
import { verify as verifyAt } from '../../../engine/audit/verify.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { batch, commit, facts, instanceKeyOf, openTestStore, startWithTask } from '../store/openTestStore.ts';

const streams = [1, 2, 3].map((number) => `instance:${instanceKeyOf(number)}`);
const [first = '', second = '', third = ''] = streams;

/** Three streams of five batches, anchored after the third batch of each and at the end. */
async function anchored(): Promise<OpenStore> {
  const store = await openTestStore();
  const add = async (sequence: number) => {
    for (const number of [1, 2, 3]) {
      const instance = facts(instanceKeyOf(number));
      const events = sequence === 1 ? startWithTask(instance) : [];
      await commit(store, [batch(instance, sequence, events)], false);
    }
  };
  for (let sequence = 1; sequence <= 3; sequence++) await add(sequence);
  await writeAnchor(store, 60_000);
  for (let sequence = 4; sequence <= 5; sequence++) await add(sequence);
  await writeAnchor(store, 120_000);
  return store;
}

/** Nine minutes after the first batch. */
const verify = (store: OpenStore, now = 1_700_000_541_000) => verifyAt(store, now);
const tamper = (store: OpenStore, work: (db: Knex) => Promise<unknown>) => store.write((db) => work(db));
const row = (db: Knex, stream: string, sequence: number) => db('cauce_journal').where({ stream, sequence });
const problem = (code: string, stream: string, sequence: number) => ({
  code,
  tenant: '<default>',
  stream,
  sequence,
});

test('an untouched journal verifies, every stream, batch and anchor counted', async () => {
  const store = await anchored();
  expect(await verify(store)).toEqual({
    ok: true,
    streams: 3,
    batches: 15,
    anchors: 2,
    pastLastAnchor: 0,
    problems: [],
  });
  expect(await writeAnchor(store, 180_000)).toBeUndefined();
  expect(await anchorPublicKey(store.keys)).toContain('BEGIN PUBLIC KEY');
});

test.each([
  ['command_id', 'other', 'HASH_MISMATCH', 3],
  ['actor', 'mallory', 'HASH_MISMATCH', 3],
  ['at', 1, 'HASH_MISMATCH', 3],
  ['deployment_hash', 'other', 'HASH_MISMATCH', 3],
  ['deployment_hash', null, 'HASH_MISMATCH', 3],
  ['semantics', 2, 'HASH_MISMATCH', 3],
  ['payload', '{"commands":[],"events":[],"inputs":{}}', 'HASH_MISMATCH', 3],
  ['hash', 'f'.repeat(64), 'HASH_MISMATCH', 3],
  ['previous_hash', 'f'.repeat(64), 'PREVIOUS_HASH_MISMATCH', 3],
  ['sequence', 9, 'SEQUENCE_GAP', 3],
  ['position', 999, 'POSITION_REVERSED', 4],
] as const)('editing %s of one row to %s is found', async (column, value, code, sequence) => {
  const store = await anchored();
  await tamper(store, (db) => row(db, second, 3).update({ [column]: value }));
  const { ok, problems } = await verify(store);
  expect(ok).toBe(false);
  expect(problems).toEqual([problem(code, second, sequence)]);
});

test('one changed character of a payload is found in any row', async () => {
  const store = await anchored();
  for (const stream of streams) {
    for (let sequence = 1; sequence <= 5; sequence++) {
      const { payload } = await row(store.reader, stream, sequence).first();
      await tamper(store, (db) =>
        row(db, stream, sequence).update({ payload: payload.replace('continue', 'Continue') }),
      );
      expect((await verify(store)).problems).toEqual([problem('HASH_MISMATCH', stream, sequence)]);
      await tamper(store, (db) => row(db, stream, sequence).update({ payload }));
    }
  }
  expect((await verify(store)).ok).toBe(true);
});

test('a row moved to another stream or tenant is missed where it was', async () => {
  const store = await anchored();
  await tamper(store, (db) => row(db, second, 3).update({ stream: 'instance:77' }));
  expect((await verify(store)).problems).toEqual([
    problem('SEQUENCE_GAP', second, 3),
    problem('SEQUENCE_GAP', 'instance:77', 1),
  ]);
  await tamper(store, (db) => row(db, 'instance:77', 3).update({ stream: second, tenant_id: 'other' }));
  expect((await verify(store)).problems).toContainEqual(problem('SEQUENCE_GAP', second, 3));
});

test('a deleted row, two swapped rows and an inserted row are found', async () => {
  const deleted = await anchored();
  await tamper(deleted, (db) => row(db, first, 2).delete());
  expect((await verify(deleted)).problems).toEqual([problem('SEQUENCE_GAP', first, 2)]);

  const swapped = await anchored();
  await tamper(swapped, async (db) => {
    await row(db, first, 2).update({ sequence: 99 });
    await row(db, first, 3).update({ sequence: 2 });
    await row(db, first, 99).update({ sequence: 3 });
  });
  expect((await verify(swapped)).problems).toEqual([problem('PREVIOUS_HASH_MISMATCH', first, 2)]);

  const inserted = await anchored();
  await tamper(inserted, async (db) => {
    const { position: _, ...copy } = await row(db, first, 5).first();
    await db('cauce_journal').insert({ ...copy, sequence: 6, command_id: 'forged' });
  });
  expect((await verify(inserted)).problems).toEqual([problem('PREVIOUS_HASH_MISMATCH', first, 6)]);
});

test('a cut tail and a whole case deleted are found by the anchors', async () => {
  const cut = await anchored();
  await tamper(cut, (db) => db('cauce_journal').where({ stream: third }).where('sequence', '>', 3).delete());
  expect((await verify(cut)).problems).toEqual([problem('TAIL_CUT', third, 4)]);

  const deleted = await anchored();
  await tamper(deleted, (db) => db('cauce_journal').where({ stream: third }).delete());
  expect((await verify(deleted)).problems).toEqual([problem('STREAM_DELETED', third, 1)]);
});

test('a stream rewritten with fitting hashes is found by the first anchor that knew better', async () => {
  const store = await anchored();
  const other = await openTestStore();
  const instance = facts(instanceKeyOf(2));
  const forged = [1, 2, 3, 4, 5].map((sequence) => batch(instance, sequence, [], { actor: 'mallory' }));
  await commit(other, forged);
  const rows = await other.reader('cauce_journal').orderBy('sequence');
  await tamper(store, async (db) => {
    for (const { position: _, ...forgery } of rows) await row(db, second, forgery.sequence).update(forgery);
  });
  expect((await verify(store)).problems).toEqual([problem('ANCHOR_MISMATCH', second, 3)]);
});

test.each([
  ['at', 1, 'ANCHOR_BROKEN', 1],
  ['streams', '{"position":0,"streams":[]}', 'ANCHOR_BROKEN', 1],
  ['hash', 'f'.repeat(64), 'ANCHOR_BROKEN', 1],
  ['previous_hash', 'f'.repeat(64), 'ANCHOR_BROKEN', 1],
  ['number', 9, 'ANCHOR_BROKEN', 1],
  ['signature', 'AAAA', 'ANCHOR_SIGNATURE', 1],
] as const)('editing %s of an anchor is found', async (column, value, code, sequence) => {
  const store = await anchored();
  await tamper(store, (db) =>
    db('cauce_anchors')
      .where({ number: 1 })
      .update({ [column]: value }),
  );
  expect((await verify(store)).problems).toEqual([{ code, tenant: '', stream: '', sequence }]);
});

test('cutting off the last anchor, or all of them, is found by the key store', async () => {
  const store = await anchored();
  await tamper(store, (db) => db('cauce_anchors').where({ number: 2 }).delete());
  expect((await verify(store)).problems).toEqual([
    { code: 'ANCHORS_CUT', tenant: '', stream: '', sequence: 2 },
  ]);
  await tamper(store, (db) => db('cauce_anchors').delete());
  expect((await verify(store)).problems).toEqual([
    { code: 'ANCHORS_CUT', tenant: '', stream: '', sequence: 1 },
  ]);
});

test('every broken stream is named, the others still count', async () => {
  const store = await anchored();
  await tamper(store, async (db) => {
    await row(db, first, 2).update({ actor: 'mallory' });
    await row(db, third, 4).update({ actor: 'mallory' });
  });
  expect(await verify(store)).toEqual({
    ok: false,
    streams: 3,
    batches: 15,
    anchors: 2,
    pastLastAnchor: 0,
    problems: [problem('HASH_MISMATCH', first, 2), problem('HASH_MISMATCH', third, 4)],
  });
});

test('more rows than one page of reading verify, and a break in a later page is named', async () => {
  const store = await openTestStore();
  const instance = facts(instanceKeyOf(1));
  const batches = Array.from({ length: 1203 }, (_, index) => batch(instance, index + 1, []));
  await commit(store, batches);
  expect(await verify(store)).toMatchObject({ ok: true, streams: 1, batches: 1203 });
  await tamper(store, (db) => row(db, first, 1001).update({ actor: 'mallory' }));
  expect((await verify(store)).problems).toEqual([problem('HASH_MISMATCH', first, 1001)]);
});

test('batches past the last anchor are counted; a history without any anchor is a problem after ten minutes', async () => {
  const store = await openTestStore();
  const instance = facts(instanceKeyOf(1));
  await commit(store, [batch(instance, 1, []), batch(instance, 2, [])]);
  expect(await verify(store)).toMatchObject({ ok: true, anchors: 0, pastLastAnchor: 2 });
  const missing = { code: 'ANCHORS_MISSING', tenant: '', stream: '', sequence: 1 };
  expect((await verify(store, 1_700_000_601_001)).problems).toEqual([missing]);
  await writeAnchor(store, 60_000);
  await commit(store, [batch(instance, 3, [])], false);
  const later = await verify(store, 1_700_000_601_001);
  expect(later).toMatchObject({ ok: true, anchors: 1, pastLastAnchor: 1 });
});
