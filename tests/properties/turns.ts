// What people and time do to a random process, turn by turn.
import fc from 'fast-check';
import type { Turn } from './drive.ts';

export const turns: fc.Arbitrary<Turn[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 7, arbitrary: fc.constant('work' as const) },
      { weight: 5, arbitrary: fc.constant('event' as const) },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'fail',
          'fail',
          'error',
          'resolve',
          'resolve',
          'set',
          'set',
          'change',
          'cancel',
          'nonsense',
        ),
      },
    ) as fc.Arbitrary<Turn['kind']>,
    pick: fc.nat({ max: 60 }),
    value: fc.constantFrom(0, 0, 0, 1, 1, 1, 2, 2, 3, 4),
  }),
  { minLength: 10, maxLength: 40 },
);

/** What the turns leave open, somebody does in the end. */
export const LAST: Turn[] = Array.from({ length: 60 }, (_, at) => ({
  kind: at % 3 === 2 ? 'event' : 'work',
  pick: 0,
  value: 0,
}));
