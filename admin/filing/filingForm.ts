// The form by which the public files one request: what it asks, the texts to consent to, and what the case is given besides.
import { formIdOf, formOf, type TaskForm } from '../desk/forms.ts';
import { publicForm } from '../desk/publicForm.ts';
import type { Variables } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { type Asked, consentsOf, withConsents } from './consents.ts';
import { filesAround, type Offered } from './requests.ts';

export interface FilingForm extends TaskForm {
  /** What fields that are left out say of everybody who files here, and what the request says. */
  given: Variables;
  consents: Asked[];
}

export async function filingForm(visit: Visit, { process, request }: Offered): Promise<FilingForm> {
  const { definitionKey, task } = process;
  const form = await formOf(visit, {
    definitionKey,
    elementId: task.id,
    formId: formIdOf(task),
    asks: [],
    variables: {},
  });
  const shown = publicForm(form);
  const consents = consentsOf(shown.schema, await filesAround(visit, process));
  return {
    ...shown,
    schema: withConsents(shown.schema, consents, visit),
    given: { ...request?.variables, ...shown.given },
    consents,
  };
}
