// What a drawing names and its draft lacks is told with what the draft has instead.
import { expect, test } from 'vitest';
import { missingLinks } from '../../../engine/lint/draftLinks.ts';
import { around, drawing, parse } from '../model/drawing.ts';

const files = [
  { name: 'forms/alta.form', text: '{"id": "alta", "components": []}' },
  { name: 'forms/broken.form', text: '{' },
  {
    name: 'decisions/tarifa.dmn',
    text: '<definitions><decision name="A > B" id="tarifa"/><dmn:decision id="plazo"/></definitions>',
  },
];
const task = (tag: string, extension: string) =>
  drawing(around(tag, `<bpmn:extensionElements>${extension}</bpmn:extensionElements>`));

test.each([
  ['alta', []],
  [
    'baja',
    [{ code: 'DRAFT_LINK_MISSING', elementId: 'x', values: { kind: 'form', id: 'baja', known: ['alta'] } }],
  ],
])('a form %s', async (id, expected) => {
  const { links } = await parse(task('userTask', `<zeebe:formDefinition formId="${id}"/>`));
  expect(links.length).toBe(1);
  expect(missingLinks(links, files, 'x.bpmn')).toMatchObject(expected);
});

test('decisions are known by their ids, called processes are not asked for', async () => {
  const decided = (id: string) =>
    parse(task('businessRuleTask', `<zeebe:calledDecision decisionId="${id}" resultVariable="r"/>`));
  expect(missingLinks((await decided('tarifa')).links, files, 'x.bpmn')).toEqual([]);
  expect(missingLinks((await decided('plazo')).links, files, 'x.bpmn')).toEqual([]);
  expect(missingLinks((await decided('otra')).links, files, 'x.bpmn')).toMatchObject([
    { values: { known: ['tarifa', 'plazo'] } },
  ]);
  const { links } = await parse(task('callActivity', '<zeebe:calledElement processId="elsewhere"/>'));
  expect(missingLinks(links, files, 'x.bpmn')).toEqual([]);
});
