// The file of a case as a document for paper: tagged for who listens to it, with its drawing as vectors, everything that
// happened, its terms, and the hashes by which its documents and its history are known.
import { type Page, startPage } from '../../reports/files/pdfPage.ts';
import { drawTable } from '../../reports/files/pdfTable.ts';
import type { Table } from '../../reports/report.ts';
import type { Visit } from '../../visit.ts';
import { childInstances } from '../caseFile/branches.ts';
import { documentViews } from '../caseFile/documents.ts';
import { drawingWords } from '../caseFile/drawingView.ts';
import { drawingOf, wayOf } from '../caseFile/drawn.ts';
import { timeline } from '../caseFile/fileView.ts';
import { messagesOf } from '../caseFile/messages.ts';
import { type CaseContents, inCase, readCase } from '../caseFile/readCase.ts';
import { stateView } from '../caseFor.ts';
import { clockRows, clockViews } from '../clocks.ts';
import { actorWords, namesOf } from '../names.ts';
import type { Case } from '../rows.ts';
import { valueViews } from '../values.ts';
import { drawOnPaper } from './paperDrawing.ts';
import {
  chainTable,
  clockTable,
  documentTable,
  historyTable,
  ledgerTable,
  messageTable,
  tableOf,
  when,
} from './tables.ts';

export async function caseDocument(visit: Visit, found: Case): Promise<Buffer> {
  const { t, lang, engine } = visit;
  const contents = await readCase(visit, found);
  const title = t('caseFile.paper.title', { number: found.number });
  const page = await startPage({ title, lang });
  page.paragraph('H1', title, { size: 18, bold: true });
  page.paragraph('P', t('caseFile.paper.lead'), { size: 9, color: 'quiet' });
  section(page, t('caseFile.paper.summary'), summary(visit, found, contents));
  await drawing(page, visit, found, contents);
  await promises(page, visit, found, contents);
  section(page, t('case.timeline'), historyTable(visit, await timeline(visit, found, contents)));
  section(page, t('caseFile.paper.notes'), notes(visit, contents));
  section(page, t('case.files'), documentTable(visit, await documentViews(visit, found.key)));
  section(page, t('caseFile.messages'), messageTable(visit, await messagesOf(visit, found.key)));
  section(page, t('case.values'), values(visit, contents));
  const called = await childInstances(visit, found.key);
  const chains = [
    { name: found.processName, key: found.key, history: contents.history },
    ...(await Promise.all(
      called.map(async (each) => ({ ...each, history: await engine.history(each.key) })),
    )),
  ];
  section(page, t('caseFile.paper.chain'), chainTable(visit, chains), t('caseFile.paper.chainWords'));
  const names = await namesOf(engine.store, [visit.principal.username]);
  return page.finish({
    footer: t('caseFile.paper.footer', {
      number: found.number,
      who: actorWords(visit, visit.principal.username, names),
      date: when(visit, engine.now()),
    }),
    page: (number, of) => t('caseFile.paper.page', { number, count: of }),
  });
}

/** What has nothing to say is left out. */
function section(page: Page, heading: string, table: Table, note?: string): void {
  if (table.rows.length === 0) return;
  page.room(70);
  page.gap(10);
  page.paragraph('H2', heading, { size: 12, bold: true });
  if (note) page.paragraph('P', note, { size: 9, color: 'quiet' });
  drawTable(page, table);
}

function summary(visit: Visit, found: Case, { names }: CaseContents): Table {
  const { t } = visit;
  const rows: [string, string | false][] = [
    [t('caseFile.paper.process'), found.processName],
    [t('caseFile.mailState'), stateView(visit, found.state).state],
    [t('cases.milestone'), found.milestone],
    [t('case.openedBy'), actorWords(visit, found.openedBy, names)],
    [t('caseFile.paper.opened'), when(visit, found.openedAt)],
    [t('caseFile.paper.closed'), found.closedAt !== null && when(visit, found.closedAt)],
    [t('tasks.due'), found.dueAt !== null && when(visit, found.dueAt)],
  ];
  return tableOf(
    [t('caseFile.paper.fact'), t('caseFile.paper.says')],
    rows.filter(([, says]) => says !== false && says !== '') as string[][],
  );
}

async function drawing(page: Page, visit: Visit, found: Case, contents: CaseContents): Promise<void> {
  const drawn = await drawingOf(visit, contents.definitionKey);
  if (!drawn) return;
  const way = wayOf(contents.history);
  const { title, description } = drawingWords(visit, found, contents.model, way.marks);
  page.room(200);
  page.gap(10);
  page.paragraph('H2', visit.t('caseFile.diagram'), { size: 12, bold: true });
  page.paragraph('P', `${description} ${visit.t('caseFile.legend')}`, { size: 9, color: 'quiet' });
  drawOnPaper(page, drawn, way, {
    title,
    description,
    part: (number, of) => visit.t('caseFile.paper.part', { number, count: of }),
  });
}

async function promises(page: Page, visit: Visit, found: Case, { history }: CaseContents): Promise<void> {
  const rows = await clockRows(visit, inCase(found.key));
  const read = async (key: number) => (key === found.key ? history : visit.engine.history(key));
  const clocks = await clockViews(visit, rows, read);
  section(page, visit.t('clock.heading'), clockTable(visit, clocks));
  section(page, visit.t('caseFile.paper.ledger'), ledgerTable(visit, clocks));
}

function notes(visit: Visit, { notes, names, actions }: CaseContents): Table {
  const told = new Set(actions.map(({ at, reason }) => `${at} ${reason}`));
  return tableOf(
    [visit.t('audit.when'), visit.t('audit.who'), visit.t('caseFile.paper.says')],
    notes
      .filter(({ at, text }) => !told.has(`${at} ${text}`))
      .map(({ at, author, text }) => [when(visit, at), actorWords(visit, author, names), text]),
  );
}

function values(visit: Visit, { labels, variables }: CaseContents): Table {
  return tableOf(
    [visit.t('caseFile.paper.fact'), visit.t('caseFile.paper.says')],
    valueViews(visit, labels, variables).map(({ label, text, documents }) => [
      label,
      documents ? documents.map(({ name }) => name).join(', ') : text,
    ]),
  );
}
