// What a posted form may change, what it may never change, and how it is refused.
import { describe, expect, test } from 'vitest';
import { type Component, renderForm, validateVariables } from '../../forms/index.ts';
import { form, post, shared } from './support/form.ts';

const name: Component = { type: 'textfield', key: 'name', label: 'Nombre' };

describe('a name that the form does not have', () => {
  const cases: [{ [name: string]: unknown }, string, string][] = [
    [{ name: 'Ana', assignee: 'admin' }, 'assignee', 'FIELD_UNKNOWN'],
    [{ name: { $ne: '' } }, 'name', 'FIELD_UNKNOWN'],
    [{ name: [{ a: 1 }] }, 'name', 'FIELD_UNKNOWN'],
    [{ 'name.first': 'Ana' }, 'name.first', 'FIELD_UNKNOWN'],
    [JSON.parse('{"__proto__":"x"}'), '__proto__', 'FIELD_FORBIDDEN'],
    [{ '__proto__.isAdmin': 'true' }, '__proto__.isAdmin', 'FIELD_FORBIDDEN'],
    [{ 'name[constructor][prototype]': 'x' }, 'name[constructor][prototype]', 'FIELD_FORBIDDEN'],
    [{ 'constructor.prototype.x': 'x' }, 'constructor.prototype.x', 'FIELD_FORBIDDEN'],
  ];
  test.each(cases)('%j refuses the whole submission', (body, field, code) => {
    const result = post(form(name), body);
    expect(result).not.toHaveProperty('variables');
    const errors = 'errors' in result ? result.errors : {};
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toMatchObject({ code, values: { field } });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('may be the page’s own where the page says so', () => {
    expect(post(form(name), { name: 'Ana', _csrf: 't' }, {}, { ignore: ['_csrf'] })).toMatchObject({
      variables: { name: 'Ana' },
    });
  });
});

describe('values that do not belong to the person', () => {
  const locked = form(
    name,
    { type: 'textfield', key: 'owner', readonly: true },
    { type: 'number', key: 'fee', disabled: '=name != "Ana"' },
    { type: 'textfield', key: 'secret', conditional: { hide: '=name = "Ana"' } },
    { type: 'expression', key: 'twice', expression: '=fee * 2' },
    { type: 'group', path: 'case', readonly: true, components: [{ type: 'textfield', key: 'number' }] },
  );
  const stored = { owner: 'Luis', fee: 5, secret: 'kept', case: { number: 'P-1', other: 1 } };
  const body = { name: 'Ana', owner: 'Eva', fee: '7', secret: 'stolen', twice: '999', 'case.number': 'P-9' };

  test('are taken from what is stored, never from the post', () => {
    expect(post(locked, body, stored)).toMatchObject({ variables: { name: 'Ana', fee: 7, twice: 14 } });
    const result = post(locked, { ...body, name: 'Eva' }, stored);
    expect('variables' in result && result.variables).toEqual({ name: 'Eva', secret: 'stolen', twice: 10 });
    expect(result.values).toMatchObject({ owner: 'Luis', fee: 5, case: { number: 'P-1', other: 1 } });
  });

  test('are not taken from JSON either', () => {
    const variables = { name: 'Ana', owner: 'Eva', secret: 'stolen', twice: 999, case: { number: 'P-9' } };
    const result = validateVariables({ ...shared, schema: locked, stored, variables });
    expect('variables' in result && result.variables).toEqual({ name: 'Ana', fee: 5, twice: 10 });
  });

  test('a locked field gives its default value, as the person saw it', () => {
    const schema = form({ type: 'textarea', key: 'note', readonly: true, defaultValue: 'Sin documentación' });
    expect(post(schema, { note: 'otra' })).toMatchObject({ variables: { note: 'Sin documentación' } });
  });

  test('other members of an object survive the fields of its group', () => {
    const schema = form({ type: 'group', path: 'case', components: [{ type: 'textfield', key: 'title' }] });
    expect(post(schema, { 'case.title': 'T' }, stored)).toMatchObject({
      variables: { case: { number: 'P-1', other: 1, title: 'T' } },
    });
  });
});

describe('rules between fields', () => {
  const schema = form(
    { type: 'checkbox', key: 'anonymous' },
    {
      type: 'textfield',
      key: 'name',
      conditional: { hide: '=anonymous = true' },
      properties: { requiredIf: 'anonymous != true' },
    },
    {
      type: 'textfield',
      key: 'mail',
      validate: { validationType: 'email' },
      properties: {
        validate: '=mail != "" or phone != ""',
        validateMessage: 'Deje un correo o un teléfono.',
      },
    },
    { type: 'textfield', key: 'phone' },
  );

  test('a field is required if its condition holds', () => {
    expect(post(schema, { phone: '1' })).toMatchObject({ errors: { name: { code: 'FIELD_REQUIRED' } } });
    expect(post(schema, { phone: '1', anonymous: 'true', name: 'Ana' })).toMatchObject({
      variables: { phone: '1' },
    });
  });

  test('a rule that does not give true refuses with the author’s words', () => {
    const result = post(schema, { anonymous: 'true' });
    expect(result).toMatchObject({
      errors: { mail: { code: 'FIELD_RULE', message: 'Deje un correo o un teléfono.' } },
    });
    expect(post(schema, { anonymous: 'true', mail: 'a@x.co' })).toHaveProperty('variables');
  });

  test('a group’s rule stands at the group', () => {
    const group = form({
      type: 'group',
      id: 'dates',
      label: 'Periodo',
      components: [
        { type: 'number', key: 'from' },
        { type: 'number', key: 'to' },
      ],
      properties: {
        validate: '=from <= to',
        validateMessage: 'El final va después del comienzo ({{from}}).',
      },
    });
    const result = post(group, { from: '5', to: '2' });
    expect(result).toMatchObject({ errors: { dates: { message: 'El final va después del comienzo (5).' } } });
    const html = renderForm({
      ...shared,
      schema: group,
      data: result.values,
      mode: 'edit',
      errors: 'errors' in result ? result.errors : {},
    });
    expect(html).toContain('href="#f-c-0"');
    expect(html).toContain('id="f-c-0"');
  });

  test('conditions that depend on each other settle', () => {
    const chain = form(
      { type: 'checkbox', key: 'a' },
      { type: 'textfield', key: 'b', conditional: { hide: '=a != true' } },
      { type: 'textfield', key: 'c', conditional: { hide: '=b != "yes"' }, validate: { required: true } },
    );
    expect(post(chain, { a: 'true', b: 'yes' })).toMatchObject({ errors: { c: { code: 'FIELD_REQUIRED' } } });
    const hidden = post(chain, { b: 'yes', c: 'x' });
    expect('variables' in hidden && hidden.variables).toEqual({ a: false });
  });

  test('a question that only appears because of the answers is shown before it is accepted empty', () => {
    const revealed = form(
      { type: 'checkbox', key: 'a' },
      { type: 'textfield', key: 'b', conditional: { hide: '=a != true' } },
    );
    expect(renderForm({ ...shared, schema: revealed, data: {}, mode: 'edit' })).toContain(
      'name="_hidden" value="b"',
    );
    const first = post(revealed, { a: 'true', _hidden: 'b' });
    expect(first).toMatchObject({ errors: { b: { code: 'FIELD_REVEALED' } } });
    expect(post(revealed, { a: 'true', b: '' })).toMatchObject({ variables: { a: true, b: '' } });
  });
});

test('a refused form shows what was typed, says what to do, and links to the field', () => {
  const schema = form({ type: 'number', key: 'n', label: 'Valor' }, name);
  const result = post(schema, { n: 'doce', name: 'Ana' });
  const errors = 'errors' in result ? result.errors : {};
  expect(errors.n?.message).toBe('Escriba un número, solo con cifras. Ejemplo: 1250.');
  const html = renderForm({ ...shared, schema, data: result.values, errors, mode: 'edit' });
  expect(html).toContain('<a href="#f-n">Valor: Escriba un número');
  expect(html).toContain('aria-describedby="f-n-error" aria-invalid="true"');
  expect(html).toContain('value="Ana"');
});
