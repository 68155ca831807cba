// What a deployment is told about a drawing: everything at once, each with its element, and how it reads.
import { expect, test } from 'vitest';
import { problemTexts } from '../../../engine/model/index.ts';
import { placeholdersOf, problemCatalogs, problemTextOf } from '../../../engine/problemCatalog.ts';
import { codesOf, condition, drawing, flow, parse, problemsOf } from './drawing.ts';
import { connectionCases } from './problemCases/connections.ts';
import { eventCases } from './problemCases/events.ts';
import { workCases } from './problemCases/work.ts';
import { xmlCases } from './problemCases/xml.ts';

const cases = [...xmlCases, ...connectionCases, ...eventCases, ...workCases];

test.each(cases)('%s', async (_, content, expected) => {
  expect((await problemsOf(content)).sort()).toEqual([...expected].sort());
});

test('all problems come at once, and a file with an error gives no model', async () => {
  const content = drawing(
    `<bpmn:startEvent id="s"/><bpmn:task id="t"/>${flow('f', 's', 'gone')}${flow('g', 't', 's', condition('=1 +'))}<bpmn:choreographyTask id="c"/>`,
  );
  const outcome = await parse(content);
  expect(outcome.processes).toEqual([]);
  expect(codesOf(outcome).sort()).toEqual([
    'ELEMENT_NOT_SUPPORTED',
    'FEEL_SYNTAX',
    'FLOW_WITHOUT_TARGET',
    'NODE_UNREACHABLE',
    'NODE_UNREACHABLE',
    'START_WITH_INCOMING',
  ]);
});

test('malformed XML says where, counting from one', async () => {
  const { problems } = await parse('<?xml version="1.0"?>\n<a>\n  <b></c>\n</a>');
  expect(problems[0]).toMatchObject({ code: 'XML_TAGS_MISMATCHED', values: { line: 3, column: 6 } });
});

test.each([
  ['\n', '<?xml version="1.0"?>\n<a>\n  <b>\n    <c/>'],
  ['\r\n', '<?xml version="1.0"?>\r\n<a>\r\n  <b>\r\n    <c/>'],
])('a file cut off says the line and column where it ends, with lines ended by %j', async (_, text) => {
  const { problems } = await parse(text);
  expect(problems[0]).toMatchObject({ code: 'XML_ENDS_EARLY', values: { line: 4, column: 9 } });
});

test('an element that a cut file leaves half written is named by its place', async () => {
  const { problems } = await parse('<?xml version="1.0"?>\n<a>\n  <b name="x');
  expect(problems[0]).toMatchObject({ code: 'XML_ENDS_EARLY', values: { line: 3, column: 3 } });
});

test('an XML problem is said in one language', async () => {
  const { problems } = await parse('<a>\n<b>');
  expect(problems.map((problem) => problemTextOf(problem, 'es'))).toEqual([
    'Se esperaba XML completo, pero lo que está abierto en la línea 2, columna 4, no se cierra antes del fin del archivo; vuelva a exportarlo o a subirlo completo.',
  ]);
});

test('a duplicate id names both elements', async () => {
  const { problems } = await parse(drawing('<bpmn:task id="t" name="Radicar"/>\n<bpmn:userTask id="t"/>'));
  expect(problems[0]?.values).toMatchObject({
    id: 't',
    first: 'task',
    firstName: 'Radicar',
    tag: 'bpmn:userTask',
    line: 9,
  });
});

test('a problem reads as one sentence with its values in both languages', async () => {
  const { problems } = await parse(drawing(`<bpmn:task id="t"/>${flow('f', 't', 'gone')}`));
  expect(problemTextOf(problems[0]!, 'es')).toBe(
    'Se esperaba un elemento de destino para el flujo, pero gone no existe; conecte el final del flujo o bórrelo.',
  );
  expect(problemTextOf(problems[0]!, 'en')).toBe(
    'Expected a target element for the flow, but gone does not exist; connect where the flow ends, or delete it.',
  );
  const odd = { severity: 'error' as const, code: 'OF_ELSEWHERE', values: { a: 1 } };
  expect(problemTextOf(odd, 'es')).toBe('OF_ELSEWHERE {"a":1}');
});

test('every text says what was expected and what to do', () => {
  for (const [code, { es, en }] of problemTexts) {
    expect(es, code).toMatch(/^Se esperaba.* pero .+\.$/);
    expect(en, code).toMatch(/^Expected .* but .+\.$/);
    expect([...es.matchAll(/\{\w+\}/g)].map(String).sort(), code).toEqual(
      [...en.matchAll(/\{\w+\}/g)].map(String).sort(),
    );
  }
});

test('every value that a text names is given', async () => {
  for (const [name, content] of cases) {
    for (const problem of (await parse(content)).problems) {
      const text = problemTexts.get(problem.code) ?? problemCatalogs.Expressions?.[problem.code];
      expect(text, `${name}: ${problem.code}`).toBeDefined();
      for (const value of placeholdersOf(text!.es).needed)
        expect(problem.values, problem.code).toHaveProperty(value);
    }
  }
});
