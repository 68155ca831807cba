// Files that cannot be deployed, through the API and through the page: all is said at once, and nothing is kept.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from '../admin/harness/product.ts';
import { createVisitor, fromHtml, type Visitor } from '../admin/harness/visitor.ts';
import { around, condition, drawing, file, flow } from '../engine/model/drawing.ts';

interface Told {
  severity: string;
  code: string;
  resource: string | null;
  elementId: string | null;
  elementName: string | null;
  message: string;
}

let product: Product;
let diana: Visitor;
let token: string;

beforeAll(async () => {
  product = await startProduct();
  token = await product.cauce.access.tokens.create('diana', 'test', 'test');
  diana = createVisitor(product.url);
  await diana.signIn('diana');
});
afterAll(() => product.close());

const task = (id: string, name: string) => `<bpmn:userTask id="${id}" name="${name}"/>`;
const table = (rule: string, more = '') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">
<decision id="grade" name="Nota"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i" label="x"><inputExpression id="ie"><text>x</text></inputExpression></input><output id="o" name="grade"/>
<rule id="r1"><inputEntry id="e1"><text>${rule}</text></inputEntry><outputEntry id="e2"><text>"A"</text></outputEntry></rule></decisionTable></decision>${more}</definitions>`;

const words = { es: 'Casos', en: 'Cases' };
const indicator = (more: object) => ({
  id: 'A1',
  name: words,
  group: words,
  unit: 'count',
  kind: 'count',
  formula: 'cases',
  formulaText: words,
  aggregates: { cases: { fact: 'case-filed' } },
  period: 'month',
  target: null,
  direction: 'none',
  data: ['history'],
  source: 'x',
  ...more,
});

interface Case {
  what: string;
  name: string;
  content: string;
  /** `code elementId "elementName"`, of errors alone. */
  errors: string[];
}

const cases: Case[] = [
  { what: 'text that is no XML', name: 'a.bpmn', content: 'hello', errors: ['XML_MALFORMED'] },
  {
    what: 'malformed XML',
    name: 'a.bpmn',
    content: drawing(task('t', 'Radicar')).replace('</bpmn:process>', ''),
    errors: ['XML_TAGS_MISMATCHED'],
  },
  {
    what: 'an unknown element',
    name: 'a.bpmn',
    content: drawing(`${around('userTask')}<bpmn:userTsk id="u" name="Revisar"/>`),
    errors: ['UNKNOWN_ELEMENT u "Revisar"'],
  },
  {
    what: 'flows to nowhere',
    name: 'a.bpmn',
    content: drawing(
      `${task('t', 'Radicar')}${flow('f', 't', 'gone')}${flow('g', 'lost', 't', '', 'Sigue')}`,
    ),
    errors: ['FLOW_WITHOUT_TARGET f', 'FLOW_WITHOUT_SOURCE g "Sigue"'],
  },
  {
    what: 'FEEL that cannot be read',
    name: 'a.bpmn',
    content: drawing(
      `${around('userTask', '<bpmn:extensionElements><zeebe:assignmentDefinition assignee="=jefe +"/></bpmn:extensionElements>')}<bpmn:exclusiveGateway id="g" name="¿Sí?"/>${flow('f8', 'x', 'g')}${flow('f9', 'g', 'end', condition('=amount &gt; '))}`,
    ),
    errors: ['FEEL_SYNTAX x "X"', 'FEEL_SYNTAX f9'],
  },
  {
    what: 'an unknown function',
    name: 'a.bpmn',
    content: drawing(
      around(
        'userTask',
        '<bpmn:extensionElements><zeebe:assignmentDefinition assignee="=jefe de(area)"/></bpmn:extensionElements>',
      ),
    ),
    errors: ['FEEL_UNKNOWN_FUNCTION x "X"'],
  },
  {
    what: 'duplicate ids',
    name: 'a.bpmn',
    content: drawing(`${around('userTask')}${task('x', 'Otra')}`),
    errors: ['DUPLICATE_ID x "X"'],
  },
  {
    what: 'a reference to nothing',
    name: 'a.bpmn',
    content: drawing(
      `${around('userTask')}<bpmn:boundaryEvent id="b" name="Falla" attachedToRef="x"><bpmn:errorEventDefinition id="d" errorRef="E9"/></bpmn:boundaryEvent>${flow('f3', 'b', 'end')}`,
    ),
    errors: ['UNRESOLVED_REFERENCE b "Falla"'],
  },
  {
    what: 'a file without a process',
    name: 'a.bpmn',
    content: file(
      '<bpmn:collaboration id="c"><bpmn:participant id="p" name="Cliente"/></bpmn:collaboration>',
    ),
    errors: ['NO_PROCESS'],
  },
  {
    what: 'a file over 2 MB',
    name: 'a.bpmn',
    content: drawing(around('userTask', `<bpmn:documentation>${'á'.repeat(1_100_000)}</bpmn:documentation>`)),
    errors: ['FILE_TOO_LARGE'],
  },
  {
    what: 'a rule that is not FEEL',
    name: 'a.dmn',
    content: table('&gt; 5 and'),
    errors: ['FEEL_SYNTAX grade "Nota"'],
  },
  {
    what: 'decisions of one id',
    name: 'a.dmn',
    content: table('5', '<decision id="grade" name="Otra"/>'),
    errors: ['DMN_DUPLICATE_ID grade'],
  },
  {
    what: 'decisions over 2 MB',
    name: 'a.dmn',
    content: table(`"${'a'.repeat(2_100_000)}"`),
    errors: ['FILE_TOO_LARGE'],
  },
  { what: 'a form that is no JSON', name: 'a.form', content: '{"id":', errors: ['JSON_MALFORMED'] },
  {
    what: 'a form with two fields of one key',
    name: 'a.form',
    content: JSON.stringify({
      id: 'a',
      type: 'default',
      schemaVersion: 18,
      components: [
        { id: 'one', type: 'textfield', key: 'name', label: 'Nombre' },
        { id: 'two', type: 'number', key: 'name', label: 'Otro' },
      ],
    }),
    errors: ['FORM_KEY_DUPLICATE two "Otro"'],
  },
  {
    what: 'a form over 2 MB',
    name: 'a.form',
    content: JSON.stringify({ id: 'a', components: [], note: 'a'.repeat(2_100_000) }),
    errors: ['RESOURCE_TOO_LARGE'],
  },
  { what: 'roles that are no JSON', name: 'roles.json', content: '{', errors: ['JSON_MALFORMED'] },
  ...['[]', 'null', '{"groups":{"a":1}}', '{"groups":[null]}', '{"groups":[{"id":7}]}'].map((content) => ({
    what: `roles that are ${content}`,
    name: 'pqrs/roles.json',
    content,
    errors: ['ROLES_MALFORMED'],
  })),
  {
    what: 'roles of unknown profiles',
    name: 'roles.json',
    content: '{"groups":[{"id":"A","profile":"P"},{"id":"B","profile":"public"},{"id":"C","demoUser":{}}]}',
    errors: ['ROLES_MALFORMED', 'ROLES_MALFORMED'],
  },
  ...[
    '[]',
    '{"requests":{}}',
    '{"requests":[{"id":"a","process":"p"}]}',
    '{"requests":[{"id":"a b","process":"p","title":"t"}]}',
  ].map((content) => ({
    what: `requests that are ${content}`,
    name: 'requests.json',
    content,
    errors: ['REQUESTS_MALFORMED'],
  })),
  { what: 'indicators of nothing', name: 'indicators.json', content: '7', errors: ['INDICATORS_MALFORMED'] },
  {
    what: 'an indicator without counts, and one whose formula is none',
    name: 'indicators.json',
    content: JSON.stringify([
      indicator({ aggregates: {} }),
      indicator({ id: 'A2', formula: 'cases /' }),
      indicator({ id: 'A2', aggregates: { cases: { fact: 'case-filed', sum: '1', mean: '1' } } }),
    ]),
    errors: ['INDICATOR_SHAPE', 'INDICATOR_EXPRESSION', 'INDICATOR_MEASURES', 'INDICATOR_TWICE'],
  },
  {
    what: 'a mail without a subject',
    name: 'mails/a.hbs',
    content: 'Hola {{name}}',
    errors: ['MAIL_SUBJECT_MISSING'],
  },
  ...[
    ['{{#if', 'MAIL_TEMPLATE_SYNTAX'],
    ['{{{x}}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    ['{{#*inline "a"}}x{{/inline}}', 'MAIL_TEMPLATE_FORBIDDEN'],
    [`${'{{#if a}}'.repeat(50)}${'{{/if}}'.repeat(50)}`, 'MAIL_TEMPLATE_TOO_DEEP'],
    [`${'{{#if a}}'.repeat(2000)}${'{{/if}}'.repeat(2000)}`, 'MAIL_TEMPLATE_TOO_LARGE'],
  ].map(([body = '', code = '']) => ({
    what: `a mail of ${body.slice(0, 30)} (${body.length})`,
    name: 'mails/a.hbs',
    content: `Subject: Caso {{number}}\n\nHola\n${body}`,
    errors: [code],
  })),
];

async function deploy(...files: [name: string, content: string][]): Promise<Response> {
  const form = new FormData();
  for (const [name, content] of files) form.append('resources', new Blob([content]), name);
  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'es' };
  return fetch(`${product.url}/v2/deployments`, { method: 'POST', body: form, headers });
}

async function refused(response: Response): Promise<Told[]> {
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const { code, problems } = (await response.json()) as { code: string; problems: Told[] };
  expect(code).toBe('DEPLOYMENT_REFUSED');
  return problems.filter(({ severity }) => severity === 'error');
}

const place = ({ code, elementId, elementName }: Told) =>
  [code, elementId, elementName && `"${elementName}"`].filter(Boolean).join(' ');

/** Rows of everything that a deployment writes. */
async function rows(): Promise<Record<string, number>> {
  const { reader } = product.cauce.engine.store;
  const found: { name: string }[] = await reader('sqlite_master')
    .where({ type: 'table' })
    .whereLike('name', 'cauce_%')
    .select('name');
  const counts: Record<string, number> = {};
  for (const { name } of found) {
    // Who signed in and who asked for what is another matter, and so is what time makes: anchors and sums.
    if (/sessions|access|attempts|tokens|anchors|rollup/.test(name)) continue;
    counts[name] = Number((await reader(name).count('* as count').first())?.count);
  }
  return counts;
}

describe.each(cases)('$what', ({ name, content, errors }) => {
  it('is refused by the API, each problem with its element and what to do, and leaves nothing', async () => {
    const before = await rows();
    const problems = await refused(await deploy([name, content]));
    expect(problems.map(place).sort()).toEqual([...errors].sort());
    for (const { resource, message } of problems) {
      expect(resource).toBe(name);
      expect(message).toMatch(/^Se esperaba.* pero .*(;|\.) ?\S.*\.$/s);
      // Doubled braces are an example of a template, not a value that is missing.
      expect(message).not.toMatch(/(?<!\{)\{\w+\}|undefined|\[object/);
      expect(message.length).toBeLessThan(700);
    }
    expect(await rows()).toEqual(before);
  });

  it('is refused on the page in the same words, and leaves nothing', async () => {
    const before = await rows();
    const problems = await refused(await deploy([name, content]));
    const page = await diana.post(await diana.get('/procesos'), '/procesos', {
      resources: { name, content },
    });
    expect(page.status).toBe(422);
    const text = fromHtml(page.text);
    for (const { code, message, elementId } of problems) {
      expect(text).toContain(message);
      expect(text).toContain(code);
      if (elementId) expect(text).toContain(elementId);
    }
    expect(await rows()).toEqual(before);
  });
});

describe('a deployment of several files', () => {
  const good: [string, string] = ['good.bpmn', drawing(around('task'))];

  it('is refused whole for one bad file, with the problems of all of them', async () => {
    const before = await rows();
    const bad = cases.filter(({ what }) => /^(malformed|flows|a rule|a form that)/.test(what));
    const files = bad.map(({ name, content }, at): [string, string] => [`${at}-${name}`, content]);
    const problems = await refused(await deploy(good, ...files));
    expect(problems.map(place).sort()).toEqual(bad.flatMap(({ errors }) => errors).sort());
    expect(new Set(problems.map(({ resource }) => resource)).size).toBe(bad.length);
    expect(await rows()).toEqual(before);
  });

  it('is refused when two of them give one id, and names both files', async () => {
    const problems = await refused(await deploy(good, ['twin.bpmn', good[1]]));
    expect(problems.map(place)).toEqual(['ID_DEPLOYED_TWICE P']);
    expect(problems[0]).toMatchObject({
      resource: 'twin.bpmn',
      message: expect.stringContaining('good.bpmn'),
    });
  });

  it('is taken when all of them are good', async () => {
    expect((await deploy(good)).status).toBe(200);
  });
});
