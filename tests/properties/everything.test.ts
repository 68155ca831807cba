// What must hold of every process that BPMN can draw, whatever people, timers and messages do to it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw } from './draw.ts';
import { drawing } from './fullBlocks.ts';
import { modelsOf, ride } from './ride.ts';
import { turns } from './turns.ts';

/** The long run takes more: `npm run test:long`. */
const RUNS = { numRuns: 300, endOnFailure: false };

describe('every process of all constructs', () => {
  test('keeps the invariants after every command, from stored states too', async () => {
    await fc.assert(
      fc.asyncProperty(drawing, turns, fc.constantFrom(undefined, 1, 3), async (drawn, way, budget) => {
        const { breaches } = ride(await modelsOf(draw(drawn)), way, budget);
        expect(breaches).toEqual([]);
      }),
      RUNS,
    );
  }, 240_000);
});
