// A report as CSV that a spreadsheet in Spanish opens with a double click: byte order mark, semicolons, decimal commas,
// every text quoted and no text taken for a formula.
import { csvCell } from '../../engine.ts';
import type { Language } from '../../render/locale.ts';
import type { Cell, Report, Section } from '../report.ts';

const BOM = '\ufeff';

/** Numbers are ours, so that a minus sign begins no formula. */
function number(value: number, lang: Language): string {
  const plain = String(value);
  return lang === 'es' ? plain.replace('.', ',') : plain;
}

function cell({ text, value, under }: Cell, lang: Language): string {
  if (value === null) return csvCell('');
  if (value !== undefined) return number(value, lang);
  return csvCell(under === undefined ? text : `${text} (${under})`);
}

const line = (cells: string[]): string => `${cells.join(';')}\r\n`;

/** Without `section`, every table one after another, each under its heading. */
export function reportCsv(report: Report, lang: Language, section?: string): string {
  const wanted = report.sections.filter(
    ({ id, table }) => table && (section === undefined || id === section),
  );
  const head = [[report.title], ...report.facts.map(({ label, text }) => [label, text])];
  const parts = wanted.map((each) => sectionCsv(each, lang));
  return (
    BOM + [...head.map((cells) => line(cells.map(csvCell))), ...parts.map((part) => `\r\n${part}`)].join('')
  );
}

function sectionCsv({ heading, table }: Section, lang: Language): string {
  if (!table) return '';
  const labels = table.columns.map(({ label, group }) => csvCell(group ? `${group}: ${label}` : label));
  const rows = table.rows.map(({ cells }) => line(cells.map((each) => cell(each, lang))));
  return line([csvCell(heading)]) + line(labels) + rows.join('');
}
