// A catalog as a table: columns with their types, rows to type in or to paste from a spreadsheet, found by a word.
import { type CatalogGrid, pastedCells, readGrid, widthOf, writeGrid } from './catalogGrid.ts';
import { columnHeads } from './catalogHeads.ts';
import type { Found } from './checking.ts';
import { button, labeled } from './controls.ts';
import type { ContentEditor, ContentTold } from './editors.ts';

/** More inputs than these at once make a page slow. */
const PER_PAGE = 100;
const WRITE_MS = 100;

export function catalogEditor({ say, changed, isReadOnly }: ContentTold): ContentEditor {
  const element = document.createElement('div');
  const search = document.createElement('input');
  search.type = 'search';
  search.autocomplete = 'off';
  const pager = document.createElement('span');
  pager.className = 'row';
  const box = document.createElement('div');
  box.className = 'cells-box';
  const bar = document.createElement('div');
  bar.className = 'content-bar';
  let grid: CatalogGrid = { columns: [], rows: [], lines: [], separator: ',', lineEnd: '\n' };
  let page = 0;
  const addRow = button(say('content.addRow'), () => {
    search.value = '';
    grid.rows.push(grid.columns.map(() => ''));
    page = Math.floor((grid.rows.length - 1) / PER_PAGE);
    write();
    draw();
    box.querySelector<HTMLInputElement>('tbody tr:last-child input')?.focus();
  });
  const addColumn = button(say('content.addColumn'), () => {
    grid.columns.push({
      name: say('content.newColumn', { number: grid.columns.length + 1 }),
      isKey: false,
      type: 'text',
    });
    for (const row of grid.rows) row.push('');
    write();
    draw();
  });
  addRow.disabled = isReadOnly;
  addColumn.disabled = isReadOnly;
  bar.append(labeled(say('content.search'), search), addRow, addColumn, pager);
  element.append(bar, box);
  search.addEventListener('input', () => {
    page = 0;
    draw();
  });

  let pause: ReturnType<typeof setTimeout> | undefined;
  /** The whole file is written: of a long one, not at every letter. */
  function write(): void {
    clearTimeout(pause);
    pause = setTimeout(writeNow, WRITE_MS);
  }
  function writeNow(): void {
    if (pause === undefined) return;
    clearTimeout(pause);
    pause = undefined;
    changed(writeGrid(grid));
  }
  addEventListener('pagehide', writeNow, { capture: true });

  /** Numbers of the rows that are found. */
  function found(): number[] {
    const asked = search.value.trim().toLocaleLowerCase();
    const all = grid.rows.map((_, at) => at);
    return asked === ''
      ? all
      : all.filter((at) => grid.rows[at]?.some((cell) => cell.toLocaleLowerCase().includes(asked)));
  }

  function draw(): void {
    const numbers = found();
    const pages = Math.max(1, Math.ceil(numbers.length / PER_PAGE));
    page = Math.min(page, pages - 1);
    const table = document.createElement('table');
    table.className = 'cells';
    table.createTHead().append(
      columnHeads(grid, say, isReadOnly, (isShape) => {
        write();
        if (isShape) draw();
      }),
    );
    const body = table.createTBody();
    const widths = grid.columns.map((_, column) => widthOf(grid, column));
    for (const at of numbers.slice(page * PER_PAGE, (page + 1) * PER_PAGE)) body.append(rowOf(at, widths));
    box.replaceChildren(table);
    drawPager(numbers.length, pages);
  }

  function drawPager(count: number, pages: number): void {
    const words = document.createElement('span');
    words.className = 'quiet small';
    words.setAttribute('role', 'status');
    words.textContent = say('content.rowsFound', { count });
    const turn = (to: number) => () => {
      page = to;
      draw();
    };
    const earlier = button(say('content.earlier'), turn(page - 1));
    const later = button(say('content.later'), turn(page + 1));
    earlier.disabled = page === 0;
    later.disabled = page >= pages - 1;
    pager.replaceChildren(words, ...(pages > 1 ? [earlier, later] : []));
  }

  function rowOf(at: number, widths: readonly number[]): HTMLTableRowElement {
    const line = document.createElement('tr');
    line.dataset.row = String(at);
    for (const [column, { name }] of grid.columns.entries()) {
      const input = document.createElement('input');
      input.type = 'text';
      input.value = grid.rows[at]?.[column] ?? '';
      input.style.minWidth = `${widths[column]}ch`;
      input.readOnly = isReadOnly;
      input.dataset.column = String(column);
      input.setAttribute('aria-label', say('content.cell', { name, row: at + 1 }));
      input.addEventListener('input', () => put(at, column, input.value));
      input.addEventListener('paste', (event) => paste(event, at, column));
      input.addEventListener('keydown', (event) => moveDown(event, line, column));
      line.insertCell().append(input);
    }
    const actions = line.insertCell();
    actions.className = 'actions';
    const remove = button(say('content.remove'), () => {
      grid.rows.splice(at, 1);
      write();
      draw();
    });
    remove.className = 'button link';
    remove.disabled = isReadOnly;
    remove.setAttribute('aria-label', say('content.removeRow', { row: at + 1 }));
    actions.append(remove);
    return line;
  }

  function put(at: number, column: number, value: string): void {
    const row = grid.rows[at];
    if (row) row[column] = value;
    write();
  }

  /** Cells of a spreadsheet go into the cells from here on; rows that are missing are added. */
  function paste(event: ClipboardEvent, at: number, column: number): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (isReadOnly || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    for (const [down, cells] of pastedCells(text).entries()) {
      const row = grid.rows[at + down] ?? grid.columns.map(() => '');
      grid.rows[at + down] = row;
      for (const [right, cell] of cells.entries())
        if (column + right < grid.columns.length) row[column + right] = cell;
    }
    write();
    draw();
  }

  /** As in a spreadsheet: Enter and the arrows go to the same cell of another row. */
  function moveDown(event: KeyboardEvent, line: HTMLTableRowElement, column: number): void {
    const isDown = event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey);
    const isUp = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey);
    if (!isDown && !isUp) return;
    event.preventDefault();
    const other = isDown ? line.nextElementSibling : line.previousElementSibling;
    if (other) other.querySelector<HTMLInputElement>(`[data-column="${column}"]`)?.focus();
    else if (isDown && event.key === 'Enter') addRow.click();
  }

  return {
    element,
    flush: writeNow,
    read(text) {
      const read = readGrid(text);
      if (!read) return false;
      clearTimeout(pause);
      pause = undefined;
      grid = read;
      draw();
      return true;
    },
    mark(problems: readonly Found[]) {
      const { lines } = readGrid(writeGrid(grid)) ?? grid;
      const kept = grid.rows.flatMap((row, at) => (row.some((cell) => cell !== '') ? [at] : []));
      for (const input of box.querySelectorAll('tbody [aria-invalid]')) input.removeAttribute('aria-invalid');
      for (const { row, name } of problems) {
        const at = kept[lines.indexOf(row ?? -1)];
        const column = grid.columns.findIndex((each) => each.name === name);
        box
          .querySelector(`tr[data-row="${at}"] [data-column="${Math.max(column, 0)}"]`)
          ?.setAttribute('aria-invalid', 'true');
      }
    },
  };
}
