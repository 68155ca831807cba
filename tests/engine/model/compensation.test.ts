import { describe, expect, test } from 'vitest';
import { codesOf, drawing, flow, parse } from './drawing.ts';

const task = '<bpmn:task id="a"/>';
const boundary =
  '<bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>';
const handler = '<bpmn:task id="u" isForCompensation="true"/>';

async function read(content: string) {
  const outcome = await parse(drawing(content));
  return {
    model: outcome.processes[0],
    codes: codesOf(outcome).filter((code) => !code.startsWith('TASK_')),
  };
}

function association(source: string, target: string): string {
  return `<bpmn:association id="as" sourceRef="${source}" targetRef="${target}"/>`;
}

describe('compensation in a drawing', () => {
  test.each([
    ['b', 'u'],
    ['u', 'b'],
  ])('an association says which activity undoes, whichever way it is drawn: %s to %s', async (from, to) => {
    const { model, codes } = await read(`${task}${boundary}${handler}${association(from, to)}`);
    expect(model?.elements.find(({ id }) => id === 'b')?.compensation).toBe('u');
    expect(model?.elements.find(({ id }) => id === 'u')?.forCompensation).toBe(true);
    expect(codes).toEqual([]);
  });

  test('a throw says what it undoes and whether it waits', async () => {
    const { model } = await read(
      `${task}${flow('f', 'a', 'x')}<bpmn:endEvent id="x"><bpmn:compensateEventDefinition activityRef="a" waitForCompletion="false"/></bpmn:endEvent>`,
    );
    const [definition] = model?.elements.find(({ id }) => id === 'x')?.eventDefinitions ?? [];
    expect(definition).toEqual({ type: 'compensate', config: { activity: 'a', waits: false } });
  });

  test('an event that undoes nothing, and a handler of nothing, are warned of', async () => {
    expect((await read(`${task}${boundary}`)).codes).toEqual(['COMPENSATION_WITHOUT_ACTIVITY']);
    expect((await read(`${task}${handler}`)).codes).toEqual(['HANDLER_OF_NOTHING']);
  });

  test('a handler runs only to undo, marked or not', async () => {
    const { model, codes } = await read(`${task}${boundary}<bpmn:task id="u"/>${association('b', 'u')}`);
    expect(model?.elements.find(({ id }) => id === 'u')?.forCompensation).toBe(true);
    expect(codes).toEqual(['HANDLER_NOT_MARKED']);
  });

  test('flows of handlers and of their events are refused', async () => {
    const { model, codes } = await read(
      `${task}${boundary}${handler}<bpmn:endEvent id="e"/>${association('b', 'u')}${flow('f', 'b', 'e')}${flow('g', 'u', 'e')}`,
    );
    expect(model).toBeUndefined();
    expect(codes).toEqual(['COMPENSATION_WITH_FLOWS', 'HANDLER_WITH_FLOWS']);
  });

  test('an activity that does not exist is refused, one on another level is warned of', async () => {
    const thrown = (activity: string) =>
      `<bpmn:endEvent id="x"><bpmn:compensateEventDefinition activityRef="${activity}"/></bpmn:endEvent>`;
    const unknown = await read(`${task}${thrown('nobody')}`);
    expect(unknown.model).toBeUndefined();
    expect(unknown.codes).toContain('UNRESOLVED_REFERENCE');
    const far = await read(`<bpmn:subProcess id="s"><bpmn:task id="a"/></bpmn:subProcess>${thrown('a')}`);
    expect(far.codes).toEqual(['COMPENSATION_NOT_VISIBLE']);
  });

  test('a compensation event subprocess of the process itself is warned of', async () => {
    const { codes } = await read(
      `${task}<bpmn:subProcess id="s" triggeredByEvent="true"><bpmn:startEvent id="x"><bpmn:compensateEventDefinition/></bpmn:startEvent></bpmn:subProcess>`,
    );
    expect(codes).toEqual(['COMPENSATION_OF_PROCESS']);
  });
});

describe('a transaction in a drawing', () => {
  const cancelEnd = '<bpmn:endEvent id="x"><bpmn:cancelEventDefinition/></bpmn:endEvent>';
  const onCancel =
    '<bpmn:boundaryEvent id="c" attachedToRef="t"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>';

  test('may hold a cancel end event, also deep inside, and is left by a cancel event', async () => {
    const { model, codes } = await read(
      `<bpmn:transaction id="t"><bpmn:subProcess id="s">${cancelEnd}</bpmn:subProcess></bpmn:transaction>${onCancel}`,
    );
    expect(model?.elements.find(({ id }) => id === 't')?.type).toBe('transaction');
    expect(codes).toEqual([]);
  });

  test('a cancel end event outside of one is refused, and so is a cancel event on anything else', async () => {
    expect(await read(`${task}${cancelEnd}`)).toMatchObject({
      model: undefined,
      codes: ['CANCEL_OUTSIDE_TRANSACTION'],
    });
    const { codes } = await read(`<bpmn:task id="t"/>${onCancel}`);
    expect(codes).toEqual(['EVENT_MISPLACED']);
  });

  test('canceled inside without a way out is warned of', async () => {
    const { codes } = await read(`<bpmn:transaction id="t">${cancelEnd}</bpmn:transaction>`);
    expect(codes).toEqual(['CANCEL_WITHOUT_BOUNDARY']);
  });
});
