// Decisions and content of a draft over the pages: rows that try a decision, what is wrong with a file, what mails and calendars
// become, which connectors are missing.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readGrid, writeGrid } from '../../../admin/islands/content/catalogGrid.ts';
import { inKnownVersion } from '../../../admin/islands/decision/dmnVersion.ts';
import {
  readRows,
  readTyped,
  rowsFileOf,
  typedOf,
  writeRows,
} from '../../../admin/islands/decision/testRows.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml, type Visitor } from '../harness/visitor.ts';

let product: Product;
let diana: Visitor;
let draft: string;
let csrf: string;
const flow = fileURLToPath(new URL('../../../processes/pqrs/', import.meta.url));
const dueTerm = readFileSync(`${flow}decisions/due-term.dmn`, 'utf8');

beforeAll(async () => {
  product = await startProduct();
  diana = createVisitor(product.url);
  await diana.signIn('diana');
  const created = await product.cauce.engine.drafts.create({
    name: 'Contenido',
    by: 'diana',
    files: ['to-be.bpmn', 'decisions/due-term.dmn', 'mails/answer.hbs'].map((name) => {
      return { name, content: readFileSync(flow + name) };
    }),
  });
  if (!created.ok) throw new Error(JSON.stringify(created));
  draft = `/borradores/${created.draft.key}`;
  const page = await diana.get(`${draft}/contenido?nombre=roles.json`);
  csrf = /data-csrf="([^"]+)"/.exec(page.text)?.[1] ?? '';
});
afterAll(() => product.close());

async function ask(path: string, fields: { [name: string]: string }, file?: [field: string, text: string]) {
  const body = new FormData();
  body.set('_csrf', csrf);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  if (file) body.set(file[0], new Blob([file[1]]), file[0]);
  const answer = await diana.send('POST', draft + path, body);
  return { status: answer.status, ...(answer.status === 200 && JSON.parse(answer.text)) };
}

const tryRows = (xml: string, rows: object[]) =>
  ask('/decision/prueba', { rows: JSON.stringify(rows) }, ['xml', xml]);

test('rows try a decision as it stands: results, rules that matched, and those that none of them meets', async () => {
  const row = (request_type: string, expected?: unknown) => ({
    decision: 'due_term',
    variables: { request_type },
    expected,
  });
  const trial = await tryRows(dueTerm, [row('consulta', 30), row('queja', 10), row('felicitacion')]);
  expect(trial.outcomes).toEqual([
    { result: 30, rules: [2], isExpected: true },
    { result: 15, rules: [4], isExpected: false },
    { result: null, rules: [3] },
  ]);
  expect(trial.decisions[0].variables).toEqual([{ name: 'request_type', type: 'string' }]);
  expect(trial.decisions[0].rules.map(({ matched }: { matched: number }) => matched)).toEqual([0, 1, 1, 1]);
});

test('what keeps a decision from being evaluated is told in words, and what is no question is refused', async () => {
  const broken = await tryRows(dueTerm.replace('<text>10</text>', '<text>10 +</text>'), []);
  expect(broken).toMatchObject({ status: 200, outcomes: [], problems: [{ isError: true }] });
  expect((await tryRows('<not-dmn', [])).problems[0].code).toBe('DMN_MALFORMED');
  expect((await ask('/decision/prueba', { rows: '{}' }, ['xml', dueTerm])).status).toBe(400);
  expect((await ask('/decision/prueba', { rows: '[]' })).status).toBe(400);
});

test("a decision finds the draft's own catalogs, and what another decision gives", async () => {
  const { drafts } = product.cauce.engine;
  const key = Number(/\d+/.exec(draft)?.[0]);
  const content = Buffer.from('value,days:number\nqueja,7\n');
  await drafts.save(key, { name: 'catalogs/terms.csv', content, expected: 0, by: 'diana' });
  const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
    <inputData id="typed" name="typed"><variable id="u" name="typed" typeRef="string"/></inputData>
    <decision id="kind" name="kind"><variable id="v" name="kind"/>
      <informationRequirement id="q"><requiredInput href="#typed"/></informationRequirement><literalExpression id="l"><text>lower case(typed)</text></literalExpression></decision>
    <decision id="days" name="days"><variable id="w" name="days"/>
      <informationRequirement id="r"><requiredDecision href="#kind"/></informationRequirement>
      <literalExpression id="m"><text>catalog("terms")[value = kind][1].days + extra</text></literalExpression></decision>
  </definitions>`;
  const trial = await tryRows(xml, [{ decision: 'days', variables: { typed: 'QUEJA', extra: 1 } }]);
  expect(trial.outcomes).toEqual([{ result: 8, rules: [] }]);
  expect(trial.decisions[1].variables).toEqual([{ name: 'typed', type: 'string' }, { name: 'extra' }]);
});

test('each kind of file has its page, and is judged as the deployment judges it', async () => {
  const drawing = await diana.send('GET', `${draft}/contenido?nombre=to-be.bpmn`);
  expect(drawing.headers.get('location')).toMatch(/\/dibujo\?nombre=to-be.bpmn$/);
  expect((await diana.get(`${draft}/contenido?nombre=../secreto`)).status).toBe(404);
  expect((await diana.get(`${draft}/decision?nombre=roles.json`)).status).toBe(404);
  const check = (name: string, text: string) =>
    ask(`/contenido/revision?nombre=${encodeURIComponent(name)}`, {}, ['content', text]);
  expect((await check('catalogs/a.csv', 'value*\nx\nx\n')).problems).toMatchObject([
    { code: 'CATALOG_KEY_TWICE', row: 3, name: 'value', isError: true },
  ]);
  expect((await check('roles.json', '{"groups": [{"id": ""}]}')).problems[0].code).toBe('ROLES_MALFORMED');
  expect((await check('webhooks/a.json', '{}')).problems[0].code).toBe('WEBHOOK_MALFORMED');
  expect((await check('roles.json', '{"groups": []}')).problems).toEqual([]);
});

test('a mail is filled with samples; a calendar goes from its file to fields and back', async () => {
  const mail = await ask('/contenido/revision?nombre=mails/a.hbs', { samples: '{"name": "Ana"}' }, [
    'content',
    'Subject: Hola {{name}}\n\nSu caso {{case_number}}.',
  ]);
  expect(mail).toMatchObject({ names: ['case_number', 'name'], subject: 'Hola Ana', text: 'Su caso .' });
  const text = readFileSync(`${flow}calendars/co-8x5.json`, 'utf8');
  const path = '/contenido/calendario?nombre=calendars/co-8x5.json';
  const { fields } = await ask(path, {}, ['content', text]);
  expect(JSON.parse((await ask(path, fields)).text)).toEqual(JSON.parse(text));
  expect((await ask(path, { ...fields, monday: '8 a 5' })).problems[0].field).toBe('monday');
  expect((await ask(path, {}, ['content', '{"id": "x", "other": 1}'])).fields).toBeUndefined();
});

test('connectors that are not configured here are told with their steps', async () => {
  const { text } = await diana.get(`${draft}/conectores`);
  expect(text).toContain('cauce:almera');
  expect(text).toContain('sin configurar: lo harán personas');
  expect(fromHtml(text)).toContain('/dibujo?nombre=to-be.bpmn&elemento=p26_close');
});

test('rows are kept as process tests, and what is no row stays beside them', () => {
  const row = { name: 'Fila', decision: 'd', variables: { a: 1 }, expected: null };
  const other = { name: 'Otra', instructions: [{ type: 'INCREASE_TIME', duration: 'P1D' }] };
  const text = writeRows({ rows: [row, { ...row, name: 'Sin' }], others: [other] });
  expect(readRows(text)).toEqual({ rows: [row, { ...row, name: 'Sin' }], others: [other] });
  expect(readRows('{"process": "x"}')).toBeUndefined();
  expect(rowsFileOf('decisions/due-term.dmn')).toBe('scenarios/decision-due-term.json');
});

test('what is typed in a cell is the value that the cell shows again', () => {
  for (const [typed, type, value] of [
    ['30', 'number', 30],
    ['30', 'string', '30'],
    ['queja', undefined, 'queja'],
    ['"30"', undefined, '30'],
    ['{"a": 1}', undefined, { a: 1 }],
    ['', 'string', undefined],
    ['null', 'string', null],
  ] as const) {
    expect(readTyped(typed, type)).toEqual(value);
    expect(readTyped(typedOf(value, type), type)).toEqual(value);
  }
});

test('a catalog keeps its separator, line ends and quotes; decisions of other versions are read as 1.3', () => {
  const csv = 'a*;b:number\r\n"x; y";1\r\n"dice ""no""";2\r\n';
  const grid = readGrid(csv);
  expect(grid && writeGrid(grid)).toBe(csv);
  expect(readGrid('a\n"never closed\n')).toBeUndefined();
  expect(readGrid('a\n1,2\n')).toBeUndefined();
  expect(inKnownVersion('xmlns="https://www.omg.org/spec/DMN/20211108/MODEL/"')).toBe(
    'xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"',
  );
});
