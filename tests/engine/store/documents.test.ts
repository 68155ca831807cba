import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { batch, commit, facts, instanceKeyOf, openTestStore, personalModel } from './openTestStore.ts';

const upload = { name: 'cédula.pdf', contentType: 'application/pdf', createdBy: 'public', at: 5 };

async function contentOf(store: OpenStore, id: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of store.documents.read(id)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const reference = (documentId: string): Json => ({ 'cauce.document.type': 'cauce', documentId });

test.each([0, 1, 256 * 1024, 256 * 1024 + 1, 3_000_000])(
  'a document of %i bytes comes back as it was',
  async (size) => {
    const store = await openTestStore();
    const bytes = randomBytes(size);
    const made = await store.documents.create({ ...upload, source: pieces(bytes, 100_003) });
    expect(made).toMatchObject({ name: upload.name, size, caseKey: null });
    expect(made.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await contentOf(store, made.id)).equals(bytes)).toBe(true);
    expect(await store.documents.find(made.id)).toEqual(made);
    const chunks = await store.reader('cauce_document_chunks').count({ n: '*' }).first();
    expect(chunks?.n).toBe(Math.ceil(size / (256 * 1024)));
  },
);

test('a document over the limit is refused and leaves nothing behind', async () => {
  const store = await openTestStore({ documentLimit: 2_000_000 });
  const source = pieces(randomBytes(2_000_001), 64 * 1024);
  await expect(store.documents.create({ ...upload, source })).rejects.toThrow(
    expect.objectContaining({ code: 'DOCUMENT_TOO_LARGE' }),
  );
  expect(await store.reader('cauce_document_chunks')).toEqual([]);
  expect(await store.reader('cauce_documents')).toEqual([]);
  const fitting = await store.documents.create({ ...upload, source: randomBytes(2_000_000) });
  expect(fitting.size).toBe(2_000_000);
});

test('an upload that breaks off leaves nothing behind', async () => {
  const store = await openTestStore();
  async function* breaking() {
    yield randomBytes(1_500_000);
    throw new Error('connection lost');
  }
  await expect(store.documents.create({ ...upload, source: breaking() })).rejects.toThrow('connection lost');
  expect(await store.reader('cauce_document_chunks')).toEqual([]);
});

test('a variable that refers to documents attaches them to the first case that does', async () => {
  const store = await openTestStore();
  const [one, two, three] = await Promise.all(
    ['a', 'b', 'c'].map((text) => store.documents.create({ ...upload, source: Buffer.from(text) })),
  );
  const first = facts(instanceKeyOf(1), personalModel);
  const second = facts(instanceKeyOf(2));
  const child = facts(instanceKeyOf(3), personalModel, first.instanceKey);
  const set = (scope: number, value: Json) => ({
    type: 'variablesSet' as const,
    scope,
    variables: { files: value },
  });
  await commit(store, [
    batch(first, 1, [set(first.instanceKey, [reference(one?.id ?? ''), reference('none'), 'text', null])]),
    batch(second, 1, [set(second.instanceKey, reference(one?.id ?? ''))]),
  ]);
  await commit(store, [
    batch(second, 2, [set(second.instanceKey, reference(two?.id ?? ''))]),
    batch(child, 1, [set(child.instanceKey, reference(three?.id ?? ''))]),
  ]);
  const ids = async (key: number) => (await store.documents.ofCase(key)).map(({ id }) => id).sort();
  expect(await ids(first.instanceKey)).toEqual([one?.id, three?.id].sort());
  expect(await ids(second.instanceKey)).toEqual([two?.id]);
});

test('an erased key takes name and content with it', async () => {
  const store = await openTestStore();
  const made = await store.documents.create({ ...upload, source: Buffer.from('secret') });
  const row = await store.reader('cauce_documents').first();
  expect(row.name).not.toContain('cédula');
  await store.keys.erase(row.key_id, 9);
  expect(await store.documents.find(made.id)).toMatchObject({ id: made.id, name: '', size: 6 });
  await expect(contentOf(store, made.id)).rejects.toThrow(
    expect.objectContaining({ code: 'DOCUMENT_ERASED' }),
  );
});

test('a changed byte of a sealed document does not open', async () => {
  const store = await openTestStore();
  const made = await store.documents.create({ ...upload, source: Buffer.from('a contract') });
  const { content } = await store.reader('cauce_document_chunks').first();
  content[20] ^= 1;
  await store.write((db) => db('cauce_document_chunks').update({ content }));
  await expect(contentOf(store, made.id)).rejects.toThrow();
});

test('a document uploaded to a case without a data subject stays plain', async () => {
  const store = await openTestStore();
  const instance = facts(instanceKeyOf(1));
  await commit(store, [batch(instance, 1, [])]);
  const made = await store.documents.create({
    ...upload,
    caseKey: instance.rootKey,
    source: Buffer.from('plain'),
  });
  expect(await store.find('documents', { id: made.id })).toMatchObject({ name: upload.name, key_id: null });
  expect((await contentOf(store, made.id)).toString()).toBe('plain');
});
