// What was typed below an offer, as the worker takes it.
import type { Json } from '../../../engine/core/index.ts';
import type { ChosenFile } from '../engine/draftForms.ts';
import type { Doing } from '../engine/steps.ts';
import type { OpenOffer } from './trialState.ts';
import { typedValue } from './trialWords.ts';

export interface FormAnswers {
  body: { [name: string]: string | string[] };
  files: ChosenFile[];
}

/** A form's fields; of files their names alone. */
export function answersOf(form: HTMLFormElement, submitter: HTMLElement | null): FormAnswers {
  const body: FormAnswers['body'] = Object.create(null);
  const files: ChosenFile[] = [];
  for (const [name, value] of new FormData(form, submitter)) {
    if (value instanceof File) {
      if (value.size > 0) files.push({ field: name, name: value.name, type: value.type, size: value.size });
      continue;
    }
    const before = body[name];
    body[name] = before === undefined ? value : [before, value].flat();
  }
  return { body, files };
}

/** Without a form: values by their names, the code of an error, or why it failed. */
export function doingOfForm(form: HTMLFormElement, what: OpenOffer['what']): Doing {
  const data = new FormData(form);
  if (what === 'error') return { error: String(data.get('error') ?? '').trim() };
  if (what === 'failure') return { failure: String(data.get('failure') ?? '') };
  const names = data.getAll('name').map(String);
  const values = data.getAll('value').map(String);
  const variables: { [name: string]: Json } = {};
  for (const [at, name] of names.entries())
    if (name.trim() !== '') variables[name.trim()] = typedValue(values[at] ?? '') as Json;
  return { variables };
}
