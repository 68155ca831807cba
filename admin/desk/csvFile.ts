// A list as CSV that a spreadsheet in Spanish opens with a double click: byte order mark, semicolons, no text a formula.
import { csvCell } from '../engine.ts';

export function csvFile(heads: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [heads, ...rows].map((cells) => `${cells.map(csvCell).join(';')}\r\n`);
  return `\ufeff${lines.join('')}`;
}
