// The task to go on with: the most urgent one that somebody holds, else the most urgent that they may take.
import type { Query } from '../engine.ts';
import { sortOfList } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { numberOf } from './rows.ts';
import { tabQuery } from './taskTabs.ts';

async function firstOf(visit: Visit, query: Query): Promise<number | undefined> {
  const { rows } = await visit.engine.store.search('user_tasks', {
    ...query,
    sort: sortOfList('urgency'),
    limit: 1,
  });
  return rows[0] && numberOf(rows[0].key);
}

export async function nextTaskOf(visit: Visit): Promise<number | undefined> {
  const mine = await firstOf(visit, await tabQuery(visit, 'mine'));
  return mine ?? (await firstOf(visit, await tabQuery(visit, 'free')));
}
