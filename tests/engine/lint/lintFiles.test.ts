// The health of a folder: errors, warnings, soundness and style of all its files, remembered by their content.
import { afterAll, expect, test } from 'vitest';
import { judgeInWorker } from '../../../engine/lint/judgeInWorker.ts';
import { knownLint, lintFiles } from '../../../engine/lint/lintFiles.ts';
import { stopWorker } from '../../../engine/model/index.ts';
import { condition, drawing, flow, parse } from '../model/drawing.ts';

afterAll(stopWorker);

const file = (name: string, text: string) => ({ name, content: Buffer.from(text) });

const deadlock = drawing(
  `<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="x" default="f3"/><bpmn:userTask id="b" name="B"/><bpmn:userTask id="c" name="C"/><bpmn:parallelGateway id="j"/><bpmn:endEvent id="e"/>
${flow('f1', 's', 'x')}${flow('f2', 'x', 'b', condition('=a > 1'))}${flow('f3', 'x', 'c')}${flow('f4', 'b', 'j')}${flow('f5', 'c', 'j')}${flow('f6', 'j', 'e')}`,
);

test('everything that is wrong comes at once, by what it means, and is known from then on', async () => {
  const files = [
    file('a.bpmn', deadlock),
    file('b.bpmn', drawing(`<bpmn:task id="t"/>${flow('f', 't', 'gone')}`).replaceAll('"P"', '"Q"')),
    file('c.form', '{ not json'),
  ];
  expect(knownLint(files)).toBeUndefined();
  const { errors, warnings, soundness, style } = await lintFiles(files);
  expect(errors.map(({ code, resource }) => `${code} ${resource}`)).toEqual([
    'FLOW_WITHOUT_TARGET b.bpmn',
    'JSON_MALFORMED c.form',
  ]);
  expect(warnings.map(({ code }) => code)).toContain('TASK_WITHOUT_PEOPLE');
  expect(soundness).toMatchObject([
    { code: 'SOUNDNESS_DEADLOCK', resource: 'a.bpmn', elementId: 'j', severity: 'warning' },
  ]);
  expect(soundness[0]?.counterExample?.trace.length).toBeGreaterThan(3);
  expect(style.map(({ code }) => code)).toContain('STYLE_EVENT_WITHOUT_NAME');
  expect(knownLint([...files].reverse())).toBe(await lintFiles(files));
  expect(knownLint(files.slice(1))).toBeUndefined();
});

test('a check that takes too long is given up, and says so', async () => {
  const { processes } = await parse(deadlock);
  const request = { drawings: [{ name: 'a.bpmn', models: processes }], files: [] };
  expect(await judgeInWorker(request, 1)).toMatchObject({
    soundness: [{ code: 'LINT_STOPPED', resource: 'a.bpmn' }],
  });
});
