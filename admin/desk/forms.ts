// Finds the form of a task, or makes one; shows it with the case's values, and reads what was posted to it.
import {
  type FieldErrors,
  type FormSchema,
  generateForm,
  parseSubmission,
  renderForm,
  type SubmissionResult,
  withQuestions,
} from '../../forms/index.ts';
import {
  choiceOf,
  type ElementModel,
  findForm,
  neededVariables,
  type ProcessModel,
  type Variables,
  withFeel,
} from '../engine.ts';
import type { PageOptions, Visit } from '../visit.ts';
import { type Accepted, referencesOf } from './documents.ts';

/** A form is told its limit in whole megabytes, and held to what it was told. */
const limitsOf = ({ fileLimit }: PageOptions) => ({
  maxBytes: Math.floor(fileLimit / 1_000_000) * 1_000_000 || fileLimit,
});

/** The status of a form that is shown again; without errors it was only asked for anew. */
export function statusFor(errors: FieldErrors): number {
  const codes = Object.values(errors).map(({ code }) => code);
  if (codes.some((code) => code === 'FIELD_FILE_SIZE' || code === 'FIELD_FILE_TOTAL')) return 413;
  return codes.length > 0 ? 422 : 200;
}

export interface TaskForm {
  schema: FormSchema;
  definitionKey: number;
}

/** Fields of our pages that are not the form's. */
export const ownFields = [
  '_csrf',
  '_request',
  '_do',
  '_begin',
  '_attach',
  '_seen',
  '_kept',
  '_consents',
  '_proof',
  // Written beside the answers, to the team or the requester.
  '_note',
  '_noteAsks',
  '_noteShared',
];

function questionsOf(model: ProcessModel, asks: string[]) {
  return model.elements
    .filter((element) => asks.includes(element.id))
    .flatMap(({ id, question }) => (question ? [{ id, ...question }] : []));
}

export interface FormOf {
  definitionKey: number;
  elementId: string;
  formId?: string | null | undefined;
  asks?: string[];
  because?: string;
  variables: Variables;
}

export async function formOf(visit: Visit, of: FormOf): Promise<TaskForm> {
  const { definitionKey, elementId, formId, asks = [] } = of;
  const model = await visit.engine.model(definitionKey);
  const questions = model ? questionsOf(model, asks) : [];
  const deployed = formId ? await findForm(visit.engine.store, definitionKey, formId) : undefined;
  if (deployed)
    return { schema: withQuestions(deployed.schema as unknown as FormSchema, questions), definitionKey };
  const element = model?.elements.find((each) => each.id === elementId);
  const embedded = element?.config.form;
  if (embedded) return { schema: withQuestions(embedded as unknown as FormSchema, questions), definitionKey };
  const schema = generateForm({
    // The page's heading says the name already.
    elementName: '',
    question: questions,
    variables: of.variables,
    reads: (model && neededVariables(model).get(elementId)) ?? [],
    occurrence: of.because === 'occurrence',
    ...(of.because === 'adHoc' && choiceOf(element?.adHoc)),
    locale: visit.lang,
  });
  return { schema: element ? schema : { ...schema, components: [] }, definitionKey };
}

/** A receive task cannot have `zeebe:formDefinition`; its form is named among its properties. */
export function formIdOf(element: ElementModel): string | undefined {
  const { formId, properties } = element.config;
  if (typeof formId === 'string') return formId;
  const named = typeof properties === 'object' && properties !== null && !Array.isArray(properties);
  const value = named ? properties.formId : undefined;
  return typeof value === 'string' ? value : undefined;
}

export interface Shown {
  data: Variables;
  errors?: FieldErrors;
  readonly?: boolean;
}

export function showForm(visit: Visit, { schema, definitionKey }: TaskForm, shown: Shown): Promise<string> {
  const { engine, options, lang, base } = visit;
  return withFeel(engine, definitionKey, (evaluate) =>
    renderForm({
      schema,
      data: shown.data,
      ...(shown.errors && { errors: shown.errors }),
      locale: lang,
      mode: shown.readonly ? 'readonly' : 'edit',
      evaluate,
      now: engine.now(),
      timeZone: options.timeZone,
      files: {
        ...limitsOf(options),
        ...(visit.identity && { href: (id: string) => `${base}/documentos/${encodeURIComponent(id)}` }),
      },
    }),
  );
}

/** Judges what was posted, with the files already accepted or refused. */
export async function readForm(
  visit: Visit,
  { schema, definitionKey }: TaskForm,
  stored: Variables,
  accepted: Accepted,
): Promise<SubmissionResult> {
  const body: { [name: string]: unknown } = Object.create(null);
  for (const [name, values] of visit.posted) body[name] = values.length === 1 ? values[0] : values;
  return withFeel(visit.engine, definitionKey, (evaluate) =>
    parseSubmission({
      schema,
      body,
      files: accepted.files,
      earlier: referencesOf(accepted.earlier),
      ignore: ownFields,
      stored,
      locale: visit.lang,
      evaluate,
      now: visit.engine.now(),
      timeZone: visit.options.timeZone,
      limits: limitsOf(visit.options),
    }),
  );
}
