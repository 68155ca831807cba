// Turns a posted form into variables, or into errors with everything that was typed.
import type { Json, Variables } from '../engine/core/json.ts';
import { contextOf } from './context.ts';
import type { SubmittedFile } from './documents.ts';
import type { Evaluate, FileLimits, FormContext } from './fields/field.ts';
import { readJson } from './jsonAnswers.ts';
import type { Locale } from './messages/messages.ts';
import { ACTION, type Answers, readPost } from './post.ts';
import { changeRows } from './postedRows.ts';
import { ROWS } from './resolve.ts';
import type { FormSchema } from './schema.ts';
import { type Settled, settle } from './settle.ts';
import { errorOf, type FieldErrors, noErrors, validate, variablesOf } from './validate.ts';

interface Request {
  schema: FormSchema;
  locale: Locale;
  evaluate: Evaluate;
  /** The variables of the task as they are: what hidden, read-only and disabled fields keep. */
  stored: Variables;
  /** Documents that this person uploaded before and that the form may keep or refer to. */
  earlier?: readonly Json[];
  limits?: Partial<FileLimits>;
  now?: number;
  timeZone?: string;
}

export interface SubmissionRequest extends Request {
  /** Flat: one string, or a list of them, a name. */
  body: { [name: string]: unknown };
  files?: readonly SubmittedFile[];
  /** Names that belong to the page and not to the form, e.g. its CSRF token. */
  ignore?: readonly string[];
}

export interface VariablesRequest extends Request {
  variables: Variables;
}

/**
 * `values` is everything as typed, to show the form again or to keep a draft.
 * No errors and no variables: a button only changed the form (add, remove, refresh); show it again.
 */
export type SubmissionResult =
  | { variables: Variables; values: Variables }
  | { errors: FieldErrors; values: Variables };

export function parseSubmission(request: SubmissionRequest): SubmissionResult {
  const context = submissionContext(request);
  const { schema, stored } = request;
  const answers = readPost(
    {
      schema,
      stored: withoutRecords(stored),
      body: request.body,
      files: request.files ?? [],
      earlier: request.earlier ?? [],
      ignore: request.ignore ?? [],
    },
    context,
  );
  const settled = settle(schema, answers.candidate, withoutRecords(stored), context);
  const action = pressed(request.body);
  if (Object.keys(answers.errors).length > 0 || action === 'submit') return judge(settled, answers, context);
  const lost = () => lostFiles(answers, context);
  if (action === 'refresh') return { errors: lost(), values: settled.data };
  const changed = changeRows(action, settled.nodes, settled.data, context);
  if (changed) return { errors: lost(), values: changed };
  const errors = noErrors();
  errors[ACTION] = errorOf({ code: 'FIELD_UNKNOWN', values: { field: action } }, context);
  return { errors, values: settled.data };
}

/** The same rules for variables that come as JSON. A name that is missing keeps its stored value. */
export function validateVariables(request: VariablesRequest): SubmissionResult {
  const context = submissionContext(request);
  const stored = withoutRecords(request.stored);
  const answers = readJson({ ...request, stored, earlier: request.earlier ?? [] }, context);
  return judge(settle(request.schema, answers.candidate, stored, context), answers, context);
}

function submissionContext({ limits, ...request }: Request): FormContext {
  return contextOf({ ...request, ...(limits ? { files: limits } : {}) });
}

function judge(settled: Settled, answers: Answers, context: FormContext): SubmissionResult {
  const names = answers.errors;
  const errors =
    Object.keys(names).length > 0 ? names : validate(settled, answers.refusals, answers.unseen, context);
  if (Object.keys(errors).length > 0) return { errors, values: settled.data };
  return { variables: variablesOf(settled), values: settled.data };
}

/** A file that was not taken is told at once, even where nothing else is judged: it is not on the page any more. */
function lostFiles({ refusals }: Answers, context: FormContext): FieldErrors {
  const errors = noErrors();
  for (const [path, refusal] of refusals) {
    if (refusal.code.startsWith('FIELD_FILE_')) errors[path] = errorOf(refusal, context);
  }
  return errors;
}

/** Which button was pressed; none is a plain submission. */
function pressed(body: { [name: string]: unknown }): string {
  const action = Object.hasOwn(body, ACTION) ? body[ACTION] : undefined;
  return typeof action === 'string' && action !== '' ? action : 'submit';
}

/** A stored variable cannot pose as the record of a draft's rows. */
function withoutRecords(stored: Variables): Variables {
  const { [ROWS]: _records, ...rest } = stored;
  return rest;
}
