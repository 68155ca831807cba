// Tables of reference data by their keys, and mails and notes by their lines.
import { readCsv } from '../runtime/csvTable.ts';
import type { Part, Parts } from './part.ts';

export function tableParts(text: string): Parts {
  const { header, rows } = readCsv(text);
  const seen = new Set<string>();
  const parts = rows.map(({ cells, line }): Part => {
    const key = cells[0] ?? '';
    const id = seen.has(key) ? `${key} (${line})` : key;
    seen.add(id);
    const properties = new Map(
      header.flatMap((column, at) => (at > 0 && cells[at] ? [[column, cells[at]]] : [])),
    );
    return { id, kind: 'row', name: cells[1] || key, properties };
  });
  return { parts };
}

export function lineParts(text: string): Parts {
  const counts = new Map<string, number>();
  const parts = text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .map((line): Part => {
      const nth = (counts.get(line) ?? 0) + 1;
      counts.set(line, nth);
      const id = nth === 1 ? line : `${line} #${nth}`;
      return { id, kind: 'line', name: line.trim(), properties: new Map() };
    });
  return { parts };
}
