// Catalogs are CSV files with a header line; FEEL sees a list of contexts, every value a text.
import type { Json, Problem } from '../core/index.ts';

interface Table {
  names: string[];
  rows: string[][];
  /** A quote was opened and never closed. */
  open: boolean;
}

/** RFC 4180: quotes, doubled quotes, line ends inside quotes; comma or semicolon, whichever the header holds. */
export function parseCatalog(text: string): Json {
  const { names, rows } = tableOf(text);
  return rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

/** Everything for which a row would not be what its author meant. */
export function checkCatalog(content: Buffer, resource: string): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, values: { [name: string]: Json } = {}) =>
    problems.push({ severity: 'error', code, resource, values });
  const text = utf8(content);
  if (text === undefined || text.includes('\0')) {
    say('CATALOG_NOT_TEXT');
    return problems;
  }
  const { names, rows, open } = tableOf(text);
  if (names.every((name) => name === '')) say('CATALOG_WITHOUT_HEADER');
  if (open) say('CATALOG_QUOTE_OPEN', { row: rows.length + 1 });
  const seen = new Set<string>();
  for (const [at, name] of names.entries()) {
    if (name === '' && rows.some((row) => row[at])) say('CATALOG_COLUMN_WITHOUT_NAME', { column: at + 1 });
    if (name !== '' && seen.has(name)) say('CATALOG_COLUMN_TWICE', { name });
    if (FORBIDDEN.has(name)) say('CATALOG_COLUMN_FORBIDDEN', { name });
    seen.add(name);
  }
  for (const [at, row] of rows.entries()) {
    // Counted with the header as the first.
    if (row.length > names.length)
      say('CATALOG_ROW_TOO_LONG', { row: at + 2, cells: row.length, columns: names.length });
  }
  return problems;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

function utf8(content: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    // The one way to ask whether bytes are UTF-8 and have them.
    return undefined;
  }
}

function tableOf(text: string): Table {
  const clean = text.replace(/^\uFEFF/, '');
  const header = clean.slice(0, clean.search(/\r?\n|$/));
  const separator = header.includes(';') && !header.includes(',') ? ';' : ',';
  const { rows: all, open } = cells(clean, separator);
  const [names = [], ...rows] = all;
  return { names: names.map((name) => name.trim()), rows, open };
}

function cells(text: string, separator: string): { rows: string[][]; open: boolean } {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === separator) {
      row.push(cell);
      cell = '';
    } else if (char === '\n') {
      row.push(cell.replace(/\r$/, ''));
      rows.push(row);
      row = [];
      cell = '';
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return { rows, open: quoted };
}
