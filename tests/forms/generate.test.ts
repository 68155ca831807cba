// Forms for tasks that have none: what comes next is asked, and the answers are judged like any other.
import { expect, test } from 'vitest';
import {
  type Component,
  generateForm,
  parseSubmission,
  renderForm,
  withQuestions,
} from '../../forms/index.ts';
import { evaluate, NOW } from './support/feel.ts';

const shared = { locale: 'es' as const, evaluate, now: NOW };
const options = [
  { flow: 'Flow_si', label: 'Sí' },
  { flow: 'Flow_no', label: 'No' },
];
const competent = { id: 'Gateway-1.a', text: '¿Es de nuestra competencia?', options, multiple: false };
const areas = { id: 'g_areas', text: '¿Qué áreas responden?', options, multiple: true };

const kinds = (components: Component[]) => components.map((component) => [component.type, component.key]);

test('a task without a form has a title and room for remarks', () => {
  const schema = generateForm({ elementName: 'Construir respuesta' });
  expect(kinds(schema.components)).toEqual([
    ['text', undefined],
    ['textarea', 'comment'],
  ]);
  const html = renderForm({ ...shared, schema, data: {}, mode: 'edit' });
  expect(html).toContain('<h2>Construir respuesta</h2>');
  expect(html).toContain('Observaciones');
});

test('the questions of its gateways are asked, whatever characters their ids have', () => {
  const schema = generateForm({ elementName: 'Clasificar', question: [competent, areas] });
  expect(kinds(schema.components)).toEqual([
    ['text', undefined],
    ['radio', 'Gateway-1.a'],
    ['checklist', 'g_areas'],
    ['textarea', 'comment'],
  ]);
  const body = { 'Gateway-1.a': 'Flow_si', g_areas: ['Flow_si', 'Flow_no'], comment: '' };
  expect(parseSubmission({ ...shared, schema, stored: {}, body })).toMatchObject({
    variables: { 'Gateway-1.a': 'Flow_si', g_areas: ['Flow_si', 'Flow_no'], comment: '' },
  });
  expect(parseSubmission({ ...shared, schema, stored: {}, body: { 'Gateway-1.a': 'Flow_x' } })).toMatchObject(
    {
      errors: { 'Gateway-1.a': { code: 'FIELD_OPTION' }, g_areas: { code: 'FIELD_REQUIRED_CHOICE' } },
    },
  );
});

test('variables that the next conditions read get fields of their types', () => {
  const reads = [
    { name: 'is_ssf', type: 'boolean' as const },
    { name: 'amount' },
    { name: 'dueDate', type: 'date' as const },
    { name: 'assigned_to', values: ['servicio', 'juridica'] },
    { name: 'note' },
    { name: 'comment' },
  ];
  const schema = generateForm({ elementName: 'X', reads, variables: { amount: 5 } });
  expect(schema.components.map((component) => [component.type, component.label])).toEqual([
    ['text', undefined],
    ['radio', 'Is ssf'],
    ['number', 'Amount'],
    ['datetime', 'Due date'],
    ['select', 'Assigned to'],
    ['textfield', 'Note'],
    ['textarea', 'Observaciones'],
  ]);
  const body = {
    is_ssf: 'true',
    amount: '7',
    dueDate: '2026-12-01',
    assigned_to: 'servicio',
    note: 'n',
    comment: '',
  };
  expect(parseSubmission({ ...shared, schema, stored: {}, body })).toMatchObject({
    variables: { is_ssf: true, amount: 7, dueDate: '2026-12-01', assigned_to: 'servicio', note: 'n' },
  });
});

test('a variable without which nothing goes on has to be answered', () => {
  const reads = [
    { name: 'approved', type: 'boolean' as const, required: true },
    { name: 'kind', values: ['p', 'q'], required: true },
    { name: 'note' },
  ];
  const schema = generateForm({ elementName: 'X', reads });
  expect(parseSubmission({ ...shared, schema, stored: {}, body: { comment: '' } })).toMatchObject({
    errors: { approved: { code: 'FIELD_REQUIRED_CHOICE' }, kind: { code: 'FIELD_REQUIRED_CHOICE' } },
  });
  const body = { approved: 'false', kind: 'q', note: '', comment: '' };
  expect(parseSubmission({ ...shared, schema, stored: {}, body })).toMatchObject({
    variables: { approved: false, kind: 'q' },
  });
});

test('an event that somebody waits for is confirmed', () => {
  const html = renderForm({
    ...shared,
    schema: generateForm({ elementName: 'Llega la carta', occurrence: true }),
    data: {},
    mode: 'edit',
  });
  expect(html).toContain('Confirme que esto ya ocurrió');
});

test.each([
  ['inTurn' as const, 'de a una, en el orden de esta lista', false],
  ['together' as const, 'cada una llega como tarea', true],
])('who chooses activities %s marks their names and writes nothing', (chooses, lead, mayChooseNothing) => {
  const question = { id: 'g', text: 'G', options: [{ flow: 'a', label: 'Llamar' }], multiple: true };
  const schema = generateForm({ elementName: '', question, chooses, mayChooseNothing });
  expect(schema.components.map(({ type }) => type)).toEqual(['text', 'checklist']);
  const html = renderForm({ ...shared, schema, data: {}, mode: 'edit' });
  expect(html).toContain(lead);
  expect(html).toContain('Llamar');
  expect(html.includes('envíe sin marcar nada')).toBe(mayChooseNothing);
  const result = parseSubmission({ ...shared, schema, stored: {}, body: {} });
  expect('variables' in result ? result.variables : undefined).toEqual(
    mayChooseNothing ? { g: [] } : undefined,
  );
});

test('names from a drawing are text: neither markup nor FEEL nor placeholders', () => {
  const nasty = '=1+1 {{today()}} <b>**x**</b> [a](https://evil.example)';
  const question = { id: 'g', text: nasty, options: [{ flow: 'f', label: nasty }], multiple: false };
  const html = renderForm({
    ...shared,
    schema: generateForm({ elementName: nasty, question }),
    data: {},
    mode: 'edit',
  });
  expect(html).not.toMatch(/<b>|<strong>|<a |2026/);
  expect(html).toContain('1+1 { {today()}}');
});

test('a task’s own form gets the questions that it does not ask itself', () => {
  const own = {
    type: 'default' as const,
    id: 'own',
    components: [{ type: 'radio' as const, key: 'g_areas', values: [] }],
  };
  const schema = withQuestions(own, [areas, competent]);
  expect(kinds(schema.components)).toEqual([
    ['radio', 'g_areas'],
    ['radio', 'Gateway-1.a'],
  ]);
  expect(own.components).toHaveLength(1);
  expect(withQuestions(own, [areas])).toBe(own);
});
