// What is inspected before a draft is published: its tests, and a drawing that would never end.
import { expect, test } from 'vitest';
import { inspectInWorker } from '../../../engine/publishing/index.ts';

const drawing = (id: string, content: string) => `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">
<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="start"/>${content}<bpmn:endEvent id="end"/></bpmn:process></bpmn:definitions>`;
const straight = drawing('straight', '<bpmn:sequenceFlow id="f" sourceRef="start" targetRef="end"/>');
const waiting = drawing(
  'straight',
  `<bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition><bpmn:timeDuration>PT48H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
<bpmn:sequenceFlow id="f" sourceRef="start" targetRef="pause"/><bpmn:sequenceFlow id="g" sourceRef="pause" targetRef="end"/>`,
);
const scenario = {
  name: 'scenarios/one.json',
  text: JSON.stringify({
    name: 'Uno',
    process: 'straight',
    now: '2026-01-01T00:00:00Z',
    expected: { state: 'completed' },
  }),
};

test('the same scenarios are played on two versions, with the way and the time that each takes', async () => {
  const files = [{ name: 'a.bpmn', text: waiting }, scenario];
  const outcome = await inspectInWorker({ files, against: [{ name: 'a.bpmn', text: straight }] });
  if ('stopped' in outcome) throw new Error(outcome.stopped.code);
  expect(outcome.tests).toMatchObject([
    { name: 'Uno', effect: { state: 'completed', ms: 48 * 3_600_000, path: [{}, { element: 'pause' }, {}] } },
  ]);
  expect(outcome.against).toMatchObject([{ name: 'Uno', effect: { state: 'completed', ms: 0 } }]);
});

test('scenarios of one process are played on the one that stands for it, which answers what they do not', async () => {
  const today = drawing(
    'today',
    '<bpmn:task id="ask" name="Preguntar"/><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="ask"/><bpmn:sequenceFlow id="g" sourceRef="ask" targetRef="end"/>',
  );
  const files = [{ name: 'to-be.bpmn', text: straight }, { name: 'as-is.bpmn', text: today }, scenario];
  const outcome = await inspectInWorker({ files, against: files, replaced: [['straight', 'today']] });
  expect(outcome).toMatchObject({
    tests: [{ name: 'Uno', effect: { path: [{ element: 'start' }, { element: 'end' }] } }],
    against: [{ name: 'Uno', effect: { state: 'completed', path: [{}, { name: 'Preguntar' }, {}] } }],
  });
});

test('what computes without end is stopped, and the next folder is inspected all the same', async () => {
  const cases = Array.from({ length: 40_000 }, (_, index) => ({
    name: `${index}`,
    instructions: [
      { type: 'CREATE_PROCESS_INSTANCE', processDefinitionSelector: { processDefinitionId: 'straight' } },
    ],
  }));
  const files = [
    { name: 'a.bpmn', text: straight },
    { name: 'scenarios/many.json', text: JSON.stringify({ testCases: cases }) },
  ];
  expect(await inspectInWorker({ files }, 150)).toMatchObject({ stopped: { code: 'INSPECTION_TOO_SLOW' } });
  const next = await inspectInWorker({ files: [{ name: 'a.bpmn', text: straight }, scenario] });
  expect(next).toMatchObject({ processes: ['straight'], tests: [{ name: 'Uno' }] });
});

test('names that reach into objects, and files that are no JSON, are failures of their own file alone', async () => {
  const files = [
    { name: 'a.bpmn', text: straight },
    { name: 'scenarios/bad.json', text: '{"process": "straight", "__proto__": {"x": 1}, "expected": {}}' },
    { name: 'scenarios/broken.json', text: '{' },
    scenario,
  ];
  expect(await inspectInWorker({ files })).toMatchObject({
    tests: [
      { file: 'scenarios/bad.json', failure: { code: 'TEST_NOT_JSON' } },
      { file: 'scenarios/broken.json', failure: { code: 'TEST_NOT_JSON' } },
      { name: 'Uno' },
    ],
  });
});
