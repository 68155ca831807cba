// The dashboards: one page for each audience, with its period and filters in the address, and the same as a file.
import { reportView } from '../desk/reportView.ts';
import { logAccess } from '../engine.ts';
import type { Asking } from '../reports/asking.ts';
import { todayOf } from '../reports/asking.ts';
import { type ReportEntry, reports } from '../reports/catalog.ts';
import { figuresOf } from '../reports/figures.ts';
import { isFormat, reportFile } from '../reports/files/reportFile.ts';
import { addressOf, questionOf } from '../reports/question.ts';
import { valueWordsOf } from '../reports/valueWords.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

export async function askingOf(visit: Visit, usual?: ReportEntry['usual']): Promise<Asking> {
  const { engine, lang, base, options, t } = visit;
  const now = engine.now();
  return {
    engine,
    figures: figuresOf(engine),
    lang,
    t,
    base,
    timeZone: options.timeZone,
    now,
    question: questionOf(visit.query, todayOf(now, options.timeZone), usual),
    valueWords: await valueWordsOf(engine, lang),
  };
}

function entryOf(visit: Visit, id: string): ReportEntry {
  const entry = reports.find((each) => each.id === id);
  if (!entry) throw notFound();
  return entry;
}

async function showReport(visit: Visit, id: string): Promise<void> {
  const entry = entryOf(visit, id);
  const asking = await askingOf(visit, entry.usual);
  visit.show('report', await reportView(visit, asking, await entry.make(asking)));
}

async function takeReport(visit: Visit): Promise<void> {
  const entry = entryOf(visit, visit.param('report'));
  const format = visit.query('format') ?? '';
  if (!isFormat(format)) throw notFound();
  const asking = await askingOf(visit, entry.usual);
  const section = visit.query('section');
  const report = await entry.make(asking);
  if (section !== undefined && !report.sections.some(({ id }) => id === section)) throw notFound();
  const file = await reportFile(asking, report, format, section);
  const { store } = visit.engine;
  const detail = `${entry.id}.${format} ${addressOf(asking.question, { section })}`;
  const { username } = visit.principal;
  // It leaves only once it is on record that it did.
  await store.write((db) =>
    logAccess(db, store.tenant, asking.now, { username, event: 'reportTaken', actor: username, detail }),
  );
  visit.response.attachment(file.name).type(file.contentType).send(file.content);
}

export const reportPages: PageRoute[] = [
  get('/tablero', 'report:read', (visit) => showReport(visit, 'lider')),
  get('/tablero/:report', 'report:read', (visit) => showReport(visit, visit.param('report'))),
  get('/tablero/:report/exportar', 'report:read', takeReport),
];
