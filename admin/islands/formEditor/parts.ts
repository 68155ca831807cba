// The elements that the page of forms is built of; what people wrote goes in as text alone.

export function part(tag: 'input', className?: string): HTMLInputElement;
export function part(tag: 'textarea', className?: string): HTMLTextAreaElement;
export function part(tag: string, className?: string, text?: string): HTMLElement;
export function part(tag: string, className = '', text?: string): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function button(label: string, className: string, pressed: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = label;
  made.addEventListener('click', pressed);
  return made;
}

/** One of a few, as buttons of which one is pressed. */
export function choice<Value extends string>(
  label: string,
  values: readonly { value: Value; label: string }[],
  chosen: Value,
  choose: (value: Value) => void,
): HTMLElement {
  const group = part('span', 'modeler-bar-group');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', label);
  const buttons = values.map(({ value, label }) => {
    const made = button(label, 'modeler-button', () => {
      for (const each of buttons) each.setAttribute('aria-pressed', String(each === made));
      choose(value);
    });
    made.setAttribute('aria-pressed', String(value === chosen));
    return made;
  });
  group.append(...buttons);
  return group;
}
