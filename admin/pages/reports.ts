// The dashboards: one page for each audience, with its period and filters in the address.
import { reportView } from '../desk/reportView.ts';
import type { Asking } from '../reports/asking.ts';
import { todayOf } from '../reports/asking.ts';
import { reports } from '../reports/catalog.ts';
import { figuresOf } from '../reports/figures.ts';
import { questionOf } from '../reports/question.ts';
import { valueWordsOf } from '../reports/valueWords.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

export async function askingOf(
  visit: Visit,
  usual?: 'month' | 'quarter' | 'semester' | 'year',
): Promise<Asking> {
  const { engine, lang, base, options } = visit;
  const now = engine.now();
  return {
    engine,
    figures: figuresOf(engine),
    lang,
    t: visit.t,
    base,
    timeZone: options.timeZone,
    now,
    question: questionOf(visit.query, todayOf(now, options.timeZone), usual),
    valueWords: await valueWordsOf(engine, lang),
  };
}

async function showReport(visit: Visit, id: string): Promise<void> {
  const entry = reports.find((each) => each.id === id);
  if (!entry) throw notFound();
  const asking = await askingOf(visit, entry.usual);
  visit.show('report', await reportView(visit, asking, await entry.make(asking)));
}

export const reportPages: PageRoute[] = [
  get('/tablero', 'report:read', (visit) => showReport(visit, 'lider')),
  get('/tablero/:report', 'report:read', (visit) => showReport(visit, visit.param('report'))),
];
