// Figures from a table or from JSON: every row judged, everything that is wrong told at once with its line.
import type { Json } from '../../core/json.ts';
import { parsePeriod } from '../period.ts';
import { rounded } from '../rounding.ts';
import { type Bag, isBag } from '../shape.ts';
import { FIGURE_DIMENSIONS, type FigureRow, figureKey } from './figure.ts';
import { numberIn } from './numberText.ts';
import type { FigureProblem, FigureProblemCode } from './problems.ts';

/** What a reader of CSV gives: the first line is 1. */
export interface FigureTable {
  header: readonly string[];
  rows: readonly { line: number; cells: readonly string[] }[];
  /** Line of a quote that was never closed. */
  open?: number;
}

export type FiguresRead = { rows: FigureRow[]; problems: FigureProblem[] };

export interface FigureOptions {
  /** Names that indicators ask for; another one is a warning. Default: any. */
  names?: readonly string[];
}

const FIELDS = ['name', 'value', 'period', 'from', 'to', 'sprint', 'subject', ...FIGURE_DIMENSIONS];
const NEEDED = ['name', 'value'];
const MOST_ROWS = 100_000;
/** Digits behind the point that a figure may have. */
const DECIMALS = 6;
const LONGEST = 200;

type Place = { line: number } | { item: number };

/** Columns: name, value; period, or from and to; sprint, subject, and dimensions. */
export function readFigureTable(table: FigureTable, options: FigureOptions = {}): FiguresRead {
  const reading = createReading(options);
  const { header, rows, open } = table;
  if (open !== undefined) reading.say('FIGURE_QUOTE_OPEN', { line: open });
  for (const column of header)
    if (!FIELDS.includes(column)) reading.say('FIGURE_COLUMN_UNKNOWN', { column, known: FIELDS });
  for (const column of NEEDED)
    if (!header.includes(column)) reading.say('FIGURE_COLUMN_MISSING', { column, found: [...header] });
  const twice = header.find((column, at) => header.indexOf(column) !== at);
  if (twice !== undefined) reading.say('FIGURE_COLUMN_TWICE', { column: twice });
  if (reading.problems.length > 0) return reading.result();
  if (rows.length > MOST_ROWS) reading.say('FIGURES_TOO_MANY', { most: MOST_ROWS, found: rows.length });
  else
    for (const { line, cells } of rows) {
      if (cells.length > header.length)
        reading.say('FIGURE_CELLS', { line, found: cells.length, expected: header.length });
      else {
        const row: Bag = Object.create(null);
        for (const [at, column] of header.entries()) {
          const cell = (cells[at] ?? '').trim();
          if (cell !== '') row[column] = cell;
        }
        reading.take(row, { line });
      }
    }
  return reading.result();
}

/** A list, or `{figures: [...]}`; each with the table's fields. */
export function readFigureJson(json: Json, options: FigureOptions = {}): FiguresRead {
  const reading = createReading(options);
  const list = isBag(json) ? json.figures : json;
  if (!Array.isArray(list)) reading.say('FIGURES_SHAPE', {});
  else if (list.length > MOST_ROWS) reading.say('FIGURES_TOO_MANY', { most: MOST_ROWS, found: list.length });
  else
    for (const [at, each] of list.entries()) {
      const item = at + 1;
      const unknown = isBag(each) ? Object.keys(each).find((name) => !FIELDS.includes(name)) : undefined;
      if (!isBag(each)) reading.say('FIGURES_SHAPE', { item });
      else if (unknown !== undefined)
        reading.say('FIGURE_COLUMN_UNKNOWN', { item, column: unknown, known: FIELDS });
      else reading.take(each, { item });
    }
  return reading.result();
}

function createReading({ names }: FigureOptions) {
  const problems: FigureProblem[] = [];
  const rows: FigureRow[] = [];
  const seen = new Map<string, Place>();
  const unknown = new Set<string>();
  const say = (code: FigureProblemCode, values: Bag, severity: FigureProblem['severity'] = 'error') =>
    problems.push({ severity, code, values });

  function take(row: Bag, place: Place): void {
    const before = problems.length;
    for (const [column, value] of Object.entries(row))
      if (column !== 'value' && !(typeof value === 'string' && value.length <= LONGEST))
        say('FIGURE_TEXT', { ...place, column, most: LONGEST });
    const name = textOf(row.name);
    if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) say('FIGURE_NAME', { ...place, found: name });
    const value = typeof row.value === 'number' ? row.value : numberIn(textOf(row.value));
    if (value === undefined || !isKept(value))
      say('FIGURE_VALUE', { ...place, found: row.value ?? '', decimals: DECIMALS });
    const dates = datesOf(row, place);
    if (problems.length > before || value === undefined || !dates) return;
    const figure = rowOf(row, name, value, dates);
    const key = figureKey(figure);
    const earlier = seen.get(key);
    if (earlier) say('FIGURE_TWICE', { ...place, name, other: Object.values(earlier)[0] ?? '' });
    seen.set(key, place);
    rows.push(figure);
    if (names && !names.includes(name) && !unknown.has(name)) {
      unknown.add(name);
      say('FIGURE_NAME_UNUSED', { ...place, name, known: [...names] }, 'warning');
    }
  }

  function datesOf(row: Bag, place: Place): { from: string; to: string } | undefined {
    const [id, from, to] = [textOf(row.period), textOf(row.from), textOf(row.to)];
    const found = parsePeriod(id !== '' ? id : `${from}/${to === '' ? from : to}`);
    const isBoth = id !== '' && (from !== '' || to !== '');
    if (!found || isBoth) {
      say('FIGURE_PERIOD', {
        ...place,
        found: isBoth ? `${id} ${from} ${to}` : id || `${from} ${to}`.trim(),
      });
      return undefined;
    }
    return found;
  }

  const isFine = () => problems.every(({ severity }) => severity === 'warning');
  return { say, take, problems, result: () => ({ rows: isFine() ? rows : [], problems }) };
}

function rowOf(row: Bag, name: string, value: number, { from, to }: { from: string; to: string }): FigureRow {
  const dims = FIGURE_DIMENSIONS.flatMap((each) => {
    const said = textOf(row[each]);
    return said === '' ? [] : [[each, said]];
  });
  const [sprint, subject] = [textOf(row.sprint), textOf(row.subject)];
  return {
    name,
    value,
    from,
    to,
    ...(sprint !== '' && { sprint }),
    ...(subject !== '' && { subject }),
    dims: Object.fromEntries(dims),
  };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Exact sums need a number of digits that a double keeps. */
function isKept(value: number): boolean {
  if (Number.isSafeInteger(value)) return true;
  return Number.isSafeInteger(rounded(value, DECIMALS, true)) && rounded(value, DECIMALS) === value;
}
