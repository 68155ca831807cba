// Nodes whose clocks differ a little, and a connection that is lost at a bad moment: nobody misses what was for them.
import pg from 'pg';
import { expect, test } from 'vitest';
import {
  catching,
  drawing,
  element,
  end,
  heard,
  message,
  signal,
  signaled,
  start,
  userTask,
} from '../engine/runtime/drawings.ts';
import { ana, begin, count, deploy, tasks } from '../engine/runtime/openRuntime.ts';
import { databaseIn } from '../harness/testDatabase.ts';
import { openNodes, until } from './openNodes.ts';

const hears = drawing(
  'hears',
  [start(), catching('hear', signaled('go')), userTask('after'), end()],
  ['start>hear>after>end'],
  signal('go'),
);
const throws = drawing(
  'throws',
  [start(), element('intermediateThrowEvent', 'cry', signaled('go')), end()],
  ['start>cry>end'],
  signal('go'),
);
const late = drawing(
  'late',
  [start(), catching('hear', heard('news')), userTask('after'), end()],
  ['start>hear>after>end'],
  message('news', '=id'),
);

const clock = (ahead: number) => ({
  get now() {
    return Date.now() + ahead;
  },
  set now(_: number) {
    throw new Error('Expected nobody to move the clock of a cluster');
  },
});

test.each([0, 50, 500])('a signal reaches who waits at a node whose clock is %i ms ahead', async (ahead) => {
  const { a, b } = await openNodes({ clock: clock(ahead) }, { clock: clock(0) });
  await deploy(a.engine, hears);
  await deploy(a.engine, throws);
  for (let round = 1; round <= 5; round++) {
    await begin(a.engine, 'hears');
    await begin(b.engine, 'throws');
    await b.engine.settle(20_000);
    expect(await tasks(a.store, 'after')).toHaveLength(round);
  }
  expect(await count(a.store, 'cauce_message_subscriptions')).toBe(0);
});

test('a kept message is given to who begins to wait although the connections are lost meanwhile', async () => {
  const { a, b } = await openNodes({ nodeLease: 2_000 });
  await deploy(a.engine, late);
  await begin(a.engine, 'late', { id: 'first' });
  const client = new pg.Client(await databaseIn(a.folder));
  await client.connect();
  const keys = Array.from({ length: 8 }, (_, n) => `k${n}`);
  for (const correlationKey of keys)
    await b.engine.publishMessage({
      name: 'news',
      correlationKey,
      variables: {},
      timeToLive: 3_600_000,
      principal: ana,
    });
  // Right after each commit of the one node, as a failover of the server does.
  const cut = () =>
    client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
      `cauce ${a.store.session}`,
    ]);
  let cuts: Promise<unknown> = Promise.resolve();
  let isCutting = true;
  a.engine.onCommitted(() => {
    if (isCutting) cuts = cuts.then(cut);
  });
  let begun = 0;
  for (const id of keys) {
    begun += await begin(a.engine, 'late', { id }).then(
      () => 1,
      () => 0,
    );
    await cuts;
  }
  isCutting = false;
  expect(begun).toBeGreaterThan(0);
  const waiting = async () =>
    (await b.store
      .reader('cauce_messages as m')
      .join('cauce_message_subscriptions as s', 's.correlation_key', 'm.correlation_key')
      .whereNull('m.correlated_to')
      .select('s.key')) as unknown[];
  await until(async () => (await waiting()).length === 0, 'every kept message given');
  expect(await tasks(b.store, 'after')).toHaveLength(
    await b.store
      .reader('cauce_process_instances')
      .count({ n: '*' })
      .then(([row]) => Number(row?.n) - 1),
  );
  await client.end();
});
