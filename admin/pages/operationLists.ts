// Incidents, jobs, timers and mails as lists with filters: one row, the chosen ones, or all that the filter shows go on.
import { administrationTabs } from '../desk/administration.ts';
import { chosenRows, mostAtOnce, type Result, retryMany } from '../desk/operation/retryMany.ts';
import { stuckIncidents } from '../desk/operation/stuckIncidents.ts';
import { stuckJobs } from '../desk/operation/stuckJobs.ts';
import { type Outcome, restriction, type StuckKind } from '../desk/operation/stuckKind.ts';
import { stuckMails } from '../desk/operation/stuckMails.ts';
import { stuckTimers } from '../desk/operation/stuckTimers.ts';
import { pagerView, pageSize } from '../desk/pager.ts';
import { get, type PageRoute, post } from '../route.ts';
import type { Visit } from '../visit.ts';

export const stuckKinds: readonly StuckKind[] = [stuckIncidents, stuckJobs, stuckTimers, stuckMails];

const resultClasses: Record<Outcome, string> = {
  passed: 'onTime',
  retried: 'active',
  again: 'incident',
  refused: 'overdue',
};

interface After {
  results?: Result[];
  /** How many of the chosen were there no more. */
  gone?: number;
  wrong?: string;
}

export function operationTabs(visit: Visit, current?: string) {
  const tabs = [
    { path: '', label: visit.t('operation.overview') },
    ...stuckKinds.map(({ path }) => ({ path: `/${path}`, label: visit.t(`operation.${path}.tab`) })),
  ];
  return tabs.map(({ path, label }) => ({
    href: `${visit.base}/admin/operacion${path}`,
    label,
    current: path === (current ? `/${current}` : ''),
  }));
}

function summaryOf(visit: Visit, { results = [], gone = 0 }: After): string | undefined {
  if (results.length + gone === 0) return undefined;
  const counts = new Map<Outcome, number>();
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const parts = [...counts].map(([outcome, count]) => visit.t(`operation.summary.${outcome}`, { count }));
  if (gone > 0) parts.push(visit.t('operation.summary.gone', { count: gone }));
  return parts.join(' · ');
}

async function show(visit: Visit, kind: StuckKind, after: After = {}, status = 200): Promise<void> {
  const cursor = visit.query('after');
  const page = await visit.engine.store.search(kind.projection, {
    where: await restriction(visit, kind),
    sort: kind.sort,
    limit: pageSize,
    ...(cursor && { after: cursor }),
  });
  const filters = await kind.filters(visit);
  const rows = await kind.views(visit, page.rows);
  const query = new URL(visit.request.originalUrl, 'http://localhost').search;
  visit.show(
    'operationList',
    {
      title: visit.t(`operation.${kind.path}.tab`),
      heading: visit.t('operation.title'),
      tabs: administrationTabs(visit),
      operationTabs: operationTabs(visit, kind.path),
      islands: ['choice'],
      lead: visit.t(`operation.${kind.path}.lead`),
      hindrance: page.rows.length > 0 && kind.hindrance?.(visit),
      filters,
      isFiltered: filters.some(({ options }) => options.some(({ current }) => current)),
      unfiltered: `${visit.base}/admin/operacion/${kind.path}`,
      rows,
      mayAct: rows.some(({ retry }) => retry !== undefined),
      since: visit.t(kind.path === 'relojes' ? 'operation.timer.due' : 'operation.since'),
      action: `${visit.base}/admin/operacion/${kind.path}/reintentar${query}`,
      wrong: after.wrong,
      verb: visit.t(`operation.${kind.path}.verb`),
      chosenLabel: visit.t(`operation.${kind.path}.chosen`),
      allLabel: visit.t(`operation.${kind.path}.all`, { count: Math.min(page.total, mostAtOnce) }),
      isCut: page.total > mostAtOnce && visit.t('operation.cut', { count: mostAtOnce }),
      empty: visit.t(`operation.${kind.path}.none`),
      summary: summaryOf(visit, after),
      results: after.results?.map((result) => ({
        ...result,
        state: visit.t(`operation.outcome.${result.outcome}`),
        stateClass: resultClasses[result.outcome],
      })),
      pager: pagerView(visit, page),
      formAction: false,
    },
    status,
  );
}

function keysOf(visit: Visit): number[] | 'all' {
  const one = visit.field('one');
  if (one === '' && visit.field('all') === 'true') return 'all';
  const given = one === '' ? (visit.posted.get('key') ?? []) : [one];
  return [...new Set(given.map(Number))].filter(Number.isSafeInteger).slice(0, mostAtOnce);
}

async function retry(visit: Visit, kind: StuckKind): Promise<void> {
  const keys = keysOf(visit);
  if (keys.length === 0) return show(visit, kind, { wrong: visit.t('operation.noneChosen') }, 422);
  const rows = await chosenRows(visit, kind, keys);
  const results = await retryMany(visit, kind, rows);
  await show(visit, kind, { results, gone: keys === 'all' ? 0 : keys.length - rows.length });
}

export const operationListPages: PageRoute[] = stuckKinds.flatMap((kind) => [
  get(`/admin/operacion/${kind.path}`, 'operation:write', (visit) => show(visit, kind)),
  post(`/admin/operacion/${kind.path}/reintentar`, 'operation:write', (visit) => retry(visit, kind)),
]);
