import { expect, test } from 'vitest';
import { refuseInserts } from '../../harness/failingInserts.ts';
import { drawing, element, end, extensions, script, start, userTask } from './drawings.ts';
import { ana, begin, deploy, done, NOON, openedWith, openRuntime, tasks } from './openRuntime.ts';

const series = 'next in series("PQRS")';
const numbered = drawing(
  'numbered',
  [start(), script('n', series, 'number'), userTask('t'), end()],
  ['start>n>t>end'],
);

async function numbers(engine: Awaited<ReturnType<typeof openRuntime>>['engine'], keys: number[]) {
  return Promise.all(keys.map(async (key) => (await engine.visibleVariables(key)).number));
}

test('numbers follow each other without a hole when batches between them are refused or fail, and after a restart', async () => {
  let runtime = await openRuntime();
  await deploy(runtime.engine, numbered);
  // Fails in the commit, after its number was drawn.
  await runtime.store.write((db) =>
    refuseInserts(db, 'cauce_process_instances', "NEW.business_key = 'broken'"),
  );
  const start = (businessKey: string, then: { type: 'continue' }[] = []) =>
    runtime.engine.start({ processId: 'numbered', variables: {}, principal: ana, businessKey, then });
  const outcomes = await Promise.allSettled([
    start('a'),
    start('broken'),
    // Draws a number, and then the batch's second command is refused.
    start('refused', [{ type: 'continue' }]),
    start('b'),
    start('broken'),
    start('c'),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  const keys = outcomes.flatMap((each) =>
    each.status === 'fulfilled' && each.value.ok ? each.value.instanceKey : [],
  );
  runtime = await runtime.restart();
  keys.push(await begin(runtime.engine, 'numbered'));
  const given = await numbers(runtime.engine, keys);
  // Who asked at once may be numbered in any order.
  const asked = ['a', 'b', 'c'].length;
  expect([...given.slice(0, asked).toSorted(), ...given.slice(asked)]).toEqual(
    [1, 2, 3, 4].map((n) => `PQRS-2026-00000${n}`),
  );
});

test('two elements of one step draw two numbers, and numbers of two series do not mix', async () => {
  const { engine } = await openRuntime();
  const twice = drawing(
    'twice',
    [
      start(),
      script('n1', series, 'first'),
      script('n2', series, 'second'),
      script('n3', 'next in series("X")', 'other'),
      userTask('t'),
      end(),
    ],
    ['start>n1>n2>n3>t>end'],
  );
  await deploy(engine, twice);
  const key = await begin(engine, 'twice');
  expect(await engine.visibleVariables(key)).toEqual({
    first: 'PQRS-2026-000001',
    second: 'PQRS-2026-000002',
    other: 'X-2026-000001',
  });
});

test.each([
  ['America/Bogota', '2027-01-01T04:59:59Z', '2027-01-01T05:00:00Z'],
  ['Asia/Tokyo', '2026-12-31T14:59:59Z', '2026-12-31T15:00:00Z'],
])('in %s a new year begins a new series at local midnight', async (zone, before, after) => {
  const clock = { now: Date.parse(before) };
  const { engine } = await openRuntime({ clock, zone });
  await deploy(engine, numbered);
  const first = await begin(engine, 'numbered');
  clock.now = Date.parse(after);
  const second = await begin(engine, 'numbered');
  expect(await numbers(engine, [first, second])).toEqual(['PQRS-2026-000001', 'PQRS-2027-000001']);
});

test('a quota grants so many in a month, whatever happens at once, and again in the next', async () => {
  const clock = { now: NOON };
  const { engine, store } = await openRuntime({ clock });
  const feel = 'within quota("help", 3)';
  await deploy(
    engine,
    drawing(
      'limited',
      [start(), userTask('ask'), script('q', feel, 'granted'), userTask('t'), end()],
      ['start>ask>q>t>end'],
    ),
  );
  const granted = async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => begin(engine, 'limited')));
    const asked = await tasks(store, 'ask');
    await Promise.all(
      asked.map(async (key) => done(await engine.completeUserTask(key, {}, { principal: ana }))),
    );
    const values = await Promise.all(keys.map(async (key) => (await engine.visibleVariables(key)).granted));
    return values.filter(Boolean).length;
  };
  expect(await granted()).toBe(3);
  expect(await granted()).toBe(0);
  clock.now = Date.parse('2026-04-01T05:00:00Z');
  expect(await granted()).toBe(3);
});

test("a number that a step draws for itself is the case's at once, and stays it", async () => {
  const mapping = '<zeebe:input source="=next in series(&quot;PQRS&quot;)" target="case_number"/>';
  const mail = element(
    'serviceTask',
    'mail',
    extensions(
      `<zeebe:taskDefinition type="mail"/><zeebe:ioMapping>${mapping}<zeebe:output source="=case_number" target="case_number"/></zeebe:ioMapping>`,
    ),
  );
  const { engine, store } = await openedWith(drawing('told', [start(), mail, end()], ['start>mail>end']));
  const key = await begin(engine, 'told');
  const number = async () => (await store.find('cases', { key }))?.number;
  expect(await number()).toBe('PQRS-2026-000001');
  const job = await store.find('jobs', { instance_key: key });
  done(await engine.completeJob(Number(job?.key), {}, { principal: ana }));
  expect(await number()).toBe('PQRS-2026-000001');
  await store.rebuild();
  expect(await number()).toBe('PQRS-2026-000001');
});
