// What the worker of forms does: a form of the draft drawn and judged by the product's own renderer, with what the draft's
// other files say; and the fields that the draft's drawings need of it.
import { type Lookup, type LookupAnswers, lookupKey } from '../../../engine/core/index.ts';
import type { Json, Variables } from '../../../engine/core/json.ts';
import { checkFeel } from '../../../engine/runtime/checkFeel.ts';
import type { Evaluate } from '../../../forms/fields/field.ts';
import { renderFormProblem } from '../../../forms/problemTexts.ts';
import { readForm } from '../../../forms/read.ts';
import { renderForm } from '../../../forms/render.ts';
import type { FormSchema } from '../../../forms/schema.ts';
import { parseSubmission, type SubmissionResult } from '../../../forms/submission.ts';
import { createDraftReader, type ReadDraft } from '../engine/readDraft.ts';
import { askedFields } from './askedFields.ts';
import { exampleOf } from './exampleData.ts';
import type { Calls, Drawn, DrawRequest, FileText } from './protocol.ts';

const PREFIX = 'preview-';

export function formCalls(): Calls {
  const reader = createDraftReader();
  let files: readonly FileText[] = [];
  let reading: Promise<ReadDraft> | undefined;
  const draft = () => {
    reading ??= reader.read(files);
    return reading;
  };
  return {
    async files(given) {
      files = given;
      reading = undefined;
    },
    draw: async (request) => drawn(request, feelOf(await draft())),
    async asked(name, json, lang) {
      const read = await draft();
      const schema = schemaOf(json, name);
      return schema ? askedFields({ schema, read, lang }) : [];
    },
    async example(json, lang) {
      const schema = schemaOf(json, '');
      return schema ? exampleOf(schema, { locale: lang, evaluate: feelOf(await draft()) }) : {};
    },
  };
}

function schemaOf(json: Json, name: string): FormSchema | undefined {
  const read = readForm(json, name);
  return 'schema' in read ? read.schema : undefined;
}

function drawn(request: DrawRequest, evaluate: Evaluate): Drawn {
  const { schema: json, name, lang, data, body, isReadOnly } = request;
  const read = readForm(json, name, (text) => checkFeel(text, 'expression'));
  const problems = read.problems.map((problem) => {
    return { text: renderFormProblem(problem, lang), isError: problem.severity === 'error' };
  });
  if (!('schema' in read)) return { html: '', problems, isRefused: false };
  const { schema } = read;
  const around = { schema, locale: lang, evaluate };
  const judged: SubmissionResult | undefined =
    body && parseSubmission({ ...around, body, stored: data, ignore: ['_csrf'] });
  const errors = judged && 'errors' in judged ? judged.errors : {};
  const html = renderForm({
    ...around,
    data: judged?.values ?? data,
    errors,
    mode: isReadOnly ? 'readonly' : 'edit',
    idPrefix: PREFIX,
  });
  return {
    html,
    problems,
    ...(judged && { values: judged.values }),
    ...(judged && 'variables' in judged && { variables: judged.variables }),
    isRefused: Object.keys(errors).length > 0,
  };
}

/** FEEL as the draft's processes have it; what has no value is null, as in the work list. */
function feelOf({ around }: ReadDraft): Evaluate {
  const inputs: LookupAnswers = {};
  const now = Date.now();
  const found = (lookup: Lookup): Json =>
    lookup.kind === 'series' || lookup.kind === 'quota' ? null : (around.resolve(lookup, now) ?? null);
  return (expression, variables: Variables) => {
    const get = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
    for (;;) {
      const answer = around.ports.evaluate(expression, { variables: { get }, now, owner: 0, inputs });
      if (answer.kind !== 'need') return answer.kind === 'value' ? answer.value : null;
      inputs[lookupKey(answer.lookup)] = found(answer.lookup);
    }
  };
}
