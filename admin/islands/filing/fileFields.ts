// The file fields of a form: what is chosen in them, and choosing for somebody what they chose before.
import type { KeptFiles } from './device.ts';

const fieldsIn = (form: Element): HTMLInputElement[] => [
  ...form.querySelectorAll<HTMLInputElement>('input[type="file"]'),
];

export function chosenIn(form: Element): KeptFiles {
  return Object.fromEntries(fieldsIn(form).map(({ name, files }) => [name, [...(files ?? [])]]));
}

/** The answers with the files of one field: those of others have a turn of their own. */
export function bodyWith(form: HTMLFormElement, field: HTMLInputElement): FormData {
  const body = new FormData(form);
  for (const { name } of fieldsIn(form)) if (name !== field.name) body.delete(name);
  body.set('_form', 'refresh');
  return body;
}

export function choose(form: Element, kept: KeptFiles): void {
  for (const field of fieldsIn(form)) {
    const files = kept[field.name] ?? [];
    if (files.length === 0 || field.files?.length) continue;
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    field.files = chosen.files;
  }
}
