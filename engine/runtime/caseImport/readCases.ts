// The lines of an export as cases with their activities; every line that would not be what it says is named, all at once.
import type { ElementModel, Json, Problem } from '../../core/index.ts';
import type { Zone } from '../../time/index.ts';
import { type CsvRow, csvText, readCsv } from '../csvTable.ts';
import { type CaseMapping, type Field, placeColumns, STATES } from './mapping.ts';
import { addActivity, dateOf } from './readActivity.ts';

export interface OldActivity {
  element: ElementModel;
  started: number;
  ended?: number;
  actor?: string;
  line: number;
}

export interface OldCase {
  id: string;
  line: number;
  number?: string;
  opened: number;
  openedBy?: string;
  due?: number;
  closed?: number;
  cancelled: boolean;
  variables: { [name: string]: string };
  activities: OldActivity[];
}

export interface ReadOptions {
  resource: string;
  mapping: CaseMapping;
  elements: readonly ElementModel[];
  zone: Zone;
  now: number;
}

const MOST_PROBLEMS = 1_000;
const CASE_FIELDS: readonly Field[] = ['case_number', 'opened', 'opened_by', 'due', 'closed', 'state'];

type Values = { [name: string]: Json };

export function readCases(content: Buffer, options: ReadOptions): OldCase[] | { problems: Problem[] } {
  const problems: Problem[] = [];
  const { resource, mapping } = options;
  const say = (code: string, values: Values = {}) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ severity: 'error', code, resource, values });
    else if (problems.length === MOST_PROBLEMS)
      problems.push({
        severity: 'error',
        code: 'IMPORT_MORE_PROBLEMS',
        resource,
        values: { most: MOST_PROBLEMS },
      });
  };
  const text = csvText(content);
  if (text === undefined) {
    say('IMPORT_NOT_TEXT');
    return { problems };
  }
  const { header, rows, open } = readCsv(text);
  if (open !== undefined) say('IMPORT_QUOTE_OPEN', { row: open });
  const placed = placeColumns(header, mapping);
  if ('problems' in placed) {
    for (const { code, values } of placed.problems) say(code, values);
    return { problems };
  }
  const cases = gather({ ...options, ...placed, rows, columns: header.length, say });
  if (cases.length === 0 && problems.length === 0) say('IMPORT_WITHOUT_CASES');
  return problems.length > 0 ? { problems } : cases;
}

export interface Gathering extends ReadOptions {
  fields: Map<Field, number>;
  variables: [name: string, at: number][];
  rows: CsvRow[];
  columns: number;
  say(code: string, values?: Values): void;
}

export type CellOf = (row: CsvRow, field: Field) => string;

function gather(given: Gathering): OldCase[] {
  const { rows, columns, fields, say } = given;
  const cases = new Map<string, { one: OldCase; first: CsvRow }>();
  const lines = new Map<string, number>();
  const numbers = new Map<string, string>();
  const cell = (row: CsvRow, field: Field) => (row.cells[fields.get(field) ?? -1] ?? '').trim();
  for (const row of rows) {
    const { line } = row;
    if (row.cells.length !== columns) {
      say('IMPORT_CELLS', { row: line, cells: row.cells.length, columns });
      continue;
    }
    const id = cell(row, 'case_id');
    if (id === '' || id.length > 200) {
      say('IMPORT_WITHOUT_ID', { row: line });
      continue;
    }
    const key = [id, cell(row, 'activity'), cell(row, 'started')].join('\n');
    const before = lines.get(key);
    if (before !== undefined) say('IMPORT_LINE_TWICE', { row: line, first: before });
    else lines.set(key, line);
    const known = cases.get(id);
    const one = known?.one ?? caseOf(row, id, given, cell);
    if (!known) cases.set(id, { one, first: row });
    else
      for (const field of CASE_FIELDS) {
        const said = cell(row, field);
        if (said !== '' && said !== cell(known.first, field))
          say('IMPORT_CASE_DIFFERS', { row: line, name: field, first: known.first.line });
      }
    if (!known && one.number !== undefined) {
      const other = numbers.get(one.number);
      if (other === undefined) numbers.set(one.number, id);
      else say('IMPORT_NUMBER_TWICE', { row: line, number: one.number });
    }
    addActivity(one, row, given, cell);
  }
  return [...cases.values()].map(({ one }) => one);
}

function caseOf(row: CsvRow, id: string, given: Gathering, cell: CellOf): OldCase {
  const { mapping, say } = given;
  const { line } = row;
  const opened = dateOf(row, 'opened', given, cell) ?? 0;
  const due = dateOf(row, 'due', given, cell);
  const closed = dateOf(row, 'closed', given, cell);
  if (cell(row, 'opened') === '') say('IMPORT_WITHOUT_DATE', { row: line, name: 'opened' });
  if (closed !== undefined && closed < opened)
    say('IMPORT_DATES_REVERSED', { row: line, name: 'closed', earlier: 'opened' });
  const said = cell(row, 'state');
  const state = mapping.states.get(said) ?? said.toLowerCase();
  if (state !== '' && !STATES.includes(state))
    say('IMPORT_STATE_UNKNOWN', { row: line, found: said.slice(0, 60) });
  if (['completed', 'cancelled'].includes(state) && cell(row, 'closed') === '')
    say('IMPORT_WITHOUT_DATE', { row: line, name: 'closed' });
  const number = cell(row, 'case_number');
  const openedBy = cell(row, 'opened_by');
  const variables = given.variables.map(([name, at]) => [name, (row.cells[at] ?? '').trim()] as const);
  return {
    id,
    line,
    ...(number !== '' && { number }),
    opened,
    ...(openedBy !== '' && { openedBy }),
    ...(due !== undefined && { due }),
    ...(closed !== undefined && { closed }),
    cancelled: state === 'cancelled',
    variables: Object.fromEntries(variables.filter(([, value]) => value !== '')),
    activities: [],
  };
}
