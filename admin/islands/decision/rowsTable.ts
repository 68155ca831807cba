// The rows that try the decision shown: what goes in, what is expected, and beside it what came out.
import type { Say } from '../words/speak.ts';
import { type Outcome, showResult } from './rowResult.ts';
import { type Json, readTyped, type TestRow, typedOf } from './testRows.ts';

export interface Column {
  name: string;
  type?: string;
}

export interface RowsTable {
  element: HTMLElement;
  /** Draws the rows of one decision anew. */
  show(rows: TestRow[], columns: Column[]): void;
  /** Puts outcomes beside the rows that are shown, in their order. */
  tell(outcomes: readonly Outcome[]): void;
}

export interface RowsTold {
  changed(): void;
  remove(row: TestRow): void;
}

export function createRowsTable(say: Say, told: RowsTold): RowsTable {
  const element = document.createElement('div');
  element.className = 'cells-box';
  element.tabIndex = 0;
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', say('decision.rows'));
  let cells: { row: TestRow; result: HTMLElement; rules: HTMLElement; adopt: HTMLButtonElement }[] = [];
  return {
    element,
    show(rows, columns) {
      const table = document.createElement('table');
      table.className = 'cells';
      table.createTHead().append(headOf(columns, say));
      const body = table.createTBody();
      cells = rows.map((row, at) => {
        const line = body.insertRow();
        nameCell(line, row, at, say, told);
        for (const column of columns) valueCell(line, row, at, column, say, told);
        const expected = expectedCell(line, row, at, say, told);
        const result = line.insertCell();
        const rules = line.insertCell();
        const adopt = actionsCell(line, row, at, { say, told, expected });
        return { row, result, rules, adopt };
      });
      element.replaceChildren(table);
    },
    tell(outcomes) {
      for (const [at, { row, result, rules, adopt }] of cells.entries()) {
        const outcome = outcomes[at];
        showResult(result, outcome, say);
        rules.textContent = outcome?.rules.join(', ') ?? '';
        adopt.hidden = outcome?.result === undefined || outcome.isExpected === true;
        adopt.dataset.result = JSON.stringify(outcome?.result ?? null);
        adopt.dataset.row = row.name;
      }
    },
  };
}

function headOf(columns: Column[], say: Say): HTMLTableRowElement {
  const line = document.createElement('tr');
  const names = columns.map(({ name }) => name);
  const words = ['name', 'expected', 'result', 'matched'].map((key) => say(`decision.column.${key}`));
  const [name = '', ...after] = words;
  for (const text of [name, ...names, ...after, '']) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = text;
    if (names.includes(text)) cell.className = 'mono';
    if (text === '') cell.append(hidden(say('decision.column.actions')));
    line.append(cell);
  }
  return line;
}

function hidden(text: string): HTMLElement {
  const span = document.createElement('span');
  span.className = 'visually-hidden';
  span.textContent = text;
  return span;
}

function inputIn(line: HTMLTableRowElement, label: string, value: string): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'text';
  input.value = value;
  input.spellcheck = false;
  input.autocomplete = 'off';
  input.setAttribute('aria-label', label);
  line.insertCell().append(input);
  return input;
}

function nameCell(line: HTMLTableRowElement, row: TestRow, at: number, say: Say, told: RowsTold): void {
  const input = inputIn(line, say('decision.nameOf', { row: at + 1 }), row.name);
  input.classList.add('name');
  input.addEventListener('input', () => {
    row.name = input.value;
    told.changed();
  });
}

function valueCell(
  line: HTMLTableRowElement,
  row: TestRow,
  at: number,
  { name, type }: Column,
  say: Say,
  told: RowsTold,
): void {
  const held = Object.hasOwn(row.variables, name) ? row.variables[name] : undefined;
  const input = inputIn(line, say('decision.valueOf', { name, row: at + 1 }), typedOf(held, type));
  input.addEventListener('input', () => {
    const value = readTyped(input.value, type);
    const { [name]: _before, ...others } = row.variables;
    row.variables = value === undefined ? others : { ...others, [name]: value };
    told.changed();
  });
}

function expectedCell(
  line: HTMLTableRowElement,
  row: TestRow,
  at: number,
  say: Say,
  told: RowsTold,
): HTMLInputElement {
  const input = inputIn(line, say('decision.expectedOf', { row: at + 1 }), typedOf(row.expected, undefined));
  input.addEventListener('input', () => {
    const value = readTyped(input.value, undefined);
    if (value === undefined) delete row.expected;
    else row.expected = value;
    told.changed();
  });
  return input;
}

interface Acting {
  say: Say;
  told: RowsTold;
  expected: HTMLInputElement;
}

/** What came out becomes what is expected, or the row goes. */
function actionsCell(
  line: HTMLTableRowElement,
  row: TestRow,
  at: number,
  { say, told, expected }: Acting,
): HTMLButtonElement {
  const cell = line.insertCell();
  cell.className = 'actions';
  const button = (key: string, act: () => void) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'button link';
    made.textContent = say(`decision.${key}`);
    made.setAttribute('aria-label', say(`decision.${key}Row`, { row: at + 1 }));
    made.addEventListener('click', act);
    cell.append(made);
    return made;
  };
  const adopt = button('adopt', () => {
    row.expected = JSON.parse(adopt.dataset.result ?? 'null') as Json;
    expected.value = typedOf(row.expected, undefined);
    told.changed();
  });
  adopt.hidden = true;
  button('remove', () => told.remove(row));
  return adopt;
}
