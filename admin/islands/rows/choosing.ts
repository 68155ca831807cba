// Several rows chosen at once: how many, all of the page, a range with the shift key; what cannot be done yet is not offered.

export interface Choosing {
  toggle(row: HTMLTableRowElement | null): void;
  /** False: nothing is chosen. */
  claim(): boolean;
  /** Says anew how many are chosen. */
  count(): void;
}

export function choosing(list: HTMLElement): Choosing | undefined {
  const bar = list.querySelector<HTMLFormElement>('form.bulk');
  if (!bar) return undefined;
  const words = bar.querySelector<HTMLElement>('.bulk-count');
  const usual = words?.textContent ?? '';
  const all = bar.querySelector<HTMLInputElement>('.bulk-all input');
  const boxes = (): HTMLInputElement[] => [
    ...list.querySelectorAll<HTMLInputElement>('td.pick input[type=checkbox]'),
  ];
  let last: HTMLInputElement | undefined;

  function count(): void {
    const every = boxes();
    const chosen = every.filter((box) => box.checked).length;
    // The one without a name only keeps Enter from pressing another.
    for (const button of bar?.querySelectorAll<HTMLButtonElement>('button[name]') ?? [])
      button.disabled = chosen === 0;
    const { chosen: many = '', chosenOne = '' } = list.dataset;
    if (words)
      words.textContent =
        chosen === 0 ? usual : chosen === 1 ? chosenOne : many.replace('{count}', String(chosen));
    if (!all) return;
    all.checked = chosen > 0 && chosen === every.length;
    all.indeterminate = chosen > 0 && chosen < every.length;
  }

  function upTo(box: HTMLInputElement): void {
    const every = boxes();
    const [from, to] = [every.indexOf(last as HTMLInputElement), every.indexOf(box)].sort((a, b) => a - b);
    if (from === undefined || from < 0) return;
    for (const one of every.slice(from, (to ?? from) + 1)) one.checked = box.checked;
  }

  list.addEventListener('click', (event) => {
    if (!(event.target instanceof HTMLInputElement) || !event.target.closest('td.pick')) return;
    if (event.shiftKey) upTo(event.target);
    last = event.target;
  });
  list.addEventListener('change', (event) => {
    if (event.target === all) for (const box of boxes()) box.checked = all?.checked === true;
    count();
  });
  // A page that the back button brings back keeps its boxes.
  addEventListener('pageshow', count);
  all?.closest<HTMLElement>('.bulk-all')?.removeAttribute('hidden');
  count();

  return {
    toggle(row) {
      const box = row?.querySelector<HTMLInputElement>('td.pick input');
      if (!box) return;
      box.checked = !box.checked;
      last = box;
      count();
    },
    claim() {
      if (!boxes().some((box) => box.checked)) return false;
      bar.requestSubmit(bar.querySelector<HTMLButtonElement>('button[value=claim]'));
      return true;
    },
    count,
  };
}
