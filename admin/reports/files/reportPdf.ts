// A report as a document: tagged for who listens to it, with its charts as vectors, and its tables with their headings on
// every page.

import type { Language } from '../../render/locale.ts';
import { drawForPaper } from '../charts/draw.ts';
import { frames } from '../charts/options.ts';
import type { Chart, Report, Section, Tile } from '../report.ts';
import { colorOf, onPaper, plainText, stateColor } from './paper.ts';
import { type Page, startPage } from './pdfPage.ts';
import { drawTable } from './pdfTable.ts';

export interface PdfWords {
  /** Below each page: who made it and when. */
  footer: string;
  page(number: number, of: number): string;
}

export async function reportPdf(
  report: Report,
  lang: Language,
  words: PdfWords,
  section?: string,
): Promise<Buffer> {
  const charts = new Map<Chart, string>();
  for (const { chart } of report.sections)
    if (chart) charts.set(chart, onPaper(await drawForPaper(chart, lang)));
  const page = await startPage({ title: report.title, lang });
  page.paragraph('H1', report.title, { size: 18, bold: true });
  page.paragraph('P', report.facts.map(({ label, text }) => `${label}: ${text}`).join('   ·   '), {
    size: 9,
    color: 'quiet',
  });
  for (const each of report.sections)
    if (section === undefined || each.id === section) drawSection(page, each, charts);
  return page.finish(words);
}

function drawSection(page: Page, section: Section, charts: Map<Chart, string>): void {
  const { heading, lead, tiles, chart, table, empty, note } = section;
  page.room(chart ? frames.paper.height + 60 : 70);
  page.gap(10);
  page.paragraph('H2', heading, { size: 12, bold: true });
  if (lead) page.paragraph('P', lead, { size: 9, color: 'quiet' });
  if (tiles) drawTiles(page, tiles);
  if (chart) drawChart(page, chart, charts.get(chart) ?? '');
  if (table) drawTable(page, table);
  if (empty) page.paragraph('P', empty, { size: 9, color: 'quiet' });
  if (note) page.paragraph('P', note, { size: 8, color: 'quiet' });
}

function drawChart(page: Page, chart: Chart, svg: string): void {
  const { width, height } = frames.paper;
  page.figure(`${chart.title}. ${plainText(describe(chart))}`, svg, width, height);
}

function describe({ categories, series }: Chart): string {
  return series
    .map(
      ({ name, values }) =>
        `${name}: ${categories.map((each, at) => `${each} ${values[at] ?? '-'}`).join(', ')}`,
    )
    .join('. ');
}

const TILES_A_ROW = 4;

function drawTiles(page: Page, tiles: Tile[]): void {
  const width = page.width / TILES_A_ROW;
  for (let from = 0; from < tiles.length; from += TILES_A_ROW) {
    const row = tiles.slice(from, from + TILES_A_ROW);
    page.room(60);
    const top = page.y();
    let bottom = top;
    for (const [at, { label, text, state, stateText, notes }] of row.entries()) {
      const x = page.left + at * width;
      const lines: [string, number, boolean, string][] = [
        [label, 8, false, colorOf('quiet')],
        [text, 16, true, colorOf('ink')],
        ...(stateText ? [[stateText, 8, false, stateColor(state)] as [string, number, boolean, string]] : []),
        ...notes.map((note): [string, number, boolean, string] => [note, 8, false, colorOf('quiet')]),
      ];
      bottom = Math.max(bottom, page.block('P', lines, x, top, width - 12));
    }
    page.moveTo(bottom + 6);
  }
}
