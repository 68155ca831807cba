// The form of a filing as the public has it: what a form says of whoever files here is not asked, and cannot be posted.
import type { Component } from '../../forms/index.ts';
import type { Variables } from '../engine.ts';
import type { TaskForm } from './forms.ts';

export interface PublicForm extends TaskForm {
  /** What the fields that are left out say of everybody who files on the public page. */
  given: Variables;
}

export function publicForm(form: TaskForm): PublicForm {
  const given: Variables = {};
  const asked: Component[] = [];
  for (const component of form.schema.components) {
    const said = component.properties?.publicValue;
    if (typeof said === 'string' && component.key) given[component.key] = said;
    else asked.push(component);
  }
  return { ...form, schema: { ...form.schema, components: asked }, given };
}
