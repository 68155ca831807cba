// Drafts on a store: who saved what, nobody over what they have not seen, and everything to be had back.
import { expect, test } from 'vitest';
import { createDrafts, type Drafts } from '../../../engine/runtime/drafts.ts';
import { openTestStore } from './openTestStore.ts';

const minute = 60_000;

async function openDrafts(): Promise<{ drafts: Drafts; pass(ms: number): void }> {
  let now = Date.UTC(2026, 10, 3, 13);
  const drafts = createDrafts(await openTestStore(), () => now);
  return {
    drafts,
    pass: (ms) => {
      now += ms;
    },
  };
}

const bytes = (text: string): Buffer => Buffer.from(text);

async function draftWith(drafts: Drafts, files: { [name: string]: string }, by = 'ana'): Promise<number> {
  const given = Object.entries(files).map(([name, text]) => ({ name, content: bytes(text) }));
  const made = await drafts.create({ name: 'Peticiones', flow: 'pqrs', tags: ['legal'], files: given, by });
  if (!made.ok) throw new Error(made.rejection.code);
  return made.draft.key;
}

test('a draft keeps its files, its name and who made it', async () => {
  const { drafts } = await openDrafts();
  const key = await draftWith(drafts, { 'to-be.bpmn': '<a/>', 'forms/file.form': '{}' });
  expect(await drafts.find(key)).toMatchObject({
    key,
    name: 'Peticiones',
    flow: 'pqrs',
    tags: ['legal'],
    basedOn: null,
    createdBy: 'ana',
    discardedAt: null,
  });
  expect((await drafts.files(key)).map(({ name, revision, savedBy }) => [name, revision, savedBy])).toEqual([
    ['forms/file.form', 1, 'ana'],
    ['to-be.bpmn', 1, 'ana'],
  ]);
  expect((await drafts.read(key, 'to-be.bpmn'))?.content.toString()).toBe('<a/>');
  expect((await drafts.contents(key)).map(({ content }) => content.toString())).toEqual(['{}', '<a/>']);
});

test('a file is saved only over the revision that its author began from', async () => {
  const { drafts } = await openDrafts();
  const key = await draftWith(drafts, { 'a.bpmn': 'one' });
  const mine = { name: 'a.bpmn', expected: 1 };
  expect(await drafts.save(key, { ...mine, content: bytes('two'), by: 'ana' })).toMatchObject({
    ok: true,
    file: { revision: 2 },
  });
  const late = await drafts.save(key, { ...mine, content: bytes('three'), by: 'eva' });
  expect(late).toMatchObject({
    ok: false,
    rejection: { code: 'DRAFT_CHANGED', values: { file: 'a.bpmn', expected: 1, found: 2, by: 'ana' } },
    present: { revision: 2, savedBy: 'ana' },
  });
  expect('present' in late && late.present?.content?.toString()).toBe('two');
  expect((await drafts.read(key, 'a.bpmn'))?.content.toString()).toBe('two');
});

test('the same content sent again is no change, whoever sends it and whatever it began from', async () => {
  const { drafts } = await openDrafts();
  const key = await draftWith(drafts, { 'a.bpmn': 'one' });
  const saving = { name: 'a.bpmn', content: bytes('two'), expected: 1, by: 'ana' };
  await drafts.save(key, saving);
  expect(await drafts.save(key, saving)).toMatchObject({ ok: true, file: { revision: 2 } });
});

test('of two who create one file at once, one wins and the other is told', async () => {
  const { drafts } = await openDrafts();
  const key = await draftWith(drafts, {});
  const outcomes = await Promise.all(
    ['ana', 'eva'].map((by) => drafts.save(key, { name: 'a.form', content: bytes(by), expected: 0, by })),
  );
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

test('savings of one person in a row are one state in the history, and each older state can be had back', async () => {
  const { drafts, pass } = await openDrafts();
  const key = await draftWith(drafts, { 'a.bpmn': 'one' });
  const save = async (content: string, expected: number, by: string) => {
    pass(minute);
    return drafts.save(key, { name: 'a.bpmn', content: bytes(content), expected, by });
  };
  await save('two', 1, 'ana');
  await save('three', 2, 'ana');
  await save('four', 3, 'eva');
  pass(11 * minute);
  await save('five', 4, 'eva');
  const history = await drafts.history(key, { name: 'a.bpmn' });
  expect(history.map(({ revision, kind, savedBy }) => [revision, kind, savedBy])).toEqual([
    [5, 'saved', 'eva'],
    [4, 'saved', 'eva'],
    [3, 'saved', 'ana'],
    [1, 'created', 'ana'],
  ]);
  expect(await drafts.restore(key, { name: 'a.bpmn', revision: 3, by: 'ana' })).toMatchObject({
    ok: true,
    file: { revision: 6 },
  });
  expect((await drafts.read(key, 'a.bpmn'))?.content.toString()).toBe('three');
  expect((await drafts.revision(key, 'a.bpmn', 5))?.toString()).toBe('five');
});

test('a file that was removed or renamed keeps its history, and comes back', async () => {
  const { drafts } = await openDrafts();
  const key = await draftWith(drafts, { 'a.form': '{}', 'b.form': '[]' });
  expect(await drafts.rename(key, { name: 'a.form', to: 'b.form', expected: 1, by: 'ana' })).toMatchObject({
    rejection: { code: 'DRAFT_FILE_EXISTS' },
  });
  await drafts.rename(key, { name: 'a.form', to: 'forms/a.form', expected: 1, by: 'ana' });
  await drafts.remove(key, { name: 'b.form', expected: 1, by: 'ana' });
  expect((await drafts.files(key)).map(({ name }) => name)).toEqual(['forms/a.form']);
  const late = await drafts.save(key, { name: 'b.form', content: bytes('mine'), expected: 1, by: 'eva' });
  expect(late).toMatchObject({ ok: false, present: { revision: 2, content: undefined } });
  await drafts.restore(key, { name: 'b.form', revision: 1, by: 'eva' });
  expect((await drafts.read(key, 'b.form'))?.revision).toBe(3);
});

test('a name that leads out of the folder, or that no computer takes, is refused', async () => {
  const { drafts } = await openDrafts();
  const key = await draftWith(drafts, {});
  const names = ['../a.bpmn', '/a.bpmn', 'a/../b.bpmn', 'a\\b.bpmn', 'C:a.bpmn', 'a\0.bpmn'];
  for (const name of [...names, '.hidden.json', 'a//b.bpmn', 'con.json', 'a.exe', '', 'a\u202e.bpmn'])
    expect(await drafts.save(key, { name, content: bytes('x'), expected: 0, by: 'ana' })).toMatchObject({
      rejection: { code: 'DRAFT_FILE_NAME', values: { file: name } },
    });
  expect(await drafts.files(key)).toEqual([]);
});

test('what people call a flow is kept', async () => {
  const { drafts } = await openDrafts();
  await drafts.tagFlow('pqrs', ['legal'], 'ana');
  await drafts.tagFlow('pqrs', ['legal', 'quejas'], 'eva');
  expect(await drafts.flowTags()).toEqual(new Map([['pqrs', ['legal', 'quejas']]]));
});

test('a file of more than 2 MB is refused, and what was there stays', async () => {
  const { drafts } = await openDrafts();
  const key = await draftWith(drafts, { 'a.bpmn': 'one' });
  const content = Buffer.alloc(2 * 1024 * 1024 + 1, 'x');
  expect(await drafts.save(key, { name: 'a.bpmn', content, expected: 1, by: 'ana' })).toMatchObject({
    rejection: { code: 'RESOURCE_TOO_LARGE' },
  });
  expect((await drafts.read(key, 'a.bpmn'))?.content.toString()).toBe('one');
});

test('a discarded draft takes nothing and comes back as it was', async () => {
  const { drafts } = await openDrafts();
  const key = await draftWith(drafts, { 'a.bpmn': 'one' });
  await drafts.discard(key, 'eva');
  expect(await drafts.find(key)).toMatchObject({ discardedBy: 'eva' });
  const saving = { name: 'a.bpmn', content: bytes('two'), expected: 1, by: 'ana' };
  expect(await drafts.save(key, saving)).toMatchObject({ rejection: { code: 'DRAFT_GONE' } });
  await drafts.recover(key, 'ana');
  expect(await drafts.save(key, saving)).toMatchObject({ ok: true });
});

test('whoever has a file open is seen by the others, and no more when nothing is heard of them', async () => {
  const { drafts, pass } = await openDrafts();
  const key = await draftWith(drafts, {});
  await drafts.present(key, { username: 'ana', file: 'a.bpmn' });
  pass(20_000);
  const seen = await drafts.present(key, { username: 'eva', file: 'a.bpmn' });
  expect(seen.map(({ username }) => username)).toEqual(['ana', 'eva']);
  await drafts.leave(key, { username: 'eva', file: 'a.bpmn' });
  pass(30_000);
  expect(await drafts.everyonePresent()).toEqual([]);
});

test('a deployed draft remembers as what', async () => {
  const { drafts } = await openDrafts();
  const key = await draftWith(drafts, {});
  expect(await drafts.published(key, 77, 'ana')).toMatchObject({ ok: true, draft: { basedOn: 77 } });
});
