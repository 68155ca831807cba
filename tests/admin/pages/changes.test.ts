// The live channel tells open pages that something changed, and nobody of what is not theirs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileRequest, taskOf } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, type Visitor } from '../harness/visitor.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

async function person(username: string): Promise<Visitor> {
  const visitor = createVisitor(product.url);
  await visitor.signIn(username);
  return visitor;
}

/** Reads the stream until the text has come. */
async function heard(stream: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<string> {
  let all = '';
  while (!all.includes(text)) {
    const { done, value } = await stream.read();
    if (done) return all;
    all += Buffer.from(value).toString();
  }
  return all;
}

async function follow(visitor: Visitor, asked: string) {
  const leaving = new AbortController();
  const answer = await visitor.open(`/cambios?${asked}`, leaving.signal);
  return { answer, stream: answer.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>, leaving };
}

const caseKeyOf = async (number: string) =>
  String(
    (
      await product.cauce.engine.store.search('cases', {
        where: [{ column: 'number', op: 'eq', value: number }],
      })
    ).rows[0]?.key,
  );

test('an open work list is told that tasks changed, and no more than that', async () => {
  const { answer, stream, leaving } = await follow(await person('adriana'), 'tasks=1');
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const { number } = await fileRequest(createVisitor(product.url));
  const told = await heard(stream, 'event: tasks');
  expect(told).not.toContain(number);
  leaving.abort();
  await expect.poll(() => product.cauce.engine.changes.followers).toBe(0);
});

test('an open case is told of its own changes alone', async () => {
  const first = await fileRequest(createVisitor(product.url));
  const second = await fileRequest(createVisitor(product.url));
  const adriana = await person('adriana');
  const mine = await follow(adriana, `case=${await caseKeyOf(first.number)}`);
  const other = await follow(adriana, `case=${await caseKeyOf(second.number)}`);
  const list = await adriana.get('/tareas?tab=groups');
  await adriana.post(await adriana.get(taskOf(list, first.number)), '/tomar', {});
  expect(await heard(mine.stream, 'event: case')).toContain('event: case');
  const next = await adriana.get('/tareas?tab=groups');
  await adriana.post(await adriana.get(taskOf(next, second.number)), '/tomar', {});
  // The other's first news is of its own task, which came second.
  expect((await heard(other.stream, 'event: case')).split('event: case')).toHaveLength(2);
  mine.leaving.abort();
  other.leaving.abort();
});

test('nobody follows without a session, nor a case that is not theirs to see', async () => {
  const { number } = await fileRequest(createVisitor(product.url));
  const path = `/cambios?case=${await caseKeyOf(number)}`;
  const stranger = await createVisitor(product.url).send('GET', path);
  expect([stranger.status, stranger.headers.get('location')]).toEqual([
    303,
    expect.stringContaining('/entrar'),
  ]);
  for (const [username, asked] of [
    ['samuel', path],
    ['diana', path],
    ['adriana', '/cambios?case=1'],
    ['adriana', '/cambios?case=x'],
  ] as const)
    expect(
      (await (await person(username)).send('GET', asked)).status,
      `${username} ${asked}`,
    ).toBeGreaterThanOrEqual(403);
});

test('whoever leaves while the channel is being opened is followed no more', async () => {
  const adriana = await person('adriana');
  const { number } = await fileRequest(createVisitor(product.url));
  const path = `/cambios?case=${await caseKeyOf(number)}`;
  const { changes } = product.cauce.engine;
  let most = 0;
  const leave = async (after: number) => {
    const leaving = new AbortController();
    const opened = adriana.open(path, leaving.signal).catch(() => undefined);
    await new Promise((passed) => setTimeout(passed, after));
    most = Math.max(most, changes.followers);
    leaving.abort();
    await opened;
  };
  // From before it is asked for to when it is open, however long that takes here.
  for (let longest = 20; most === 0 && longest < 30_000; longest *= 2)
    await Promise.all(Array.from({ length: 20 }, (_, n) => leave((n * longest) / 20)));
  expect(most).toBeGreaterThan(0);
  expect((await adriana.get('/tareas?tab=groups')).status).toBe(200);
  await expect.poll(() => changes.followers).toBe(0);
});

test('a product that closes ends what follows it at once', async () => {
  const closing = await startProduct();
  const visitor = createVisitor(closing.url);
  await visitor.signIn('adriana');
  const answer = await visitor.open('/cambios?tasks=1', new AbortController().signal);
  const stream = answer.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  await stream.read();
  const closed = closing.close();
  await expect.poll(async () => (await stream.read()).done).toBe(true);
  await closed;
});
