// Makes elements of the page; what people wrote is put in as text, never as markup.

export function part<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  className = '',
  text?: string,
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A button that sends no form. */
export function button(label: string, className: string, pressed: () => void): HTMLButtonElement {
  const made = part('button', className, label);
  made.type = 'button';
  made.addEventListener('click', pressed);
  return made;
}
