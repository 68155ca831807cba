// The cases that a person may see, latest first, filtered by number, process and state.
import { stateView } from '../desk/caseFor.ts';
import { dueView } from '../desk/due.ts';
import { definitionsOf } from '../desk/names.ts';
import { pagerView, pageSize } from '../desk/pager.ts';
import { capital } from '../desk/progress.ts';
import { caseOf, textOf } from '../desk/rows.ts';
import { authorize, type Condition, searchCases } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import type { Visit } from '../visit.ts';

const states = ['ACTIVE', 'COMPLETED', 'TERMINATED'] as const;

function conditions(visit: Visit): Condition[] {
  const number = visit.query('number')?.trim();
  const process = visit.query('process');
  const state = states.find((each) => each === visit.query('state'));
  const where: Condition[] = [];
  if (number) where.push({ column: 'number', op: 'like', value: `*${number.replace(/[*?\\]/g, '\\$&')}*` });
  if (process) where.push({ column: 'process_id', op: 'eq', value: process });
  if (state) where.push({ column: 'state', op: 'eq', value: state });
  return where;
}

async function showCases(visit: Visit): Promise<void> {
  const after = visit.query('after');
  const page = await searchCases(visit, 'cases', 'key', {
    where: conditions(visit),
    sort: [{ column: 'key', descending: true }],
    limit: pageSize,
    ...(after && { after }),
  });
  const cases = page.rows.map(caseOf);
  const definitions = await definitionsOf(
    visit,
    cases.map((each) => each.key),
  );
  const dues = await Promise.all(
    cases.map((each) => dueView(visit, each.dueAt, definitions.get(each.key) ?? 0)),
  );
  const { rows } = await visit.engine.store.search('process_definitions', { limit: 1000 });
  const processes = new Map(rows.map((row) => [textOf(row.process_id), textOf(row.name)]));
  visit.show('caseList', {
    title: visit.t('cases.title'),
    islands: ['rows'],
    mayStart: authorize(visit.principal, 'instance:start'),
    filter: { number: visit.query('number') ?? '' },
    processes: [...processes].map(([id, name]) => ({ id, name, current: id === visit.query('process') })),
    states: states.map((id) => ({ id, label: visit.t(`state.${id}`), current: id === visit.query('state') })),
    cases: cases.map((each, index) => ({
      number: each.number,
      href: `${visit.base}/casos/${each.key}`,
      process: each.processName,
      milestone: capital(each.milestone),
      openedAt: each.openedAt,
      due: each.state === 'ACTIVE' && dues[index],
      ...stateView(visit, each.state),
    })),
    pager: pagerView(visit, page),
  });
}

export const caseListPages: PageRoute[] = [get('/casos', 'case:list', showCases)];
