// Reads what was typed into a form as names with values, and writes it back into the fields that are there.

/** Without files, and without what the page itself carries; the documents that the server keeps are named by it. */
export function typedIn(form: HTMLFormElement): [name: string, value: string][] {
  const own = ['_request', '_csrf', '_form', '_proof', '_hidden', '_consents'];
  return [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !own.includes(entry[0]),
  );
}

/** What the fields hold now, and of those that are not there what they held. */
export function together(
  form: HTMLFormElement,
  fields: readonly [name: string, value: string][],
): [name: string, value: string][] {
  const there = new Set([...form.elements].map((field) => field.getAttribute('name')));
  return [...typedIn(form), ...fields.filter(([name]) => !there.has(name))];
}

export function fillIn(form: HTMLFormElement, fields: readonly [name: string, value: string][]): void {
  const values = new Map<string, string[]>();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type))
      field.checked = values.get(field.name)?.includes(field.value) ?? false;
    else if (field instanceof HTMLInputElement && ['file', 'hidden'].includes(field.type)) continue;
    else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      const value = values.get(field.name)?.shift() ?? field.value;
      // Somebody was quicker than this script: what they typed since is newer.
      if (field.value === field.defaultValue) field.value = value;
    } else if (field instanceof HTMLSelectElement)
      for (const option of field.options)
        option.selected = values.get(field.name)?.includes(option.value) ?? option.selected;
  }
}
