// The shipped drawings can be read: nothing lies on anything else, and everything is where it belongs.
import { expect, test } from 'vitest';
import { isUnreadable, measureDrawing } from '../../engine/model/layout/index.ts';
import { shipped, xmlOf } from './shipped.ts';

test.each(shipped)('$folder/$file reads well', async (diagram) => {
  const { measures } = await measureDrawing(xmlOf(diagram), diagram.file);
  if (!measures) throw new Error('not measured');
  expect(isUnreadable(measures)).toBe(false);
  const { throughShapes, overlappingShapes, coveredLabels, outsideLane, missing } = measures;
  expect({ throughShapes, overlappingShapes, coveredLabels, outsideLane, missing }).toEqual({
    throughShapes: [],
    overlappingShapes: [],
    coveredLabels: [],
    outsideLane: [],
    missing: [],
  });
});
