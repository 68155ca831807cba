import { describe, expect, test } from 'vitest';
import { around, drawing, parse } from './drawing.ts';

const promised = (attributes: string) =>
  `<bpmn:extensionElements><cauce:sla ${attributes} /></bpmn:extensionElements>`;

const good = 'metric="operation" name="Atender" target="8" mode="business-hours" calendar="co-8x5"';

async function errorsIn(attributes: string): Promise<string[]> {
  const { problems } = await parse(drawing(around('userTask', promised(attributes))));
  return problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

test('what a drawing promises is read from processes and activities, several of each', async () => {
  const content = `${promised(`${good.replace('operation', 'resolution')} from="=filed_at" warnAt="75%, P2D" pauseWhen="x" stopWhen="x" restartOnReturn="true"`)}${around('userTask', promised(good).replace('<cauce', `<cauce:sla ${good} /><cauce`))}`;
  const { processes, problems } = await parse(drawing(content));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(processes[0]?.slas).toMatchObject([
    {
      id: 'resolution',
      target: '=8',
      from: '=filed_at',
      warnAt: [{ percent: 75 }, { before: 'P2D' }],
      pauseWhen: ['x'],
      stopWhen: ['x'],
      restartOnReturn: true,
    },
  ]);
  const task = processes[0]?.elements.find(({ id }) => id === 'x');
  expect(task?.slas?.map(({ id }) => id)).toEqual(['operation', 'operation-2']);
});

test('calendars and decisions that a promise names are links of the file', async () => {
  const { links } = await parse(
    drawing(around('userTask', promised('metric="operation" target="decision:ans" calendar="co-8x5"'))),
  );
  expect(links).toMatchObject([
    { kind: 'calendar', id: 'co-8x5', elementId: 'x' },
    { kind: 'decision', id: 'ans', elementId: 'x' },
  ]);
});

describe('a promise that cannot be kept on record is refused:', () => {
  test.each([
    ['it names no calendar', good.replace(' calendar="co-8x5"', ''), 'SLA_WITHOUT_CALENDAR'],
    ['its metric is unknown', good.replace('operation', 'speed'), 'SLA_METRIC_UNKNOWN'],
    ['its warning is no percentage and no duration', `${good} warnAt="pronto"`, 'SLA_WARNING_UNREADABLE'],
    ['its warning is past the due date', `${good} warnAt="120%"`, 'SLA_WARNING_UNREADABLE'],
    ['it pauses in what is not there', `${good} pauseWhen="nowhere"`, 'SLA_ELEMENT_UNKNOWN'],
    ['it pauses in what is not inside', `${good} pauseWhen="end"`, 'SLA_ELEMENT_UNKNOWN'],
    ['its target says nothing', good.replace('"8"', '"ocho"'), 'SLA_TARGET_UNREADABLE'],
    ['its target is no FEEL', good.replace('"8"', '"=8 +"'), 'FEEL_SYNTAX'],
  ])('%s', async (_, attributes, code) => {
    expect(await errorsIn(attributes)).toEqual([code]);
  });

  test('it is on an event', async () => {
    const content = around('userTask').replace(
      '<bpmn:endEvent id="end"/>',
      `<bpmn:endEvent id="end">${promised(good)}</bpmn:endEvent>`,
    );
    const { problems } = await parse(drawing(content));
    expect(problems.map(({ code }) => code)).toContain('SLA_MISPLACED');
  });
});
