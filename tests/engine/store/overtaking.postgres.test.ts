// What a group on PostgreSQL sees of the order in which the commands that it claims were routed.
import { expect, test } from 'vitest';
import { routedId } from '../../../engine/store/routedIds.ts';
import { freshDatabase } from '../../harness/testDatabase.ts';
import { batch, commit, facts, instanceKeyOf, openTestStore, startWithTask } from './openTestStore.ts';

test('a group sees which routed commands would overtake what their source told before', async () => {
  const filename = await freshDatabase();
  const one = await openTestStore({ filename });
  const other = await openTestStore({ filename });
  const instance = facts(instanceKeyOf(1));
  const told = (key: number, isToCaller: boolean, sequence: number) =>
    routedId(key, isToCaller, { sequence, event: 3 });
  const [first, second, third] = [1, 2, 10].map((sequence) => told(4096, true, sequence)) as [
    string,
    string,
    string,
  ];
  const elsewhere = [told(4096, false, 1), told(4096, false, 11), told(4097, true, 11), 'r1', 'r2'];
  const routed = [third, ...elsewhere, first, second].map((id) => ({ id, target: 'x', payload: {} }));
  await commit(one, [batch(instance, 1, startWithTask(instance), { routed })]);
  const seen = async (...ids: string[]) => {
    const claims = { instances: [], routed: ids };
    return other.writeGroup(claims, async (_, { overtaking }) => [...overtaking]);
  };
  expect(await seen(first, ...elsewhere)).toEqual([]);
  expect(await seen(third)).toEqual([third]);
  expect(await seen(third, second)).toEqual([second, third]);
  expect(await seen(third, second, first)).toEqual([]);
  const earlier = await one.readRouted(100, third);
  expect(earlier.map(({ id }) => id)).toEqual([first, second]);
  const done = batch(instance, 2, [], {
    previousHash: (await one.head(`instance:${instance.instanceKey}`))?.hash ?? '',
  });
  await commit(one, [{ ...done, doneRouted: first }]);
  expect(await seen(second, elsewhere[0] as string)).toEqual([]);
});
