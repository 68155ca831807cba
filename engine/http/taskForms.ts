// Which form a task or a start event uses: the one deployed with the process, else the newest of that id.
import { type FormSchema, generateForm, type Locale, withQuestions } from '../../forms/index.ts';
import { createMemory, type Memory } from '../access/memory.ts';
import type { Json, Variables } from '../core/json.ts';
import type { AdHoc } from '../core/model.ts';
import { neededVariables } from '../expressions/index.ts';
import type { Engine } from '../runtime/engine.ts';
import type { Row, Store } from '../store/store.ts';

export interface BoundForm {
  key: string;
  id: string;
  version: number;
  schema: { [name: string]: Json };
  tenant: string;
}

interface FormRow {
  key: number | string;
  tenant_id: string;
  form_id: string;
  version: number;
  schema: string;
}

function boundForm(row: FormRow | undefined): BoundForm | undefined {
  if (!row) return undefined;
  return {
    key: String(row.key),
    id: row.form_id,
    version: Number(row.version),
    schema: JSON.parse(row.schema) as BoundForm['schema'],
    tenant: row.tenant_id,
  };
}

async function deployedWith(
  store: Store,
  definitionKey: number,
  formId: string,
): Promise<FormRow | undefined> {
  return store
    .reader('cauce_forms as f')
    .join('cauce_deployment_members as m', 'm.definition_key', 'f.key')
    .join('cauce_process_definitions as p', 'p.deployment_key', 'm.deployment_key')
    .where({ 'p.key': definitionKey, 'm.kind': 'form', 'f.form_id': formId, 'f.tenant_id': store.tenant })
    .first('f.*');
}

/** Forms come and go with deployments alone. */
const memories = new WeakMap<Store, Memory<BoundForm>>();

/** Shared by all who ask: not to be written. */
export function findForm(
  store: Store,
  definitionKey: number,
  formId: string,
): Promise<BoundForm | undefined> {
  let memory = memories.get(store);
  if (!memory) {
    memory = createMemory(store);
    memories.set(store, memory);
  }
  return memory.get(`${definitionKey} ${formId}`, () => readForm(store, definitionKey, formId));
}

async function readForm(store: Store, definitionKey: number, formId: string): Promise<BoundForm | undefined> {
  const bound = await deployedWith(store, definitionKey, formId);
  if (bound) return boundForm(bound);
  const newest: FormRow | undefined = await store
    .reader('cauce_forms')
    .where({ tenant_id: store.tenant, form_id: formId })
    .orderBy('version', 'desc')
    .first('*');
  return boundForm(newest);
}

/** The form that lies in the drawing of a task or start event. */
export async function embeddedForm(
  engine: Engine,
  definitionKey: number,
  elementId: string | undefined,
): Promise<BoundForm | undefined> {
  const model = await engine.model(definitionKey);
  const schema = model?.elements.find(({ id }) => id === elementId)?.config.form;
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return undefined;
  const id = typeof schema.id === 'string' ? schema.id : (elementId ?? '');
  return { key: String(definitionKey), id, version: 1, schema, tenant: engine.store.tenant };
}

export async function formOfTask(store: Store, task: Row): Promise<BoundForm | undefined> {
  if (task.form_id === null || task.form_id === undefined) return undefined;
  return findForm(store, Number(task.definition_key), String(task.form_id));
}

/** Keys of the forms of many tasks, one look-up for each definition and form. */
export async function formKeysOfTasks(store: Store, tasks: Row[]): Promise<(task: Row) => string | null> {
  const nameOf = (task: Row) => `${task.definition_key} ${task.form_id}`;
  const byName = new Map<string, string | null>();
  for (const task of tasks) {
    if (task.form_id === null || byName.has(nameOf(task))) continue;
    byName.set(nameOf(task), (await formOfTask(store, task))?.key ?? null);
  }
  return (task) => byName.get(nameOf(task)) ?? null;
}

/** How people choose what comes next; without a condition that says when it is done, they also say that it is. */
export function choiceOf(adHoc: AdHoc | undefined) {
  return {
    chooses: adHoc?.sequential ? ('inTurn' as const) : ('together' as const),
    mayChooseNothing: adHoc?.completionCondition === undefined,
  };
}

/** The form to judge a completion by: the drawn one with the gateways' questions, or the one that is made of them. */
export async function schemaOfTask(
  engine: Engine,
  task: Row,
  stored: Variables,
  locale: Locale,
): Promise<FormSchema> {
  const model = await engine.model(Number(task.definition_key));
  const asks = JSON.parse(String(task.asks ?? '[]')) as string[];
  const questions = (model?.elements ?? [])
    .filter(({ id }) => asks.includes(id))
    .flatMap(({ id, question }) => (question ? [{ id, ...question }] : []));
  const form =
    (await formOfTask(engine.store, task)) ??
    (await embeddedForm(engine, Number(task.definition_key), String(task.element_id)));
  if (form) return withQuestions(form.schema as unknown as FormSchema, questions);
  const occurrence = task.because === 'occurrence';
  const adHoc = model?.elements.find(({ id }) => id === task.element_id)?.adHoc;
  return generateForm({
    elementName: '',
    question: questions,
    variables: stored,
    reads: (model && neededVariables(model).get(String(task.element_id))) ?? [],
    occurrence,
    ...(task.because === 'adHoc' && choiceOf(adHoc)),
    locale,
  });
}
