// The list of findings: filtered by kind, led through by the arrow keys, kept in place while the drawing changes.
import { part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';
import type { Finding } from './finding.ts';
import { type FindingActs, type FindingItem, findingItem } from './findingItem.ts';
import type { Fix } from './fixes/change.ts';

/** More than anybody reads; the first ones are mended first. */
const MOST_SHOWN = 100;
const KINDS = ['error', 'warning', 'soundness', 'style'] as const;
type Kind = (typeof KINDS)[number];

export interface FindingList {
  show(findings: readonly Finding[]): void;
  /** The first finding of an element. */
  focus(elementId: string): void;
  /** From wherever the keyboard is to the next finding. */
  next(by: number): void;
}

export interface ListOptions {
  say: Say;
  acts: FindingActs;
  fixesOf(finding: Finding): Fix[];
  /** What the filters leave. */
  filtered(findings: readonly Finding[]): void;
}

const kindOf = (finding: Finding): Kind => (finding.group === 'execution' ? finding.severity : finding.group);

export function createFindingList(
  { top, body }: { top: HTMLElement; body: HTMLElement },
  options: ListOptions,
): FindingList {
  const { say } = options;
  const hidden = new Set<Kind>();
  const filters = part('div', 'lint-filters');
  filters.setAttribute('role', 'group');
  filters.setAttribute('aria-label', say('lint.filters'));
  const list = part('ul', 'lint-list');
  const more = part('p', 'quiet');
  top.append(filters);
  body.append(list, more);
  let all: readonly Finding[] = [];
  let items: (FindingItem & { finding: Finding })[] = [];

  const toggles = KINDS.map((kind) => {
    const toggle = document.createElement('button');
    toggle.type = 'button';
    toggle.className = `lint-filter lint-filter-${kind}`;
    toggle.addEventListener('click', () => {
      if (!hidden.delete(kind)) hidden.add(kind);
      render();
    });
    filters.append(toggle);
    return { kind, toggle };
  });

  function render(): void {
    for (const { kind, toggle } of toggles) {
      const count = all.filter((finding) => kindOf(finding) === kind).length;
      toggle.textContent = say(`lint.count.${kind}`, { count });
      toggle.setAttribute('aria-pressed', String(!hidden.has(kind)));
    }
    const left = [...all]
      .filter((finding) => !hidden.has(kindOf(finding)))
      .sort((a, b) => KINDS.indexOf(kindOf(a)) - KINDS.indexOf(kindOf(b)));
    options.filtered(left);
    const heldAt = present();
    const held = items[heldAt];
    const typing = held ? document.activeElement : null;
    items = left.slice(0, MOST_SHOWN).map((finding) => itemOf(finding));
    place(list, items);
    more.textContent = left.length > MOST_SHOWN ? say('lint.more', { count: left.length - MOST_SHOWN }) : '';
    if (typing?.isConnected) (typing as HTMLElement).focus();
    // Where the keyboard was; what was mended leaves its place to the next.
    else if (held)
      focusAgain(
        items.find(({ finding }) => finding.key === held.finding.key),
        heldAt,
      );
    const first = items[0]?.item;
    if (first && !items.some(({ item }) => item.tabIndex === 0)) first.tabIndex = 0;
  }

  function focusAgain(same: FindingItem | undefined, at: number): void {
    const item = same?.item ?? items[Math.min(at, items.length - 1)]?.item;
    if (!item) return;
    item.tabIndex = 0;
    item.focus();
  }

  /** What says the same stays as it is, and an answer that is being typed is not taken from under the fingers. */
  function itemOf(finding: Finding): FindingItem & { finding: Finding } {
    const before = items.find((each) => each.finding.key === finding.key);
    const fixes = options.fixesOf(finding);
    if (before?.renew(fixes)) return { ...before, finding };
    return { ...findingItem(finding, fixes, { say, acts: options.acts }), finding };
  }

  function focusAt(at: number): void {
    const target = items[Math.max(0, Math.min(items.length - 1, at))];
    if (!target) return;
    for (const { item } of items) item.tabIndex = item === target.item ? 0 : -1;
    target.item.focus();
    target.item.scrollIntoView({ block: 'nearest' });
    options.acts.reveal(target.finding);
  }

  const present = () => items.findIndex(({ item }) => item.contains(document.activeElement));

  list.addEventListener('keydown', (pressed) => {
    const at = present();
    const here = items[at];
    if (!here || pressed.target !== here.item) return;
    const acts: { [key: string]: () => void } = {
      ArrowDown: () => focusAt(at + 1),
      ArrowUp: () => focusAt(at - 1),
      Home: () => focusAt(0),
      End: () => focusAt(items.length - 1),
      Enter: () => options.acts.reveal(here.finding),
      c: () => here.mendFirst(),
      v: () => here.finding.counterExample && options.acts.play(here.finding),
    };
    const act = Object.hasOwn(acts, pressed.key) ? acts[pressed.key] : undefined;
    if (!act) return;
    pressed.preventDefault();
    act();
  });

  return {
    show(findings) {
      all = findings;
      render();
    },
    focus(elementId) {
      focusAt(
        Math.max(
          0,
          items.findIndex(({ finding }) => finding.elementId === elementId),
        ),
      );
    },
    next(by) {
      const at = present();
      const last = items.length - 1;
      focusAt(at < 0 ? (by > 0 ? 0 : last) : at + by > last ? 0 : at + by < 0 ? last : at + by);
    },
  };
}

/** What stays is not moved: the list does not scroll, and nothing typed loses its cursor. */
function place(list: HTMLElement, items: readonly FindingItem[]): void {
  const kept = new Set(items.map(({ item }) => item));
  for (const child of [...list.children]) if (!kept.has(child as HTMLElement)) child.remove();
  for (const [at, { item }] of items.entries())
    if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
}
