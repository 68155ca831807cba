// The dashboards: one page for each audience, with its period and filters in the address, and the same as a file.
import { askingOf } from '../desk/reportAsking.ts';
import { sendReport } from '../desk/reportDownload.ts';
import { reportView } from '../desk/reportView.ts';
import { type ReportEntry, reports } from '../reports/catalog.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

function entryOf(id: string): ReportEntry {
  const entry = reports.find((each) => each.id === id);
  if (!entry) throw notFound();
  return entry;
}

async function showReport(visit: Visit, id: string): Promise<void> {
  const entry = entryOf(id);
  const asking = await askingOf(visit, entry.usual);
  visit.show('report', await reportView(visit, asking, await entry.make(asking)));
}

async function takeReport(visit: Visit): Promise<void> {
  const entry = entryOf(visit.param('report'));
  const asking = await askingOf(visit, entry.usual);
  await sendReport(visit, asking, () => entry.make(asking));
}

export const reportPages: PageRoute[] = [
  get('/tablero', 'report:read', (visit) => showReport(visit, 'lider')),
  // The diagram's library writes inline styles.
  get('/tablero/tiempos', 'report:read', (visit) => showReport(visit, 'tiempos'), { diagram: true }),
  get('/tablero/:report', 'report:read', (visit) => showReport(visit, visit.param('report'))),
  get('/tablero/:report/exportar', 'report:read', takeReport),
];
