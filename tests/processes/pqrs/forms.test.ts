// Each form of the folder is shown as a page with all that its task asks.
import { describe, expect, test } from 'vitest';
import { type Component, type FormSchema, renderForm } from '../../../forms/index.ts';
import { type FieldFacts, facts, names } from './folder.ts';
import { evaluate, form } from './formAnswers.ts';

function fields(schema: FormSchema): Map<string, Component> {
  return new Map(
    schema.components.flatMap((component) => (component.key ? [[component.key, component]] : [])),
  );
}

describe('the forms of the PQRS folder', () => {
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
