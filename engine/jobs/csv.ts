// CSV that a spreadsheet opens without running anything: every cell quoted, formulas turned into text.

/** What spreadsheets take for the beginning of a formula, full-width signs included. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

export function csvCell(text: string): string {
  const line = text.replace(/[\r\n\t]+/g, ' ');
  const safe = FORMULA.test(text) ? `'${line}` : line;
  return `"${safe.replaceAll('"', '""')}"`;
}
