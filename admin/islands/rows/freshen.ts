// The list as it is now, put in the place of what stands here: not under somebody's hands, and what was chosen stays so.

const parts = ['.tiles', '.facets', '.chips', '.pager'];

export async function freshen(list: HTMLElement): Promise<void> {
  if (document.hidden || isInUse(list)) return;
  const response = await fetch(location.href, { credentials: 'same-origin' });
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  // Somebody may have begun meanwhile.
  if (isInUse(list)) return;
  document.title = page.title;
  const chosen = new Set(
    [...list.querySelectorAll<HTMLInputElement>('td.pick input:checked')].map(({ value }) => value),
  );
  const table = page.querySelector('cauce-rows > table');
  // An empty list is another page: it comes with the next visit.
  if (!table) return void list.querySelector('tbody')?.replaceChildren();
  for (const box of table.querySelectorAll<HTMLInputElement>('td.pick input'))
    box.checked = chosen.has(box.value);
  const at = document.activeElement?.closest('tr')?.querySelector('a.main')?.getAttribute('href');
  list.querySelector(':scope > table')?.replaceWith(table);
  // Whoever stands on a row goes on standing on it.
  if (at) table.querySelector<HTMLElement>(`a.main[href="${CSS.escape(at)}"]`)?.focus();
  for (const part of parts) {
    const fresh = page.querySelector(part);
    const here = document.querySelector(part);
    if (fresh && here && !here.contains(document.activeElement)) here.replaceWith(fresh);
  }
}

/** A row must not move away while somebody chooses among them. */
function isInUse(list: HTMLElement): boolean {
  return list.querySelector('.pick input:checked') !== null;
}
