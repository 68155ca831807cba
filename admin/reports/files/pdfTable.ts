// Draws a table over as many pages as it needs, its headings again on each, every cell tagged as a cell.
import type { Cell, Row, Table } from '../report.ts';
import { colorOf, plainText, stateColor } from './paper.ts';
import { fontOf, type Page } from './pdfPage.ts';

const SIZE = 8;
const PAD = 3;
const BETWEEN = 8;

interface Laid {
  x: number;
  width: number;
  numeric: boolean;
}

/** Numbers get what they need, words share the rest. */
function layOut({ document, left, width }: Page, { columns, rows }: Table): Laid[] {
  document.font('Helvetica').fontSize(SIZE);
  const wanted = columns.map(({ label }, at) => {
    const texts = rows.slice(0, 200).map(({ cells }) => plainText(cells[at]?.text ?? ''));
    const longest = Math.max(0, ...texts.map((text) => document.widthOfString(text)));
    const longestWord = Math.max(
      ...label.split(/\s+/).map((word) => document.widthOfString(plainText(word))),
    );
    return Math.min(width / 2, Math.max(longest, longestWord) + BETWEEN + 2);
  });
  const sum = wanted.reduce((total, each) => total + each, 0);
  const words = columns.filter(({ numeric }) => !numeric).length || columns.length;
  const extra = Math.max(0, width - sum) / words;
  const scale = Math.min(1, width / sum);
  let x = left;
  return columns.map(({ numeric = false }, at) => {
    const own = (wanted[at] ?? 0) * scale + (numeric && words < columns.length ? 0 : extra);
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
    document
      .font(fontOf(isTotal))
      .fontSize(SIZE)
      .fillColor(color)
      .text(textOf(cell), x, top + PAD, { width, align: numeric ? 'right' : 'left' });
  }
}
