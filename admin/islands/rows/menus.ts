// Menus above the list close by Escape, which leads back to their word, and by a press anywhere else.

export function closeMenus(event: Event): void {
  if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
  const pressed = event.target instanceof Node ? event.target : null;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    const isInside = menu.contains(pressed);
    if (event instanceof MouseEvent && isInside) continue;
    menu.open = false;
    if (isInside) menu.querySelector('summary')?.focus();
  }
}
