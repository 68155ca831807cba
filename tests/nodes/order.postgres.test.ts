// What a called instance tells its caller keeps its order where other nodes deliver parts of it.
import { expect, onTestFinished, test } from 'vitest';
import type { GroupClaims } from '../../engine/store/store.ts';
import {
  boundary,
  call,
  drawing,
  element,
  end,
  escalated,
  escalation,
  start,
  userTask,
} from '../engine/runtime/drawings.ts';
import { ana, begin, count, deploy, done, type Opened, tasks } from '../engine/runtime/openRuntime.ts';
import { expectSound, type Nodes, openNodes, until } from './openNodes.ts';

const parent = drawing(
  'parent',
  [
    start(),
    call('c', 'child'),
    boundary('told', 'c', escalated('late'), false),
    userTask('handle'),
    userTask('after'),
    end(),
    end('handled'),
  ],
  ['start>c>after>end', 'told>handle>handled'],
  escalation('late'),
);
const child = drawing(
  'child',
  [
    start(),
    userTask('first'),
    element('intermediateThrowEvent', 'cry', escalated('late')),
    userTask('second'),
    end(),
  ],
  ['start>first>cry>second>end'],
  escalation('late'),
);

/** Nobody is taken for dead meanwhile, so that nothing is taken up because it waited. */
async function opened(): Promise<Nodes & { key: number }> {
  const nodes = await openNodes({ nodeLease: 600_000 });
  await deploy(nodes.a.engine, child);
  await deploy(nodes.a.engine, parent);
  const key = await begin(nodes.a.engine, 'parent');
  await nodes.a.engine.settle(20_000);
  return { ...nodes, key };
}

async function complete({ store, engine }: Opened, element: string): Promise<void> {
  const [task = 0] = await tasks(store, element);
  done(await engine.completeUserTask(task, {}, { principal: ana }));
}

async function expectTold({ store }: Opened): Promise<void> {
  await until(async () => (await tasks(store, 'after')).length === 1, 'the caller to go on', 20_000);
  expect(await tasks(store, 'handle')).toHaveLength(1);
  await until(async () => (await count(store, 'cauce_routed')) === 0, 'the queue to be empty');
}

test('what a node left that stopped after its commit is delivered before what another node tells', async () => {
  const nodes = await opened();
  const { a, b } = nodes;
  // Nothing of what it routes leaves it any more, and it says nothing.
  const { writeGroup, writeReady } = a.store;
  let end = (_: Error): void => {};
  const stopped = new Promise<never>((_, reject) => {
    end = reject;
  });
  stopped.catch(() => {});
  onTestFinished(() => end(new Error('Stopped')));
  Object.assign(a.store, {
    writeGroup: (claims: GroupClaims, ...given: [never]) =>
      claims.routed.length > 0 ? stopped : writeGroup(claims, ...given),
    writeReady: (claims: GroupClaims, ...given: [never]) =>
      claims.routed.length > 0 ? stopped : writeReady(claims, ...given),
  });
  await complete(a, 'first');
  await complete(b, 'second');
  await expectTold(b);
  await expectSound({ ...nodes, both: [b, b] }, [nodes.key]);
});

test('what a node tries again is delivered by the other that has something behind it, once', async () => {
  const nodes = await opened();
  const { a, b } = nodes;
  const { writeReady } = a.store;
  Object.assign(a.store, {
    writeReady: (claims: GroupClaims, ...given: [never]) =>
      claims.routed.length > 0
        ? Promise.reject(Object.assign(new Error('Away'), { code: 'DATABASE_UNREACHABLE' }))
        : writeReady(claims, ...given),
  });
  await complete(a, 'first');
  await until(async () => a.failures.length > 0, 'its delivery to fail');
  await complete(b, 'second');
  await expectTold(b);
  Object.assign(a.store, { writeReady });
  // It tries again, and finds that it was done.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await a.engine.settle(20_000);
  expect(await tasks(b.store, 'handle')).toHaveLength(1);
  expect(b.failures).toEqual([]);
});
