// The form of an open task of a trial, as the work list would show it: its own, the drawing's, or a generated one.
import type {
  ElementModel,
  InstanceState,
  Json,
  ProcessModel,
  Variables,
} from '../../../engine/core/index.ts';
import { lookUp } from '../../../engine/core/index.ts';
import type { AdHoc } from '../../../engine/core/model.ts';
import { neededVariables } from '../../../engine/expressions/neededVariables.ts';
import { generateForm, withQuestions } from '../../../forms/generate.ts';
import type { FormSchema } from '../../../forms/schema.ts';
import type { TaskOffer } from './offers.ts';
import type { ReadDraft } from './readDraft.ts';
import type { Session } from './session.ts';

export interface TaskForm {
  schema: FormSchema;
  /** What the task sees. */
  data: Variables;
}

export function formOfTask({ rehearsal, draft }: Session, offer: TaskOffer, lang: 'es' | 'en'): TaskForm {
  const model = draft.models.find(({ id }) => id === offer.process);
  const data = visibleIn(rehearsal.runtime.state(offer.instanceKey), offer.owner);
  const element = model?.elements.find(({ id }) => id === offer.element);
  const questions = (model?.elements ?? []).flatMap(({ id, question }) =>
    question && offer.asks.includes(id) ? [{ id, ...question }] : [],
  );
  const own = drawnForm(draft, offer.formId) ?? embeddedForm(element);
  if (own) return { schema: withQuestions(own, questions), data };
  const schema = generateForm({
    elementName: '',
    question: questions,
    variables: data,
    reads: neededFor(model, offer.element),
    occurrence: offer.because === 'occurrence',
    ...(offer.because === 'adHoc' && choiceOf(element?.adHoc)),
    locale: lang,
  });
  return { schema, data };
}

/** The form of a start event, where it has one; the process may be begun without. */
export function formOfStart(
  draft: ReadDraft,
  process: string,
  startElement?: string,
): FormSchema | undefined {
  const model = draft.models.find(({ id }) => id === process);
  const start = model?.elements.find(({ id, type, parent, eventDefinitions }) =>
    startElement === undefined
      ? type === 'startEvent' && parent === null && eventDefinitions.length === 0
      : id === startElement,
  );
  const named = draft.drawings
    .flatMap(({ startForms }) => startForms)
    .find(({ processId }) => processId === process);
  const formId = start?.config.formId ?? named?.formId;
  return drawnForm(draft, typeof formId === 'string' ? formId : undefined) ?? embeddedForm(start);
}

function drawnForm({ forms }: ReadDraft, formId: string | undefined): FormSchema | undefined {
  const found = formId === undefined ? undefined : forms.find(({ id }) => id === formId);
  return found?.schema as FormSchema | undefined;
}

function embeddedForm(element: ElementModel | undefined): FormSchema | undefined {
  const form: Json | undefined = element?.config.form;
  const isForm = typeof form === 'object' && form !== null && !Array.isArray(form);
  return isForm ? (form as unknown as FormSchema) : undefined;
}

function neededFor(model: ProcessModel | undefined, element: string) {
  return (model && neededVariables(model).get(element)) ?? [];
}

/** Without a condition that says when it is done, people say so too. */
function choiceOf(adHoc: AdHoc | undefined) {
  return {
    chooses: adHoc?.sequential ? ('inTurn' as const) : ('together' as const),
    mayChooseNothing: adHoc?.completionCondition === undefined,
  };
}

/** The nearest value of each name. */
function visibleIn(state: InstanceState, owner: number): Variables {
  const seen: Variables = {};
  for (let at = lookUp(state.elements, owner); at; at = lookUp(state.elements, at.scope))
    for (const [name, value] of Object.entries(at.variables ?? {}))
      if (!Object.hasOwn(seen, name)) seen[name] = value;
  return seen;
}
