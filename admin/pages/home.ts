// The first page for whoever signed in: what is late, what comes next, who calls, what was begun, and what their role is for.
import { draftsOf } from '../desk/drafts.ts';
import { drawings, standstill } from '../desk/home/byRole.ts';
import { countsIn, type Looked, nextTasks, termTiles, waiting } from '../desk/home/workToday.ts';
import { unreadMentions, watchedNews } from '../desk/mentions.ts';
import { labelsOf } from '../desk/workList/facetViews.ts';
import { filtersOf } from '../desk/workList/filters.ts';
import { authorize } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import type { Visit } from '../visit.ts';

const mostCalls = 5;
/** Who works on tasks, in any of their roles. */
const workers: ReadonlySet<string> = new Set(['staff', 'leader', 'admin']);

async function workOf(looked: Looked) {
  const { visit } = looked;
  if (!visit.principal.roles.some((role) => workers.has(role))) return undefined;
  const [counts, next, groups] = await Promise.all([
    countsIn(looked, 'mine'),
    nextTasks(looked),
    waiting(looked),
  ]);
  return { tiles: termTiles(looked, counts, 'mine'), next, groups };
}

/** The numbers of all that a leader answers for. */
async function teamOf(looked: Looked) {
  const { visit } = looked;
  if (!visit.principal.roles.includes('leader')) return undefined;
  return {
    tiles: termTiles(looked, await countsIn(looked, 'all'), 'all'),
    board: `${visit.base}/equipo`,
    report: authorize(visit.principal, 'report:read') && `${visit.base}/tablero`,
  };
}

async function callsOf(visit: Visit) {
  if (!authorize(visit.principal, 'case:list')) return undefined;
  const [mentions, news] = await Promise.all([
    unreadMentions(visit, mostCalls),
    watchedNews(visit, mostCalls),
  ]);
  return {
    mentions,
    news: news.map((each) => ({ ...each, words: visit.t('home.news.notes', { count: each.notes }) })),
  };
}

async function showHome(visit: Visit): Promise<void> {
  const looked = { visit, filters: await filtersOf(visit), labels: await labelsOf(visit) };
  const [work, team, calls, drafts, own, stands] = await Promise.all([
    workOf(looked),
    teamOf(looked),
    callsOf(visit),
    draftsOf(visit),
    drawings(visit),
    standstill(visit),
  ]);
  const audits = authorize(visit.principal, 'audit:verify') && visit.principal.roles.includes('auditor');
  const overdue = Number(work?.tiles[0]?.count.replace(/\D/g, '') ?? 0);
  visit.show('home', {
    title: visit.t('home.title'),
    titleCount: overdue,
    heading: visit.t('home.heading', { name: visit.identity?.name.split(' ')[0] ?? '' }),
    now: visit.engine.now(),
    notice: visit.query('notice') === 'password' ? { text: visit.t('password.done') } : undefined,
    work,
    team,
    calls,
    drafts,
    drawings: own,
    stands,
    audits,
  });
}

export const homePages: PageRoute[] = [get('/inicio', 'signedIn', showHome)];
