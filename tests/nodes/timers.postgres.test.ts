import { expect, test } from 'vitest';
import { boundary, catching, drawing, end, start, timer, userTask } from '../engine/runtime/drawings.ts';
import { begin, count, deploy, tasks } from '../engine/runtime/openRuntime.ts';
import { expectSound, openNodes, until } from './openNodes.ts';

const waits = drawing(
  'waits',
  [start(), catching('wait', timer('timeDuration', '=duration(delay)')), userTask('after'), end()],
  ['start>wait>after>end'],
);

const reminds = drawing(
  'reminds',
  [
    start(),
    userTask('work'),
    boundary('tick', 'work', timer('timeCycle', 'R3/PT1S'), false),
    userTask('reminder'),
    end(),
  ],
  ['start>work>end', 'tick>reminder'],
);

const begins = drawing(
  'begins',
  [start(timer('timeCycle', 'R3/PT1S')), userTask('begun'), end()],
  ['start>begun>end'],
);

test('each timer fires once, whichever node looks, and not only at the node that opened it', async () => {
  const nodes = await openNodes({ nodeLease: 2_000 });
  const { a, both } = nodes;
  await deploy(a.engine, waits);
  const started = Array.from({ length: 60 }, (_, at) =>
    begin(both[at % 2 === 0 ? 0 : 1].engine, 'waits', { delay: 'PT1S' }),
  );
  await Promise.all(started);
  // Also where both look at the same instant.
  await until(async () => {
    await Promise.all(both.map(({ engine }) => engine.fireDueTimers()));
    return (await count(a.store, 'cauce_timers')) === 0;
  }, 'every timer to fire');
  expect(await tasks(a.store, 'after')).toHaveLength(60);
  await expectSound(nodes);
});

test('a timer that repeats and a start timer fire as often as drawn, over both nodes', async () => {
  const nodes = await openNodes({ nodeLease: 2_000 });
  const { a, b, both } = nodes;
  await deploy(a.engine, reminds);
  await deploy(b.engine, begins);
  await begin(b.engine, 'reminds');
  await until(async () => {
    await Promise.all(both.map(({ engine }) => engine.fireDueTimers()));
    const starts = await count(a.store, 'cauce_start_subscriptions');
    return starts + (await count(a.store, 'cauce_timers')) === 0;
  }, 'every repetition to fire');
  const fired = await a.store.reader('cauce_journal').where('payload', 'like', '%subscriptionTriggered%');
  const missed = fired.flatMap(({ payload }) =>
    (JSON.parse(payload) as { events: { type: string; missed?: number }[] }).events.flatMap((event) =>
      event.type === 'subscriptionTriggered' ? 1 + (event.missed ?? 0) : [],
    ),
  );
  // What was missed on a slow machine is counted in the firing that came.
  expect(missed.reduce((sum, each) => sum + each, 0)).toBe(3);
  const begun = await tasks(a.store, 'begun');
  expect(begun.length).toBeGreaterThan(0);
  expect(begun.length).toBeLessThanOrEqual(3);
  await expectSound(nodes);
});

test('what a node had taken and not fired is fired by the other after the lease', async () => {
  const nodes = await openNodes({ nodeLease: 1_000 });
  const { a, b } = nodes;
  await deploy(a.engine, waits);
  // Far enough that nobody fires it before it is taken, and near enough to be waited for.
  await begin(a.engine, 'waits', { delay: 'PT5S' });
  const { due_at } = await a.store.reader('cauce_timers').first('due_at');
  // As a node leaves it that died between taking and firing.
  const taken = { claimed_due: due_at, claimed_until: due_at + 2_000 };
  await a.store.write((db) => db('cauce_timers').update(taken));
  await until(async () => (await tasks(b.store, 'after')).length === 1, 'the timer to fire');
  expect(Date.now()).toBeGreaterThanOrEqual(taken.claimed_until);
  await expectSound(nodes);
});
