// Draws a table over as many pages as it needs, its headings again on each, every cell tagged as a cell.
import type { Cell, Row, Table } from '../report.ts';
import { colorOf, plainText, stateColor } from './paper.ts';
import { fontOf, type Page } from './pdfPage.ts';

const SIZE = 8;
const PAD = 3;
const BETWEEN = 8;
const MOST_MEASURED = 200;
/** Room for the shape of a state before its words. */
const SHAPE = 8;

interface Laid {
  x: number;
  width: number;
  numeric: boolean;
}

/** Each gets what its longest text wants; where that is too much, words break, but never within one. */
function layOut({ document, left, width }: Page, { columns, rows }: Table): Laid[] {
  document.font('Helvetica').fontSize(SIZE);
  const widest = (texts: string[]) => Math.max(0, ...texts.map((text) => document.widthOfString(text)));
  const sizes = columns.map(({ label, group = '' }, at) => {
    const texts = rows.slice(0, MOST_MEASURED).map(({ cells }) => textOf(cells[at] ?? { text: '' }));
    const least = widest([label, group, ...texts].flatMap((text) => plainText(text).split(/\s+/)));
    const wanted = Math.max(least, widest(texts.flatMap((text) => text.split('\n'))));
    return { least: least + BETWEEN + 1, wanted: Math.min(width / 2, wanted) + BETWEEN + 1 };
  });
  const least = sizes.reduce((sum, each) => sum + each.least, 0);
  const flexible = sizes.reduce((sum, each) => sum + Math.max(0, each.wanted - each.least), 0);
  const share = flexible === 0 ? 0 : Math.min(1, Math.max(0, width - least) / flexible);
  const given = sizes.map((each) => each.least + Math.max(0, each.wanted - each.least) * share);
  const sum = given.reduce((total, each) => total + each, 0);
  const words = columns.filter(({ numeric }) => !numeric).length || columns.length;
  const extra = Math.max(0, width - sum) / words;
  let x = left;
  return columns.map(({ numeric = false }, at) => {
    const isStretched = !numeric || words === columns.length;
    const own = (given[at] ?? 0) * Math.min(1, width / sum) + (isStretched ? extra : 0);
    const laid = { x, width: own - BETWEEN, numeric };
    x += own;
    return laid;
  });
}

const textOf = ({ text, under }: Cell): string => plainText(under === undefined ? text : `${text}\n${under}`);

export function drawTable(page: Page, table: Table): void {
  const { document } = page;
  const laid = layOut(page, table);
  const element = document.struct('Table');
  page.root.add(element);
  const head: Row = {
    cells: table.columns.map(({ label, group }) => ({ text: group ? `${group}: ${label}` : label })),
  };
  drawRow(head, 'head');
  for (const row of table.rows) {
    if (page.room(heightOf(row))) drawRow(head, 'repeated');
    drawRow(row, 'row');
  }
  element.end();
  page.gap(8);

  function heightOf({ cells }: Row): number {
    document.font('Helvetica').fontSize(SIZE);
    const heights = cells.map((cell, at) =>
      document.heightOfString(textOf(cell), { width: laid[at]?.width ?? 0 }),
    );
    return Math.max(0, ...heights) + 2 * PAD;
  }

  function drawRow(row: Row, kind: 'head' | 'repeated' | 'row'): void {
    const height = heightOf(row);
    page.room(height);
    const top = page.y();
    const isHead = kind !== 'row';
    // What was said on the page before is not said again.
    const line = kind === 'repeated' ? undefined : document.struct('TR');
    if (line) element.add(line);
    else document.markContent('Artifact', { type: 'Pagination' });
    for (const [at, cell] of row.cells.entries()) {
      const draw = () => drawCell(cell, laid[at] as Laid, top, isHead, row.total === true);
      if (!line) draw();
      else line.add(document.struct(isHead || at === 0 ? 'TH' : 'TD', {}, draw));
    }
    if (line) line.end();
    else document.endMarkedContent();
    page.rule(top + height, isHead || row.total ? 'edge' : 'line');
    page.moveTo(top + height);
  }

  function drawCell(
    cell: Cell,
    { x, width, numeric }: Laid,
    top: number,
    isHead: boolean,
    isTotal: boolean,
  ): void {
    const color = isHead ? colorOf('quiet') : stateColor(cell.state);
    const text = textOf(cell);
    const isMarked = !isHead && cell.state !== undefined && cell.state !== 'none';
    document.font(fontOf(isTotal)).fontSize(SIZE);
    if (isMarked) {
      const first = document.widthOfString(text.split('\n')[0] ?? '');
      drawShape(cell.state, numeric ? x + width - first - SHAPE : x, top + PAD + 1.5, color);
    }
    const indent = isMarked && !numeric ? SHAPE : 0;
    document
      .fillColor(color)
      .text(text, x + indent, top + PAD, { width: width - indent, align: numeric ? 'right' : 'left' });
  }

  /** A state has a shape, not only a colour. */
  function drawShape(state: Cell['state'], x: number, y: number, color: string): void {
    if (state === 'onTime') document.circle(x + 2.5, y + 2.5, 2.5);
    else if (state === 'atRisk') document.polygon([x, y + 5], [x + 2.5, y], [x + 5, y + 5]);
    else document.rect(x, y, 5, 5);
    document.fill(color);
  }
}
