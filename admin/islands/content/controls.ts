// A button and a labeled field, as every editor of content has them.

export function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button plain';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}

export function labeled(
  text: string,
  field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement,
): HTMLElement {
  const label = document.createElement('label');
  label.className = 'content-field';
  const words = document.createElement('span');
  words.textContent = text;
  label.append(words, field);
  return label;
}
