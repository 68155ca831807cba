// Catalogs are CSV files with a header line; FEEL sees a list of contexts, each value a text unless its column says more.
import type { Json, Problem } from '../core/index.ts';
import { parseDate } from '../time/index.ts';
import { type CsvRow, csvText, readCsv } from './csvTable.ts';

/** A header cell: `name`, `name*` where it is (part of) the key, `name:number` where it is no text. */
export interface CatalogColumn {
  name: string;
  isKey: boolean;
  type: string;
}

const TYPES = ['text', 'number', 'date', 'boolean'];
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /^-?\d+(\.\d+)?$/;
const YES = new Set(['true', 'sí', 'si', 'yes']);
const NO = new Set(['false', 'no']);
const MOST_PROBLEMS = 1_000;

export function parseCatalog(text: string): { [column: string]: Json }[] {
  const { header, rows } = readCsv(text);
  const columns = header.map(columnOf);
  return rows.map(({ cells }) =>
    Object.fromEntries(
      columns.flatMap(({ name, type }, at) =>
        name === '' || FORBIDDEN.has(name) ? [] : [[name, typed(cells[at] ?? '', type)]],
      ),
    ),
  );
}

export function catalogColumns(text: string): CatalogColumn[] {
  return readCsv(text).header.map(columnOf);
}

/** What tells the rows apart: the marked columns, else the first. */
export function keyColumns(columns: readonly CatalogColumn[]): CatalogColumn[] {
  const marked = columns.filter(({ isKey }) => isKey);
  return marked.length > 0 ? marked : columns.slice(0, 1);
}

function columnOf(cell: string): CatalogColumn {
  const [, name = cell, mark, type = 'text'] = /^([^*:]*?)\s*(\*)?\s*(?::\s*(\w+)\s*)?$/.exec(cell) ?? [];
  return { name: name.trim(), isKey: mark !== undefined, type };
}

/** An empty cell of a typed column is null. */
function typed(cell: string, type: string): Json {
  if (type === 'text' || !TYPES.includes(type)) return cell;
  const text = cell.trim();
  if (text === '') return null;
  if (type === 'number') return Number(text);
  return type === 'boolean' ? YES.has(text.toLowerCase()) : text;
}

export interface CatalogCheck {
  /** Every row has every cell, and the key is never twice: what people send in place of what is there. */
  strict?: boolean;
  /** Names of the columns that it has to have, in their order. */
  header?: readonly string[];
}

/** Everything for which a row would not be what its author meant, line by line. */
export function checkCatalog(content: Buffer, resource: string, check: CatalogCheck = {}): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, values: { [name: string]: Json } = {}) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ severity: 'error', code, resource, values });
    else if (problems.length === MOST_PROBLEMS)
      problems.push({
        severity: 'error',
        code: 'CATALOG_MORE_PROBLEMS',
        resource,
        values: { most: MOST_PROBLEMS },
      });
  };
  const text = csvText(content);
  if (text === undefined) {
    say('CATALOG_NOT_TEXT');
    return problems;
  }
  const { header, rows, open } = readCsv(text);
  const columns = header.map(columnOf);
  if (columns.every(({ name }) => name === '')) say('CATALOG_WITHOUT_HEADER');
  if (open !== undefined) say('CATALOG_QUOTE_OPEN', { row: open });
  checkHeader(columns, rows, check, say);
  for (const { line, cells } of rows) {
    const counts = { row: line, cells: cells.length, columns: columns.length };
    if (cells.length > columns.length) say('CATALOG_ROW_TOO_LONG', counts);
    else if (check.strict && cells.length < columns.length) say('CATALOG_ROW_TOO_SHORT', counts);
    else for (const [at, cell] of cells.entries()) checkCell(cell, line, columns[at], say);
  }
  checkKeys(columns, rows, check.strict === true, say);
  return problems;
}

type Say = (code: string, values?: { [name: string]: Json }) => void;

function checkHeader(
  columns: CatalogColumn[],
  rows: CsvRow[],
  { header, strict }: CatalogCheck,
  say: Say,
): void {
  const names = columns.map(({ name }) => name);
  if (header && names.join('\n') !== header.join('\n'))
    say('CATALOG_HEADER_DIFFERS', { expected: header.join(', '), found: names.join(', ') });
  const seen = new Set<string>();
  for (const [at, { name, type }] of columns.entries()) {
    const isUsed = strict || rows.some(({ cells }) => cells[at]);
    if (name === '' && isUsed) say('CATALOG_COLUMN_WITHOUT_NAME', { column: at + 1 });
    if (name !== '' && seen.has(name)) say('CATALOG_COLUMN_TWICE', { name });
    if (FORBIDDEN.has(name)) say('CATALOG_COLUMN_FORBIDDEN', { name });
    if (!TYPES.includes(type)) say('CATALOG_TYPE_UNKNOWN', { name, type, known: TYPES.join(', ') });
    seen.add(name);
  }
}

function checkCell(cell: string, line: number, column: CatalogColumn | undefined, say: Say): void {
  const text = cell.trim();
  if (!column || column.type === 'text' || text === '') return;
  const { name, type } = column;
  const values = { row: line, name, found: text.slice(0, 60) };
  if (type === 'date' && parseDate(text) === undefined) say('CATALOG_NOT_A_DATE', values);
  if (type === 'number' && !(NUMBER.test(text) && Number.isFinite(Number(text))))
    say('CATALOG_NOT_A_NUMBER', values);
  if (type === 'boolean' && !YES.has(text.toLowerCase()) && !NO.has(text.toLowerCase()))
    say('CATALOG_NOT_YES_OR_NO', values);
}

/** Without a mark the first column is the key only where the check is strict: older files never said one. */
function checkKeys(columns: CatalogColumn[], rows: CsvRow[], strict: boolean, say: Say): void {
  if (!strict && !columns.some(({ isKey }) => isKey)) return;
  const keys = keyColumns(columns).map((column) => columns.indexOf(column));
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const values = keys.map((at) => (cells[at] ?? '').trim());
    const name = keys.map((at) => columns[at]?.name ?? '').join(', ');
    if (values.every((value) => value === '')) {
      say('CATALOG_KEY_EMPTY', { row: line, name });
      continue;
    }
    const key = values.join('\n');
    const first = lines.get(key);
    if (first === undefined) lines.set(key, line);
    else say('CATALOG_KEY_TWICE', { row: line, name, key: values.join(', ').slice(0, 60), first });
  }
}
