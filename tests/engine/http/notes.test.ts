// Notes over HTTP: who may write and read them, that who is asked reads the case until the answer, and that they are journaled.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../../engine/audit/verify.ts';
import { definitions, end, extensions, process, start, userTask } from '../runtime/drawings.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

const group = '<zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="Oficina"/>';
const work = (id: string) => userTask(id).replace('<zeebe:userTask/>', group);
const personal = extensions('<cauce:dataSubject/>');
const xml = definitions(process('p', [personal, start(), work('a'), end()], ['start>a>end']));

let server: ServerUnderTest;
const worker = { username: 'worker', kind: 'service' as const, groups: [], roles: ['service' as const] };

beforeAll(async () => {
  server = await openServer();
  const files = [{ name: 'p.bpmn', content: Buffer.from(xml) }];
  expect(await server.engine.deploy(files, worker)).toMatchObject({ ok: true });
});
afterAll(() => server.close());

async function open(): Promise<{ key: number; task: number }> {
  const outcome = await server.engine.start({ processId: 'p', variables: {}, principal: worker });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const task = await server.store.find('user_tasks', { instance_key: outcome.instanceKey });
  return { key: outcome.instanceKey, task: Number(task?.key) };
}

async function write(who: string, caseKey: number, body: object, headers = {}) {
  const answer = await server.post(who, `/v2/cases/${caseKey}/notes`, body, headers);
  return { status: answer.status, body: (await answer.json()) as { noteKey: string; code?: string } };
}

async function notesFor(who: string, caseKey: number) {
  const answer = await server.post(who, '/v2/notes/search', { filter: { caseKey: String(caseKey) } });
  return ((await answer.json()) as { items: { [field: string]: unknown }[] }).items;
}

test('a comment about a task is read as it was written, by those who have work in the case, and no token moves', async () => {
  const { key, task } = await open();
  const text = 'falta la factura <img src=x onerror=alert(1)> 😀 שלום';
  const once = { 'Idempotency-Key': 'note-once' };
  const first = await write('ana', key, { text, about: String(task), mentions: ['lea'] }, once);
  const again = await write('ana', key, { text, about: String(task), mentions: ['lea'] }, once);
  expect(first).toMatchObject({ status: 201 });
  expect(again).toEqual(first);
  expect(await notesFor('lea', key)).toMatchObject([
    {
      kind: 'comment',
      text,
      about: String(task),
      author: 'ana',
      mentions: ['lea'],
      pendingAnswers: [],
      shared: false,
    },
  ]);
  expect(await server.store.find('user_tasks', { key: task })).toMatchObject({ state: 'CREATED' });
  const history = await server.engine.history(key);
  expect(history.at(-1)).toMatchObject({ actor: 'ana', events: [{ type: 'annotated', text }] });
});

test('whoever is asked reads the case until the answer is there, and may not do more than answer', async () => {
  const { key } = await open();
  expect((await server.fetch('eva', `/v2/cases/${key}`)).status).toBe(404);
  const { body } = await write('ana', key, {
    kind: 'question',
    text: '¿aplica la norma?',
    mentions: ['eva'],
  });
  expect((await server.fetch('eva', `/v2/cases/${key}`)).status).toBe(200);
  expect(await notesFor('eva', key)).toMatchObject([{ pendingAnswers: ['eva'] }]);
  const answered = await write('eva', key, { kind: 'answer', text: 'sí, la 1755', replyTo: body.noteKey });
  expect(answered.status).toBe(201);
  expect((await server.fetch('eva', `/v2/cases/${key}`)).status).toBe(404);
  expect(await notesFor('eva', key)).toEqual([]);
  expect((await notesFor('ana', key)).map(({ text }) => text)).toEqual(['¿aplica la norma?', 'sí, la 1755']);
});

test('a question that is taken back lets nobody in any more, and only who asked takes it back', async () => {
  const { key } = await open();
  const { body } = await write('ana', key, { kind: 'question', text: '¿sí?', mentions: ['eva'] });
  const withdrawal = { kind: 'withdrawal', text: 'ya está', replyTo: body.noteKey };
  expect(await write('lea', key, withdrawal)).toMatchObject({
    status: 404,
    body: { code: 'NOTE_REPLY_NOT_FOUND' },
  });
  expect((await write('ana', key, withdrawal)).status).toBe(201);
  expect((await server.fetch('eva', `/v2/cases/${key}`)).status).toBe(404);
});

test('what no note can say is refused with what to do', async () => {
  const { key } = await open();
  const other = await open();
  const code = async (who: string, body: object) => (await write(who, key, body)).body.code;
  expect(await code('ana', { text: '  ' })).toBe('NOTE_TEXT_MISSING');
  expect(await code('ana', { text: 'x'.repeat(10_001) })).toBe('NOTE_TEXT_TOO_LONG');
  expect(await code('ana', { text: 'x', kind: 'a b' })).toBe('NOTE_KIND_NOT_VALID');
  expect(await code('ana', { text: 'x', about: String(other.task) })).toBe('NOTE_TARGET_NOT_FOUND');
  expect(await code('ana', { text: 'x', kind: 'question' })).toBe('NOTE_NOBODY_ASKED');
  expect(await code('ana', { text: 'x', mentions: ['nadie'] })).toBe('NOTE_PERSON_UNKNOWN');
  expect(await code('ana', { text: 'x', documentIds: ['x'] })).toBe('NOTE_DOCUMENT_UNKNOWN');
  expect((await write('eva', key, { text: 'x' })).status).toBe(404);
  expect((await write('aud', key, { text: 'x' })).status).toBe(403);
});

test('a closed case takes notes, which are sealed where they are kept, follow from the journal and are verified', async () => {
  const { key, task } = await open();
  await server.engine.completeUserTask(task, {}, { principal: worker });
  expect(await server.store.find('cases', { key })).toMatchObject({ state: 'COMPLETED' });
  expect((await write('ana', key, { text: 'llamó después' })).status).toBe(201);
  const rows = () =>
    Promise.all(
      ['cauce_notes', 'cauce_note_mentions'].map((table) => server.store.reader(table).orderBy([1, 2])),
    );
  const before = await rows();
  expect(before[0]?.length).toBeGreaterThan(5);
  expect(JSON.stringify(before)).not.toContain('llamó');
  await server.store.rebuild();
  expect(await rows()).toEqual(before);
  expect(await verify(server.store, server.engine.now())).toMatchObject({ ok: true });
});
