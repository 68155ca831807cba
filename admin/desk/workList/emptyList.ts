// What an empty work list says: why it is empty, and the next step.
import type { Visit } from '../../visit.ts';
import { addressWith } from '../pager.ts';
import { seesEverything, type Tab, tabQuery } from '../taskTabs.ts';
import { facetNames } from './filters.ts';

async function freeOfGroups(visit: Visit): Promise<number> {
  const query = { ...(await tabQuery(visit, 'free')), limit: 1 };
  return (await visit.engine.store.search('user_tasks', query)).total;
}

export async function emptyView(visit: Visit, tab: Tab, filtered: boolean) {
  if (filtered) {
    const none = Object.fromEntries([...facetNames, 'data', 'q', 'after'].map((name) => [name, undefined]));
    const href = addressWith(visit, none);
    const label = visit.t('tasks.none.clear');
    return { heading: visit.t('tasks.none.filtered'), hint: visit.t('tasks.none.filteredHint'), href, label };
  }
  if (tab === 'all') {
    const hint = seesEverything(visit) ? 'tasks.none.allHint' : 'tasks.none.allOfGroupsHint';
    return { heading: visit.t('tasks.none.all'), hint: visit.t(hint) };
  }
  if (tab === 'watched')
    return { heading: visit.t('workList.none.watched'), hint: visit.t('workList.none.watchedHint') };
  if (tab !== 'mine') {
    const heading = visit.t(tab === 'free' ? 'tasks.none.groups' : 'workList.none.groups');
    return { heading, hint: visit.t('tasks.none.groupsHint') };
  }
  const free = await freeOfGroups(visit);
  const heading = visit.t('tasks.none.mine');
  if (free === 0) return { heading, hint: visit.t('tasks.none.mineQuiet') };
  return {
    heading,
    hint: visit.t('tasks.none.mineHint', { count: free }),
    href: addressWith(visit, { tab: 'free', after: undefined }),
    label: visit.t('tasks.none.see'),
  };
}
