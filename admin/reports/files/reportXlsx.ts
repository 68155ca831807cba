// A report as a workbook: one sheet for each table, numbers as numbers and texts as texts, never as formulas.
import type { SheetData } from 'write-excel-file/node';
import type { Cell, Report, Section } from '../report.ts';

/** What a sheet's name may not hold, and how long it may be. */
const FORBIDDEN = /[\\/?*[\]:]/g;
const LONGEST_NAME = 31;

export async function reportXlsx(report: Report, section?: string): Promise<Buffer> {
  const { default: write } = await import('write-excel-file/node');
  const names = new Set<string>();
  const tables = report.sections.filter(
    ({ id, table }) => table && (section === undefined || id === section),
  );
  const sheets = tables.map((each) => ({
    sheet: sheetName(each.heading, names),
    data: sheetOf(report, each),
    columns: widthsOf(each),
    stickyRowsCount: report.facts.length + 4,
  }));
  // A workbook has at least one sheet.
  if (sheets.length === 0)
    sheets.push({
      sheet: sheetName(report.title, names),
      data: headOf(report),
      columns: [{ width: 40 }],
      stickyRowsCount: 0,
    });
  return write(sheets).toBuffer();
}

function sheetName(wanted: string, taken: Set<string>): string {
  const plain =
    wanted
      .replace(FORBIDDEN, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Cauce';
  let name = plain.slice(0, LONGEST_NAME);
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    const end = ` ${number}`;
    name = plain.slice(0, LONGEST_NAME - end.length) + end;
  }
  taken.add(name.toLowerCase());
  return name;
}

const words = (value: string, style: { fontWeight?: 'bold'; align?: 'right' } = {}) => ({
  value,
  type: String,
  format: '@',
  ...style,
});

function headOf({ title, facts }: Report): SheetData {
  return [
    [words(title, { fontWeight: 'bold' })],
    ...facts.map(({ label, text }) => [words(label), words(text)]),
    [],
  ];
}

function sheetOf(report: Report, { heading, table }: Section): SheetData {
  const columns = table?.columns ?? [];
  const labels = columns.map(({ label, group, numeric }) =>
    words(group ? `${group}: ${label}` : label, {
      fontWeight: 'bold',
      ...(numeric && { align: 'right' as const }),
    }),
  );
  const rows = (table?.rows ?? []).map(({ cells, total }) =>
    cells.map((cell) => cellOf(cell, total === true)),
  );
  return [...headOf(report), [words(heading, { fontWeight: 'bold' })], labels, ...rows];
}

function cellOf({ text, value, under }: Cell, isTotal: boolean) {
  const style = isTotal ? { fontWeight: 'bold' as const } : {};
  if (value === null) return null;
  if (value !== undefined)
    return { value, type: Number, format: Number.isInteger(value) ? '#,##0' : '#,##0.00', ...style };
  return words(under === undefined ? text : `${text} (${under})`, style);
}

function widthsOf({ table }: Section) {
  const rows = table?.rows ?? [];
  return (table?.columns ?? []).map(({ label, group = '' }, at) => {
    const longest = Math.max(
      label.length + group.length,
      ...rows.map(({ cells }) => (cells[at]?.text ?? '').length),
    );
    return { width: Math.min(60, Math.max(10, longest + 2)) };
  });
}
