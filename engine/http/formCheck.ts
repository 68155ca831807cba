// People complete tasks and start instances strictly by the form; services only by what JSON may be.
import { type FormSchema, validateVariables } from '../../forms/index.ts';
import type { Json, Variables } from '../core/json.ts';
import type { StartRequest } from '../runtime/engine.ts';
import type { Row } from '../store/store.ts';
import { withFeel } from './formFeel.ts';
import { type Refusal, refusal } from './problem.ts';
import type { Call } from './route.ts';
import { integer, text } from './rows.ts';
import { type BoundForm, embeddedForm, findForm, schemaOfTask } from './taskForms.ts';

export type Checked = { variables: Variables } | { refused: Refusal };

type Caller = Pick<Call<unknown>, 'engine' | 'store' | 'principal' | 'locale'>;

interface Filled {
  schema: FormSchema;
  definitionKey: number;
  variables: Variables;
  stored: Variables;
}

/** What this person uploaded and no case has taken yet: the only documents that an answer may newly name. */
async function ownUploads({ store, principal }: Caller): Promise<Json[]> {
  const { rows } = await store.search('documents', {
    where: [
      { column: 'created_by', op: 'eq', value: principal.username },
      { column: 'case_key', op: 'exists', value: false },
    ],
    sort: [{ column: 'created_at', descending: true }],
    limit: 1000,
  });
  return rows.map((row) => ({ documentId: text(row, 'id') }));
}

/** By the form's rules: unknown, read-only and hidden fields are refused, computed ones computed. */
async function byForm(call: Caller, { schema, definitionKey, variables, stored }: Filled): Promise<Checked> {
  // Asked only where the answer names a document.
  const earlier = JSON.stringify(variables).includes('documentId') ? await ownUploads(call) : [];
  const check = (evaluate: (expression: string, data: Variables) => Json) =>
    validateVariables({
      schema,
      variables,
      stored,
      earlier,
      evaluate,
      locale: call.locale,
      now: call.engine.now(),
    });
  const result = await withFeel(call.engine, definitionKey, check);
  if ('variables' in result) return { variables: result.variables };
  const violations = Object.entries(result.errors).map(([path, error]) => ({
    path,
    code: error.code,
    message: error.message,
  }));
  return { refused: refusal('FORM_INVALID', {}, { violations }) };
}

export async function checkCompletion(call: Caller, task: Row, variables: Variables): Promise<Checked> {
  // A task that is done already is the engine's to answer: repeated, or refused.
  if (call.principal.kind !== 'user' || text(task, 'state') !== 'CREATED') return { variables };
  const stored = await call.engine.visibleVariables(
    integer(task, 'instance_key'),
    integer(task, 'element_instance_key'),
  );
  const schema = await schemaOfTask(call.engine, task, stored, call.locale);
  return byForm(call, { schema, definitionKey: integer(task, 'definition_key'), variables, stored });
}

async function definitionOf(call: Caller, start: StartRequest): Promise<Row | undefined> {
  if (start.definitionKey !== undefined)
    return call.store.find('process_definitions', { key: start.definitionKey });
  const { rows } = await call.store.search('process_definitions', {
    where: [
      { column: 'process_id', op: 'eq', value: start.processId ?? '' },
      ...(start.version === undefined
        ? []
        : [{ column: 'version', op: 'eq' as const, value: start.version }]),
    ],
    sort: [{ column: 'version', descending: true }],
    limit: 1,
  });
  return rows[0];
}

/** Whether people fill in a form to start it. */
export async function hasStartForm(call: Caller, definitionKey: number): Promise<boolean> {
  const { formId, form } = (await startOf(call, definitionKey, undefined))?.config ?? {};
  return typeof formId === 'string' || form !== undefined;
}

/** The named start event, else the none start of the process. */
async function startOf(call: Caller, definitionKey: number, element: string | undefined) {
  const model = await call.engine.model(definitionKey);
  return model?.elements.find(
    ({ id, type, parent, eventDefinitions }) =>
      type === 'startEvent' && parent === null && (element ? id === element : eventDefinitions.length === 0),
  );
}

/** The form of a start event: deployed, or in the drawing. */
export async function startForm(
  call: Caller,
  definitionKey: number,
  element?: string,
): Promise<BoundForm | undefined> {
  const start = await startOf(call, definitionKey, element);
  const formId = start?.config.formId;
  if (typeof formId === 'string') return findForm(call.store, definitionKey, formId);
  return embeddedForm(call.engine, definitionKey, start?.id);
}

/** The variables to start with: strictly by the start's form, and where it has none, what JSON may be. */
export async function checkStart(call: Caller, start: StartRequest): Promise<Checked> {
  if (call.principal.kind !== 'user') return { variables: start.variables };
  const definition = await definitionOf(call, start);
  if (!definition) return { variables: start.variables };
  const definitionKey = integer(definition, 'key');
  const form = await startForm(call, definitionKey, start.startElement);
  if (!form) return { variables: start.variables };
  const schema = form.schema as unknown as FormSchema;
  return byForm(call, { schema, definitionKey, variables: start.variables, stored: {} });
}
