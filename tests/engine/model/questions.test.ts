// Gateways without conditions ask a person; conditions written for others are told from FEEL.
import { expect, test } from 'vitest';
import { condition, drawing, flow, parse, problemsOf } from './drawing.ts';

const two = (gateway: string, before: string, flows: string, extra = '') =>
  drawing(`${before}<bpmn:${gateway} id="g" name="¿Procede?">${extra}</bpmn:${gateway}>
    <bpmn:task id="a" name="Responder"/><bpmn:task id="b" name="Archivar"/>${flows}`);
const yesNo = flow('y', 'g', 'a', '', 'Sí') + flow('n', 'g', 'b');

async function gatewayOf(content: string) {
  const { processes } = await parse(content);
  return processes[0]?.elements.find((element) => element.id === 'g');
}

test('an exclusive gateway without conditions asks its name, with its flows or their targets as options', async () => {
  const gateway = await gatewayOf(
    two('exclusiveGateway', '<bpmn:userTask id="u"/>', yesNo + flow('f', 'u', 'g')),
  );
  expect(gateway?.question).toEqual({
    text: '¿Procede?',
    options: [
      { flow: 'y', label: 'Sí' },
      { flow: 'n', label: 'Archivar' },
    ],
    multiple: false,
    askedBy: ['u'],
  });
});

test('an inclusive gateway takes several answers; a default flow is one of the options', async () => {
  const gateway = await gatewayOf(
    two('inclusiveGateway', '<bpmn:startEvent id="s"/>', yesNo + flow('f', 's', 'g')),
  );
  expect(gateway?.question).toMatchObject({ multiple: true, askedBy: null });
  expect(gateway?.question?.options).toHaveLength(2);
});

test('every task right before the gateway asks; one path from elsewhere makes it a task of its own', async () => {
  const tasks = '<bpmn:userTask id="u"/><bpmn:task id="t"/>';
  const both = yesNo + flow('f', 'u', 'g') + flow('h', 't', 'g');
  expect((await gatewayOf(two('exclusiveGateway', tasks, both)))?.question?.askedBy).toEqual(['u', 't']);
  const other = `${tasks}<bpmn:serviceTask id="w"/>`;
  expect(
    (await gatewayOf(two('exclusiveGateway', other, both + flow('i', 'w', 'g'))))?.question?.askedBy,
  ).toBeNull();
});

test('a task done several times cannot ask once', async () => {
  const repeated = `<bpmn:userTask id="u"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>`;
  const gateway = await gatewayOf(two('exclusiveGateway', repeated, yesNo + flow('f', 'u', 'g')));
  expect(gateway?.question?.askedBy).toBeNull();
});

test('the drawing may word the question and its options', async () => {
  const extra = `<bpmn:extensionElements><cauce:question text="¿Tiene mérito?"><cauce:option flow="n" label="No, archivar"/><cauce:option flow="zz" label="?"/></cauce:question></bpmn:extensionElements>`;
  const content = two('exclusiveGateway', '', yesNo, extra);
  const gateway = await gatewayOf(content);
  expect(gateway?.question).toMatchObject({
    text: '¿Tiene mérito?',
    options: [{ label: 'Sí' }, { label: 'No, archivar' }],
  });
  expect(await problemsOf(content)).toEqual(['warning OPTION_WITHOUT_FLOW g']);
});

test('merging and parallel gateways ask nothing', async () => {
  expect((await gatewayOf(two('parallelGateway', '', yesNo)))?.question).toBeUndefined();
  expect(
    (await gatewayOf(two('exclusiveGateway', '', flow('y', 'g', 'a') + flow('z', 'b', 'g'))))?.question,
  ).toBeUndefined();
});

test.each([
  ['=amount > 1', '=amount > 1', []],
  ['amount > 1', '=amount > 1', []],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: JUEL, which files may hold without any extension
  ['${approved}', '=approved', []],
  ['aprobado and urgente', '=aprobado and urgente', []],
  ['Sí', undefined, ['warning CONDITION_NOT_FEEL y', 'warning CONDITION_NOT_FEEL n']],
  ['a && b', undefined, ['warning CONDITION_NOT_FEEL y', 'warning CONDITION_NOT_FEEL n']],
  ['aprobado por el jefe', undefined, ['warning CONDITION_NOT_FEEL y', 'warning CONDITION_NOT_FEEL n']],
])('the condition %s is read as %s', async (written, read, problems) => {
  const written2 = condition(written.replace('>', '&gt;').replaceAll('&&', '&amp;&amp;'));
  const content = two(
    'exclusiveGateway',
    '',
    flow('y', 'g', 'a', written2, 'Sí') + flow('n', 'g', 'b', written2, 'Sí'),
  );
  const { processes } = await parse(content);
  expect(processes[0]?.flows.map((each) => each.condition)).toEqual([read, read]);
  expect(processes[0]?.elements[0]?.question === undefined).toBe(read !== undefined);
  expect(await problemsOf(content)).toEqual(problems);
});

test('a flow without a condition among conditioned ones is told, unless it is the default', async () => {
  const flows = flow('y', 'g', 'a', condition('=ok')) + flow('n', 'g', 'b');
  expect(await problemsOf(two('exclusiveGateway', '', flows))).toEqual(['warning FLOW_WITHOUT_CONDITION n']);
  const withDefault = two('exclusiveGateway', '', flows).replace('id="g"', 'id="g" default="n"');
  expect(await problemsOf(withDefault)).toEqual([]);
});
