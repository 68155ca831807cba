// The forms ask what the table of facts lists, in its words and kinds.
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { checkFeel } from '../../../engine/expressions/index.ts';
import { type Component, type FormSchema, readForm, renderForm } from '../../../forms/index.ts';
import { type FieldFacts, facts, functions, names } from './folder.ts';
import { evaluate, form } from './formAnswers.ts';

/** Fields that the table lacks and a rule of it needs; the drawing's documentation says that they are inferred. */
const INFERRED: { [form: string]: string[] } = {
  p03_classify: ['ssf_due_date'],
  p20_manage_redress: ['redress_requested_by'],
};

/** Asked for together with another field, by one rule that stands at that one. */
const ASKED_WITH: { [name: string]: string } = { contact_phone: 'contact_email' };

const KINDS: { [type: string]: Component['type'][] } = {
  string: ['textfield'],
  email: ['textfield'],
  user: ['textfield'],
  text: ['textarea'],
  enum: ['select', 'radio'],
  boolean: ['radio', 'checkbox'],
  file: ['filepicker'],
  'file[]': ['filepicker'],
  date: ['datetime'],
  datetime: ['datetime'],
  money: ['number'],
  'user[]': ['taglist'],
};

function fields(schema: FormSchema): Map<string, Component> {
  return new Map(
    schema.components.flatMap((component) => (component.key ? [[component.key, component]] : [])),
  );
}

const tasks = facts.nodes.flatMap(({ id, form: list }) => (list ? [{ id, list }] : []));

describe('the forms of the PQRS folder', () => {
  test('are read without a problem', () => {
    const check = (text: string) => checkFeel(text, 'expression', Object.keys(functions));
    for (const name of names('forms')) {
      expect([name, readForm(form(name.slice(0, -5)), name, check).problems]).toEqual([name, []]);
    }
  });

  test('have the version and the id of their task', () => {
    for (const name of names('forms')) {
      const schema = form(name.slice(0, -5));
      expect([schema.id, schema.schemaVersion, schema.type]).toEqual([name.slice(0, -5), 19, 'default']);
    }
  });

  test.each(tasks)('ask in $id for the fields of the table, in kind and label', ({ id, list }) => {
    const present = fields(form(id));
    expect([...present.keys()].sort()).toEqual(
      [...list.map(({ name }) => name), ...(INFERRED[id] ?? [])].sort(),
    );
    for (const fact of list) {
      const component = present.get(fact.name);
      expect([fact.name, component?.label]).toEqual([fact.name, fact.label]);
      expect(KINDS[fact.type]).toContain(component?.type);
      const asking = present.get(ASKED_WITH[fact.name] ?? fact.name);
      expect([fact.name, isAsked(asking)]).toEqual([fact.name, fact.required !== '']);
      if (Array.isArray(fact.options)) expect(valuesOf(component)).toEqual(fact.options);
      if (fact.options === 'catálogo') expect(component).toHaveProperty('valuesExpression');
      expect(component && 'multiple' in component).toBe(fact.type === 'file[]');
    }
  });

  test.each(names('forms').map((name) => name.slice(0, -5)))('show %s as a page', (id) => {
    const html = renderForm({
      schema: form(id),
      data: { case_number: 'PQRS-2026-000001' },
      locale: 'es',
      evaluate,
    });
    for (const { label } of facts.nodes.find((node) => node.id === id)?.form ?? []) {
      const hiddenAtFirst = fields(form(id)).get(fieldNamed(id, label))?.conditional !== undefined;
      if (!hiddenAtFirst) expect(html).toContain(label);
    }
  });
});

function fieldNamed(id: string, label: string): string {
  return (
    facts.nodes.find((node) => node.id === id)?.form?.find((field: FieldFacts) => field.label === label)
      ?.name ?? ''
  );
}

function isAsked(component: Component | undefined): boolean {
  const { requiredIf, validate } = component?.properties ?? {};
  return (
    component?.validate?.required === true ||
    requiredIf !== undefined ||
    (component?.key === 'contact_email' && validate !== undefined)
  );
}

function valuesOf(component: Component | undefined): Json[] {
  const values = component && 'values' in component ? component.values : undefined;
  return values?.map(({ value }) => value) ?? [];
}
