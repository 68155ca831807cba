// The heads of a catalog's columns: name, type, whether it tells the rows apart, and a way to take it out.
import type { Say } from '../words/speak.ts';
import { type CatalogGrid, COLUMN_TYPES } from './catalogGrid.ts';
import { button } from './controls.ts';

/** `changed` is told whether there are other columns now. */
export function columnHeads(
  grid: CatalogGrid,
  say: Say,
  isReadOnly: boolean,
  changed: (isShape: boolean) => void,
): HTMLTableRowElement {
  const line = document.createElement('tr');
  for (const [at, column] of grid.columns.entries()) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    const name = document.createElement('input');
    name.type = 'text';
    name.value = column.name;
    name.className = 'mono';
    name.readOnly = isReadOnly;
    name.setAttribute('aria-label', say('content.columnName', { number: at + 1 }));
    name.addEventListener('input', () => {
      column.name = name.value;
      changed(false);
    });
    const settings = document.createElement('span');
    settings.className = 'column-settings';
    settings.append(typeOf(grid, at, say, isReadOnly, changed), keyOf(grid, at, say, isReadOnly, changed));
    const remove = button('×', () => {
      grid.columns.splice(at, 1);
      for (const row of grid.rows) row.splice(at, 1);
      changed(true);
    });
    remove.className = 'button link';
    remove.disabled = isReadOnly;
    remove.setAttribute('aria-label', say('content.removeColumn', { name: column.name }));
    remove.title = say('content.removeColumn', { name: column.name });
    settings.append(remove);
    cell.append(name, settings);
    line.append(cell);
  }
  const last = document.createElement('th');
  last.scope = 'col';
  const hidden = document.createElement('span');
  hidden.className = 'visually-hidden';
  hidden.textContent = say('content.actions');
  last.append(hidden);
  line.append(last);
  return line;
}

type Told = (isShape: boolean) => void;

function typeOf(grid: CatalogGrid, at: number, say: Say, isReadOnly: boolean, changed: Told): HTMLElement {
  const column = grid.columns[at];
  const select = document.createElement('select');
  const known = COLUMN_TYPES.includes(column?.type ?? '')
    ? COLUMN_TYPES
    : [...COLUMN_TYPES, column?.type ?? ''];
  for (const type of known)
    select.append(new Option(COLUMN_TYPES.includes(type) ? say(`content.type.${type}`) : type, type));
  select.value = column?.type ?? 'text';
  select.disabled = isReadOnly;
  select.setAttribute('aria-label', say('content.columnType', { name: column?.name ?? '' }));
  select.addEventListener('change', () => {
    if (column) column.type = select.value;
    changed(false);
  });
  return select;
}

function keyOf(grid: CatalogGrid, at: number, say: Say, isReadOnly: boolean, changed: Told): HTMLElement {
  const column = grid.columns[at];
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = column?.isKey === true;
  box.disabled = isReadOnly;
  box.addEventListener('change', () => {
    if (column) column.isKey = box.checked;
    changed(false);
  });
  label.append(box, ` ${say('content.key')}`);
  label.title = say('content.keyHint');
  return label;
}
