// The forms of each shipped flow ask what its table of facts lists, in its words and kinds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFeel } from '../../engine/expressions/index.ts';
import { parseCatalog } from '../../engine/runtime/catalog.ts';
import { type Component, type FormSchema, readForm, renderForm } from '../../forms/index.ts';
import { factsOf, processesFolder } from './facts.ts';
import { evaluateIn } from './formFeel.ts';
import { askedWith, inferredFields } from './inferredFields.ts';
import { functions, modelOf, namesIn, shipped, shippedFolders } from './shipped.ts';

const KINDS: { [type: string]: Component['type'][] } = {
  string: ['textfield'],
  email: ['textfield'],
  url: ['textfield'],
  user: ['textfield', 'select'],
  text: ['textarea'],
  enum: ['select', 'radio'],
  multienum: ['checklist', 'taglist'],
  boolean: ['radio', 'checkbox'],
  file: ['filepicker'],
  'file[]': ['filepicker'],
  date: ['datetime'],
  datetime: ['datetime'],
  // A scale has its few numbers in sight; what is computed is not typed.
  integer: ['number', 'radio', 'expression'],
  number: ['number'],
  money: ['number'],
  'user[]': ['taglist', 'checklist'],
  'string[]': ['taglist', 'dynamiclist', 'textarea', 'textfield'],
  json: ['textarea', 'dynamiclist', 'table'],
};

const formOf = (folder: string, id: string): FormSchema =>
  JSON.parse(readFileSync(join(processesFolder, folder, 'forms', `${id}.form`), 'utf8'));

describe.each(shippedFolders)('the forms of %s', (folder) => {
  test('are read without a problem, in files of their own name', () => {
    const check = (text: string) => checkFeel(text, 'expression', Object.keys(functions));
    for (const name of namesIn(folder, 'forms')) {
      const id = name.slice(0, -'.form'.length);
      const schema = formOf(folder, id);
      expect([name, readForm(schema, name, check).problems]).toEqual([name, []]);
      expect([schema.id, schema.schemaVersion, schema.type]).toEqual([id, 19, 'default']);
    }
  });

  test('are shown as pages with every field that is neither hidden at first nor computed', () => {
    const evaluate = evaluateIn(folder);
    for (const name of namesIn(folder, 'forms')) {
      const schema = formOf(folder, name.slice(0, -'.form'.length));
      const html = renderForm({ schema, data: { case_number: 'X-2026-000001' }, locale: 'es', evaluate });
      const shown = [...componentsOf(schema).values()].filter(
        ({ type, conditional }) => type !== 'expression' && conditional === undefined,
      );
      const absent = shown.filter(({ label }) => label !== undefined && !html.includes(escaped(label)));
      expect([name, absent]).toEqual([name, []]);
    }
  });
});

describe.each(shipped)('the forms of $process', ({ process, folder, file }) => {
  const asking = factsOf(process).nodes.flatMap(({ id, form: fields }) => (fields ? [{ id, fields }] : []));

  test.each(asking)('ask in $id for the fields of the table, in kind and label', async ({ id, fields }) => {
    const { elements } = await modelOf({ process, folder, file } as (typeof shipped)[number]);
    const formId = elements.find((each) => each.id === id)?.config.formId;
    expect(typeof formId).toBe('string');
    const present = componentsOf(formOf(folder, String(formId)));
    const allowed = [...fields.map(({ name }) => name), ...(inferredFields[id] ?? [])];
    expect([...present.keys()].sort()).toEqual(allowed.sort());
    for (const { name, label, type, required, options } of fields) {
      const component = present.get(name);
      expect([name, component?.label]).toEqual([name, label]);
      expect([name, KINDS[type]?.includes(component?.type ?? 'text')]).toEqual([name, true]);
      const judge = present.get(askedWith[name] ?? name);
      expect([name, isAsked(judge)]).toEqual([name, required !== '']);
      if (Array.isArray(options)) expect([name, offersOf(folder, component)]).toEqual([name, options]);
      else if (options.startsWith('catálogo')) expect(component).toHaveProperty('valuesExpression');
      if (type.startsWith('file')) expect('multiple' in (component ?? {})).toBe(type === 'file[]');
    }
  });
});

/** Also those in groups. */
function componentsOf({ components }: Pick<FormSchema, 'components'>): Map<string, Component> {
  return new Map(
    components.flatMap((component): [string, Component][] => {
      if (component.type === 'group') return [...componentsOf({ components: component.components ?? [] })];
      const name = component.type === 'dynamiclist' ? component.path : component.key;
      return name ? [[name, component]] : [];
    }),
  );
}

const escaped = (label: string) => label.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

function isAsked(component: Component | undefined): boolean {
  const { requiredIf, validate } = component?.properties ?? {};
  if (component?.type === 'dynamiclist')
    return component.defaultRepetitions !== 0 && component.components.some(isAsked);
  if (component?.type === 'expression') return true;
  return component?.validate?.required === true || requiredIf !== undefined || validate !== undefined;
}

/** The values of its options, in the form itself or in the catalog that it looks up. */
function offersOf(folder: string, component: Component | undefined): unknown[] {
  if (!component) return [];
  if ('values' in component) return (component.values ?? []).map(({ value }) => value);
  const lookUp = 'valuesExpression' in component ? String(component.valuesExpression) : '';
  const [, catalog] = /catalog\("([^"]+)"\)/.exec(lookUp) ?? [];
  if (catalog === undefined) return [];
  const rows = parseCatalog(
    readFileSync(join(processesFolder, folder, 'catalogs', `${catalog}.csv`), 'utf8'),
  );
  return Array.isArray(rows) ? rows.map((row) => (row as { value?: string }).value) : [];
}
