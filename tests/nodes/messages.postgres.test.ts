import { expect, test } from 'vitest';
import {
  catching,
  drawing,
  end,
  heard,
  message,
  signal,
  signaled,
  start,
  userTask,
} from '../engine/runtime/drawings.ts';
import { ana, begin, completed, count, deploy, done, tasks } from '../engine/runtime/openRuntime.ts';
import { expectSound, openNodes, until } from './openNodes.ts';

const late = drawing(
  'late',
  [start(), userTask('first'), catching('hear', heard('news')), userTask('after'), end()],
  ['start>first>hear>after>end'],
  message('news', '=id'),
);
const hears = drawing(
  'hears',
  [start(), catching('hear', signaled('go')), userTask('after'), end()],
  ['start>hear>after>end'],
  signal('go'),
);

/** How often a message races with whom it is for. */
const RACES = 500;
const AT_ONCE = 25;

test('a message published at one node while the other begins to wait for it is neither lost nor doubled', async () => {
  const nodes = await openNodes();
  const { a, b, both } = nodes;
  await deploy(a.engine, late);
  const race = async (at: number) => {
    const id = `k${at}`;
    await begin(b.engine, 'late', { id });
    const [row] = await b.store
      .reader('cauce_user_tasks as t')
      .join('cauce_variables as v', 'v.instance_key', 't.instance_key')
      .where({ 'v.name': 'id', 'v.value': JSON.stringify(id) })
      .select('t.key');
    const [opened, told] = await Promise.all([
      b.engine.completeUserTask(row.key, {}, { principal: ana }),
      a.engine.publishMessage({
        name: 'news',
        correlationKey: id,
        variables: { at },
        timeToLive: 600_000,
        principal: ana,
      }),
    ]);
    done(opened);
    expect(told.ok).toBe(true);
  };
  for (let from = 0; from < RACES; from += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => race(from + at)));
  await Promise.all(both.map(({ engine }) => engine.settle(20_000)));
  await until(async () => (await tasks(a.store, 'after')).length === RACES, 'everybody to hear');
  expect(await completed(a.store, 'hear')).toHaveLength(RACES);
  expect(await count(a.store, 'cauce_messages', { correlated_to: null })).toBe(0);
  await expectSound(nodes);
}, 180_000);

test('a message id is taken once, whichever node is asked', async () => {
  const nodes = await openNodes();
  const { a, both } = nodes;
  await deploy(a.engine, late);
  for (let round = 0; round < 10; round++) {
    const asked = { name: 'news', correlationKey: 'nobody', messageId: `m${round}`, timeToLive: 60_000 };
    const answers = await Promise.all(
      both.map(({ engine }) => engine.publishMessage({ ...asked, variables: {}, principal: ana })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ rejection: { code: 'MESSAGE_ALREADY_PUBLISHED' } });
  }
  expect(await count(a.store, 'cauce_messages')).toBe(10);
  await expectSound(nodes);
});

test('the same publication and the same signal asked of both nodes at once happen once', async () => {
  const nodes = await openNodes();
  const { a, b, both } = nodes;
  await deploy(a.engine, hears);
  for (let at = 0; at < 6; at++) await begin(both[at % 2 === 0 ? 0 : 1].engine, 'hears');
  const request = { name: 'go', variables: { n: 1 }, principal: ana, commandId: 'go-1' };
  const answers = await Promise.all(both.map(({ engine }) => engine.broadcastSignal(request)));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(answers[0]).toEqual(answers[1]);
  expect(await tasks(b.store, 'after')).toHaveLength(6);
  const message = {
    name: 'news',
    correlationKey: 'k',
    variables: {},
    timeToLive: 60_000,
    principal: ana,
    commandId: 'publish-1',
  };
  const told = await Promise.all(both.map(({ engine }) => engine.publishMessage(message)));
  expect(told[0]).toEqual(told[1]);
  expect(await count(a.store, 'cauce_messages')).toBe(1);
  await expectSound(nodes);
});
