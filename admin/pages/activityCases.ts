// The cases behind one activity of the heat map: how long each waited and was worked on, the longest first.
import { nameIn } from '../desk/elementNames.ts';
import { casesOf } from '../desk/names.ts';
import { askingOf } from '../desk/reportAsking.ts';
import { plainNumber } from '../desk/rows.ts';
import { searchCases } from '../engine.ts';
import { type Asking, reportHref } from '../reports/asking.ts';
import type { Visited } from '../reports/figures.ts';
import { factsOf } from '../reports/reportFacts.ts';
import { minutesWords } from '../reports/words.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const MINUTE = 60_000;

/** The cases that the reader may open; the others are listed, but not linked. */
async function openable(visit: Visit, visits: Visited[]): Promise<Set<number>> {
  const keys = [...new Set(visits.map(({ caseKey }) => caseKey))];
  if (keys.length === 0) return new Set();
  const where = [{ column: 'key', op: 'in' as const, value: keys }];
  const page = await searchCases(visit, 'cases', 'key', { where, limit: keys.length });
  return new Set(page.rows.map((row) => Number(row.key)));
}

/** What the heading says already. */
function withoutPlace(asking: Asking): Asking {
  const { process: _, element: __, ...filter } = asking.question.filter;
  return { ...asking, question: { ...asking.question, filter } };
}

async function show(visit: Visit): Promise<void> {
  const asking = await askingOf(visit, 'quarter');
  const { process, element, flow: _, variant: __, ...filter } = asking.question.filter;
  if (process === undefined || element === undefined) throw notFound();
  const { store } = visit.engine;
  const { rows } = await store.search('process_definitions', {
    where: [{ column: 'process_id', op: 'eq', value: process }],
    sort: [{ column: 'version', descending: true }],
    limit: 1,
  });
  if (!rows[0]) throw notFound();
  const model = await visit.engine.model(Number(rows[0].key));
  const { visits, count } = await asking.figures.visits({
    process,
    element,
    period: asking.question.period,
    filter,
  });
  const [mine, cases] = await Promise.all([
    openable(visit, visits),
    casesOf(
      store,
      visits.map(({ caseKey }) => caseKey),
    ),
  ]);
  const name = nameIn(visit, model, element);
  const spent = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? '' : minutesWords(visit.lang, (to - from) / MINUTE);
  const { lang } = visit;
  visit.show('activityCases', {
    title: visit.t('audits.activityCases', { name }),
    facts: [
      { label: visit.t('dimension.process'), text: String(rows[0].name) },
      ...factsOf(withoutPlace(asking)),
    ],
    count: visit.t('audits.times', { count }),
    more: count > visits.length && visit.t('audits.longestOf', { count: visits.length, of: count }),
    rows: visits.map(({ caseKey, startedAt, claimedAt, endedAt }) => ({
      number: cases.get(caseKey)?.number ?? plainNumber(caseKey),
      href: mine.has(caseKey) && `${visit.base}/casos/${caseKey}`,
      at: endedAt,
      cycle: minutesWords(lang, (endedAt - startedAt) / MINUTE),
      wait: spent(startedAt, claimedAt),
      work: spent(claimedAt, endedAt),
    })),
    crumbs: [
      { label: visit.t('nav.reports'), href: `${visit.base}/tablero` },
      {
        label: visit.t('report.tab.tiempos'),
        href: reportHref(asking, 'tiempos', { element: undefined }),
      },
      { label: name },
    ],
  });
}

export const activityCasePages: PageRoute[] = [get('/tablero/tiempos/casos', 'report:read', show)];
