// The drawing as a tree of words, in the order of the flow: for the keyboard, for screen readers, for finding one's way.
import type Modeler from 'bpmn-js/lib/Modeler';
import { part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';
import { reveal } from './makeDesk.ts';
import { type OutlineRow, outlineRows } from './outlineRows.ts';

export interface Outline {
  toggle(): boolean;
}

export function fillOutline(host: HTMLElement, modeler: Modeler, say: Say, lang: 'es' | 'en'): Outline {
  const tree = part('ul', 'modeler-tree');
  tree.setAttribute('role', 'tree');
  tree.setAttribute('aria-label', say('modeler.outline'));
  host.append(part('h2', '', say('modeler.outline')), tree);
  let waiting = 0;

  function build(): void {
    const rows = outlineRows(modeler.get('canvas').getRootElement(), modeler.get('elementRegistry'), lang);
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.element;
    tree.replaceChildren(...rows.map((row) => itemOf(row, say)));
    markSelected();
    const again = focused === undefined ? undefined : itemWith(tree, focused);
    again?.focus();
  }

  function markSelected(): void {
    const selected = new Set<string>(
      modeler
        .get('selection')
        .get()
        .map(({ id }: { id: string }) => id),
    );
    const items = [...tree.children] as HTMLElement[];
    for (const item of items)
      item.setAttribute('aria-selected', String(selected.has(item.dataset.element ?? '')));
    const entry = items.find((item) => item.getAttribute('aria-selected') === 'true') ?? items[0];
    for (const item of items) item.tabIndex = item === entry ? 0 : -1;
    if (entry && selected.size > 0) entry.scrollIntoView({ block: 'nearest' });
  }

  const later = () => {
    if (host.hidden || waiting !== 0) return;
    waiting = requestIdleCallback(
      () => {
        waiting = 0;
        build();
      },
      { timeout: 1_000 },
    );
  };
  modeler.on('commandStack.changed', later);
  modeler.on('import.done', later);
  modeler.on('root.set', later);
  modeler.on('selection.changed', () => {
    if (!host.hidden) markSelected();
  });
  tree.addEventListener('click', ({ target }) => select(modeler, itemAt(target)));
  tree.addEventListener('keydown', (pressed) => byKey(pressed, modeler, tree));
  return {
    toggle() {
      host.hidden = !host.hidden;
      if (!host.hidden) build();
      modeler.get('canvas').resized();
      return !host.hidden;
    },
  };
}

function itemOf({ id, name, kind, level, texts }: OutlineRow, say: Say): HTMLElement {
  const item = part('li', 'modeler-tree-item');
  item.setAttribute('role', 'treeitem');
  item.setAttribute('aria-level', String(level));
  item.style.setProperty('--level', String(level - 1));
  item.dataset.element = id;
  item.append(
    part('span', name === '' ? 'quiet' : '', name === '' ? say('modeler.unnamed') : name),
    part('span', 'modeler-kind', kind),
  );
  for (const text of texts) item.append(part('span', 'modeler-tree-text', text));
  return item;
}

const itemAt = (target: EventTarget | null) =>
  target instanceof Element ? (target.closest('[data-element]') as HTMLElement | null) : null;

const itemWith = (tree: HTMLElement, id: string) =>
  ([...tree.children] as HTMLElement[]).find((item) => item.dataset.element === id);

function select(modeler: Modeler, item: HTMLElement | null): void {
  if (item?.dataset.element !== undefined) reveal(modeler, item.dataset.element);
}

function byKey(pressed: KeyboardEvent, modeler: Modeler, tree: HTMLElement): void {
  const items = [...tree.children] as HTMLElement[];
  const at = items.indexOf(itemAt(pressed.target) as HTMLElement);
  const to: { [key: string]: number } = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: items.length - 1,
  };
  const next = to[pressed.key];
  if (next !== undefined) {
    pressed.preventDefault();
    items[Math.min(items.length - 1, Math.max(0, next))]?.focus();
  } else if (pressed.key === 'Enter' || pressed.key === ' ') {
    pressed.preventDefault();
    select(modeler, items[at] ?? null);
  }
}
