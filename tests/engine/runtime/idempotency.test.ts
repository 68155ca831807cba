import { expect, test } from 'vitest';
import type { Outcome, Submission } from '../../../engine/runtime/engine.ts';
import { drawing, end, error, message, script, serviceTask, start, userTask } from './drawings.ts';
import { ana, begin, count, deploy, done, eva, type Opened, openRuntime, tasks } from './openRuntime.ts';

const work = drawing('work', [start(), userTask('a'), serviceTask('s', 'do', 1), end()], ['start>a>s>end']);

async function opened(): Promise<Opened> {
  const runtime = await openRuntime();
  await deploy(runtime.engine, work);
  return runtime;
}

function once(commandId: string, principal = ana): Submission {
  return { principal, commandId };
}

/** Each command of the API, with the state that it needs and another body. */
const commands: {
  name: string;
  prepare(runtime: Opened): Promise<number>;
  send(runtime: Opened, key: number, body: 1 | 2, submission: Submission): Promise<Outcome>;
}[] = [
  {
    name: 'start',
    prepare: async () => 0,
    send: ({ engine }, _, body, submission) =>
      engine.start({ processId: 'work', variables: { body }, ...submission }),
  },
  {
    name: 'complete a task',
    prepare: oneTask,
    send: ({ engine }, key, body, submission) => engine.completeUserTask(key, { body }, submission),
  },
  {
    name: 'assign a task',
    prepare: oneTask,
    send: ({ engine }, key, body, submission) => engine.assignUserTask(key, `u${body}`, true, submission),
  },
  {
    name: 'update a task',
    prepare: oneTask,
    send: ({ engine }, key, body, submission) => engine.updateUserTask(key, { priority: body }, submission),
  },
  {
    name: 'set variables',
    prepare: ({ engine }) => begin(engine, 'work'),
    send: ({ engine }, key, body, submission) => engine.setVariables(key, { body }, false, submission),
  },
  {
    name: 'complete a job',
    prepare: oneJob,
    send: ({ engine }, key, body, submission) => engine.completeJob(key, { body }, submission),
  },
  {
    name: 'fail a job',
    prepare: oneJob,
    send(runtime, key, body, submission) {
      // Time passes between a request and its repetition.
      runtime.clock.now += 5_000;
      const failure = { retries: body, retryBackOff: 1_000, message: 'no' };
      return runtime.engine.failJob(key, failure, submission);
    },
  },
  {
    name: 'update a job',
    prepare: oneJob,
    send: ({ engine }, key, body, submission) => engine.updateJob(key, { retries: body }, submission),
  },
  {
    name: 'throw an error from a job',
    prepare: oneJob,
    send: ({ engine }, key, body, submission) =>
      engine.throwJobError(key, { code: `E${body}`, variables: {} }, submission),
  },
];

async function oneTask({ engine, store }: Opened): Promise<number> {
  await begin(engine, 'work');
  return (await tasks(store))[0] as number;
}

async function oneJob(runtime: Opened): Promise<number> {
  done(await runtime.engine.completeUserTask(await oneTask(runtime), {}, { principal: ana }));
  return (await runtime.store.reader('cauce_jobs').first('key')).key;
}

test.each(commands)(
  '$name: one id is one effect and one answer, before and after a restart',
  async (each) => {
    let runtime = await opened();
    const key = await each.prepare(runtime);
    const first = done(await each.send(runtime, key, 1, once('c1')));
    const batches = await count(runtime.store, 'cauce_journal');
    const again = done(await each.send(runtime, key, 1, once('c1')));
    expect(again).toEqual({ ...first, repeated: true });
    const other = await each.send(runtime, key, 2, once('c1'));
    expect(other).toMatchObject({ ok: false, conflict: 'body', rejection: { code: 'COMMAND_BODY_DIFFERS' } });
    runtime = await runtime.restart();
    expect(await each.send(runtime, key, 1, once('c1'))).toEqual({ ...first, repeated: true });
    expect(await count(runtime.store, 'cauce_journal')).toBe(batches);
  },
);

test('resolving an incident twice under one id resolves it once', async () => {
  const runtime = await opened();
  const job = await oneJob(runtime);
  done(await runtime.engine.failJob(job, { retries: 0, message: 'no' }, { principal: ana }));
  const { key } = await runtime.store.reader('cauce_incidents').first('key');
  const first = done(await runtime.engine.resolveIncident(key, once('i')));
  expect(await runtime.engine.resolveIncident(key, once('i'))).toEqual({ ...first, repeated: true });
  expect(await runtime.engine.resolveIncident(key, once('j'))).toMatchObject({ ok: false });
});

test('the same request while the first is not answered is refused as in flight, and once answered repeated', async () => {
  const { engine, store } = await opened();
  const key = await begin(engine, 'work');
  const ask = () => engine.setVariables(key, { x: 1 }, false, once('twice'));
  const [first, second] = await Promise.all([ask(), ask()]);
  expect(done(first).repeated).toBe(false);
  expect(second).toMatchObject({ ok: false, conflict: 'inFlight', rejection: { code: 'COMMAND_IN_FLIGHT' } });
  expect(done(await ask()).repeated).toBe(true);
  expect(await count(store, 'cauce_commands')).toBe(1);
});

test('the same start many times at once is one instance: each is refused as in flight or given its answer', async () => {
  const { engine, store } = await opened();
  const request = { processId: 'work', variables: {}, ...once('twice') };
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => engine.start(request)));
  const answered = outcomes.filter((outcome) => outcome.ok);
  expect(answered.filter(({ repeated }) => !repeated)).toHaveLength(1);
  expect(new Set(answered.map(({ instanceKey }) => instanceKey)).size).toBe(1);
  for (const outcome of outcomes) if (!outcome.ok) expect(outcome.conflict).toBe('inFlight');
  expect(await count(store, 'cauce_process_instances')).toBe(1);
});

test('two principals may use one id, and names that run together do not mix', async () => {
  const { engine, store } = await opened();
  const request = { processId: 'work', variables: {} };
  const outcomes = await Promise.all([
    engine.start({ ...request, ...once('same', ana) }),
    engine.start({ ...request, ...once('same', eva) }),
    engine.start({ ...request, principal: { ...ana, username: 'a|b' }, commandId: 'c' }),
    engine.start({ ...request, principal: { ...ana, username: 'a' }, commandId: 'b|c' }),
  ]);
  expect(new Set(outcomes.map((outcome) => done(outcome).instanceKey)).size).toBe(4);
  expect(await count(store, 'cauce_commands')).toBe(4);
});

test('a version asked for belongs to the request; a version deployed meanwhile does not', async () => {
  const { engine } = await opened();
  const first = await engine.start({ processId: 'work', variables: {}, ...once('v') });
  await deploy(engine, drawing('work', [start(), userTask('b'), end()], ['start>b>end']));
  expect(await engine.start({ processId: 'work', variables: {}, ...once('v') })).toEqual({
    ...done(first),
    repeated: true,
  });
  expect(await engine.start({ processId: 'work', version: 2, variables: {}, ...once('v') })).toMatchObject({
    conflict: 'body',
  });
});

test('a rejection is not remembered: the same request may succeed later', async () => {
  const { engine, store } = await opened();
  const instance = await begin(engine, 'work');
  expect(await engine.completeUserTask(instance + 999, {}, once('r'))).toMatchObject({
    rejection: { code: 'NOT_FOUND' },
  });
  const [task] = await tasks(store);
  expect(done(await engine.completeUserTask(task as number, {}, once('r'))).repeated).toBe(false);
});

const listens = drawing(
  'listens',
  [
    start(),
    '<bpmn:intermediateCatchEvent id="hear"><bpmn:messageEventDefinition messageRef="m_news"/></bpmn:intermediateCatchEvent>',
    script('s', '"a" + "b"', 'x'),
    userTask('after'),
    end(),
  ],
  ['start>hear>s>after>end'],
  message('news', '=id') + error('unused'),
);

test.each([
  ['reaches who waits', true, 0],
  ['is kept', false, 60_000],
  ['reaches nobody', false, 0],
])('a publication that %s is one under its command id', async (_, waits, timeToLive) => {
  let runtime = await openRuntime();
  await deploy(runtime.engine, listens);
  if (waits) await begin(runtime.engine, 'listens', { id: 'k' });
  const request = { name: 'news', correlationKey: 'k', variables: { n: 1 }, timeToLive, ...once('p') };
  const first = await runtime.engine.publishMessage(request);
  expect(first).toMatchObject(waits ? { ok: true, instanceKey: expect.any(Number) } : { ok: true });
  expect(await runtime.engine.publishMessage(request)).toEqual(first);
  runtime = await runtime.restart();
  expect(await runtime.engine.publishMessage(request)).toEqual(first);
  expect(await count(runtime.store, 'cauce_messages')).toBe(timeToLive > 0 ? 1 : 0);
  expect(await runtime.engine.publishMessage({ ...request, variables: { n: 2 } })).toMatchObject({
    conflict: 'body',
  });
});
