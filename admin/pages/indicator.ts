// The page of one indicator, and the cases behind each of its numbers.
import { addressWith } from '../desk/pager.ts';
import { askingOf } from '../desk/reportAsking.ts';
import { sendReport } from '../desk/reportDownload.ts';
import { reportView } from '../desk/reportView.ts';
import { plainNumber } from '../desk/rows.ts';
import { searchCases } from '../engine.ts';
import { type Asking, definitionHref, over } from '../reports/asking.ts';
import type { CountedCase, Definition } from '../reports/figures.ts';
import { indicatorReport } from '../reports/indicator.ts';
import { factsOf } from '../reports/reportFacts.ts';
import { countCell, numberWords } from '../reports/words.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

async function definitionOf(visit: Visit, asking: Asking): Promise<Definition> {
  const id = visit.param('id');
  const found = (await asking.figures.definitions()).find((each) => each.id === id);
  if (!found) throw notFound();
  return found;
}

async function showIndicator(visit: Visit): Promise<void> {
  const asking = await askingOf(visit);
  const definition = await definitionOf(visit, asking);
  const view = await reportView(visit, asking, await indicatorReport(asking, definition));
  visit.show('report', { ...view, crumbs: crumbsOf(visit, definition) });
}

async function takeIndicator(visit: Visit): Promise<void> {
  const asking = await askingOf(visit);
  const definition = await definitionOf(visit, asking);
  await sendReport(visit, asking, () => indicatorReport(asking, definition));
}

const crumbsOf = (visit: Visit, { name }: Definition, href?: string) => [
  { label: visit.t('nav.reports'), href: `${visit.base}/tablero` },
  { label: visit.t('report.tab.comite'), href: `${visit.base}/tablero/comite` },
  { label: name[visit.lang], ...(href && { href }) },
];

/** The cases that the reader may open; the others are listed, but not linked. */
async function openable(visit: Visit, rows: CountedCase[]): Promise<Set<number>> {
  const keys = rows.flatMap(({ caseKey }) => caseKey ?? []);
  if (keys.length === 0) return new Set();
  const where = [{ column: 'key', op: 'in' as const, value: keys }];
  const page = await searchCases(visit, 'cases', 'key', { where, limit: keys.length });
  return new Set(page.rows.map((row) => Number(row.key)));
}

/** What a fact counted for, where that is not just itself. */
function countedWords({ t, lang }: Asking, { onTime, value }: CountedCase['values']): string {
  if (typeof onTime === 'boolean') return t(onTime ? 'report.inTime' : 'report.late');
  return typeof value === 'number' ? numberWords(lang, value) : '';
}

const shown = ['product', 'area', 'type', 'channel', 'source'] as const;

async function showCases(visit: Visit): Promise<void> {
  const asking = await askingOf(visit);
  const definition = await definitionOf(visit, asking);
  const { id } = definition;
  const side = visit.query('side') === 'numerator' ? 'numerator' : 'denominator';
  const after = visit.query('after');
  const { filter, period } = asking.question;
  const [found, figures] = await Promise.all([
    asking.figures.cases({ id, filter, period, side, after }),
    asking.figures.query(over(asking, [id])),
  ]);
  if (!found) throw notFound();
  const mine = await openable(visit, found.rows);
  const { lang, t, valueWords } = asking;
  visit.show('indicatorCases', {
    title: t(`report.cases.${side}`, { name: definition.name[lang] }),
    heading: definition[side]?.[lang] ?? t(`report.${side}`),
    crumbs: [
      ...crumbsOf(visit, definition, definitionHref(asking, id)),
      { label: definition[side]?.[lang] ?? t(`report.${side}`) },
    ],
    facts: factsOf(asking),
    count: countCell(lang, figures[0]?.[side]).text,
    rows: found.rows.map((row) => ({
      number:
        row.number ?? (row.caseKey === undefined ? t('report.cases.imported') : plainNumber(row.caseKey)),
      href: row.caseKey !== undefined && mine.has(row.caseKey) && `${visit.base}/casos/${row.caseKey}`,
      at: row.at,
      value: countedWords(asking, row.values),
      dims: shown.flatMap((name) => {
        const known = row.dims[name];
        return known === undefined ? [] : [valueWords(name, known)];
      }),
    })),
    hasValues: found.rows.some(({ values }) => countedWords(asking, values) !== ''),
    next: found.next && addressWith(visit, { after: found.next }),
    first: after && addressWith(visit, { after: undefined }),
  });
}

export const indicatorPages: PageRoute[] = [
  get('/tablero/indicador/:id', 'report:read', showIndicator),
  get('/tablero/indicador/:id/exportar', 'report:read', takeIndicator),
  get('/tablero/indicador/:id/casos', 'report:read', showCases),
];
