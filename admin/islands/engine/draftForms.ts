// Forms of a trial, drawn and judged by the product's own renderer, with what the draft's files say.
import type { Json, Lookup, LookupAnswers, Variables } from '../../../engine/core/index.ts';
import { lookupKey } from '../../../engine/core/index.ts';
import type { SubmittedFile } from '../../../forms/documents.ts';
import type { Evaluate } from '../../../forms/fields/field.ts';
import { renderForm } from '../../../forms/render.ts';
import { parseSubmission, type SubmissionResult, validateVariables } from '../../../forms/submission.ts';
import type { FieldErrors } from '../../../forms/validate.ts';
import type { Session } from './session.ts';
import type { TaskForm } from './taskForm.ts';

export interface Judging {
  session: Session;
  form: TaskForm;
  lang: 'es' | 'en';
}

/** A file that was chosen: nothing of it is sent anywhere, for a trial needs its name alone. */
export interface ChosenFile {
  field: string;
  name: string;
  type: string;
  size: number;
}

const LARGEST_FILE = 25_000_000;
const ZONE = 'America/Bogota';

export function drawForm(judging: Judging, values?: Variables, errors?: FieldErrors): string {
  return renderForm({
    ...aroundForm(judging),
    data: values ?? judging.form.data,
    ...(errors && { errors }),
    idPrefix: 'trial-',
  });
}

export function readAnswers(
  judging: Judging,
  body: { [name: string]: string | string[] },
  chosen: readonly ChosenFile[],
): SubmissionResult {
  return parseSubmission({
    ...aroundForm(judging),
    body,
    files: chosen.map(fileOf),
    ignore: [],
    stored: judging.form.data,
  });
}

/** Whether the form would take these answers; nothing is asked of files. */
export function judgeAnswers(judging: Judging, variables: Variables): SubmissionResult {
  return validateVariables({ ...aroundForm(judging), variables, stored: judging.form.data });
}

export function aroundForm({ session, form, lang }: Judging) {
  return {
    schema: form.schema,
    locale: lang,
    evaluate: feelOf(session),
    now: session.rehearsal.runtime.now,
    timeZone: ZONE,
    files: { maxBytes: LARGEST_FILE },
  };
}

/** FEEL as the form's process has it; what has no value is null, as in the work list. */
function feelOf({ draft, rehearsal }: Session): Evaluate {
  const now = rehearsal.runtime.now;
  const inputs: LookupAnswers = {};
  return (expression, variables) => {
    const get = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
    for (;;) {
      const found = draft.around.ports.evaluate(expression, { variables: { get }, now, owner: 0, inputs });
      if (found.kind !== 'need') return found.kind === 'value' ? found.value : null;
      inputs[lookupKey(found.lookup)] = lookedUp(found.lookup);
    }
  };

  /** Numbers of series are for what really happens. */
  function lookedUp(lookup: Lookup): Json {
    if (lookup.kind === 'series' || lookup.kind === 'quota') return null;
    return draft.around.resolve(lookup, now) ?? null;
  }
}

function fileOf({ field, name, type, size }: ChosenFile): SubmittedFile {
  const reference = {
    'camunda.document.type': 'camunda',
    storeId: 'trial',
    documentId: `trial-${name}`,
    metadata: { fileName: name, contentType: type, size },
  };
  return { field, fileName: name, contentType: type, size, reference };
}
