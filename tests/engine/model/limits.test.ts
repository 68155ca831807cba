// What a deployment is told about drawings that would never end, or that use names which nobody may use.
import { expect, test } from 'vitest';
import { around, drawing, problemsOf } from './drawing.ts';

const repeated = (cardinality: string) =>
  drawing(
    around(
      'task',
      `<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">${cardinality}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`,
    ),
  );

test('a number of repetitions above the limit is told; the limit itself and expressions are not', async () => {
  expect(await problemsOf(repeated('1000000000'))).toEqual(['warning REPETITION_TOO_LONG x']);
  expect(await problemsOf(repeated('=100001'))).toEqual(['warning REPETITION_TOO_LONG x']);
  expect(await problemsOf(repeated('100000'))).toEqual([]);
  expect(await problemsOf(repeated('=n'))).toEqual([]);
});
