// Random block-structured processes of every BPMN construct, as trees that fast-check can shrink.
import fc from 'fast-check';
import { BOUNDARIES, CALLED, CATCHES, ENDS, EXTRAS, REPEATS, TASKS, THROWS, UNDOES } from './blockKinds.ts';

export type Repeat = (typeof REPEATS)[number];

export type Extra = (typeof EXTRAS)[number];
export type End = (typeof ENDS)[number];

export interface Boundary {
  event: (typeof BOUNDARIES)[number] | 'cancel';
  interrupting: boolean;
  undo: (typeof UNDOES)[number];
}

export interface Handler extends Boundary {
  block: Block;
  end: End;
}

export interface Container {
  kind: 'subProcess' | 'transaction' | 'adHocSubProcess';
  block: Block;
  repeat: Repeat;
  boundaries: Boundary[];
  handlers: Handler[];
  end: End;
  sequential: boolean;
  extra: Extra;
}

export interface Branches {
  kind: 'parallel' | 'exclusive' | 'inclusive' | 'complex';
  blocks: Block[];
  mask: number;
  /** Branches that may end before they reach the join. */
  escapes: boolean;
}

export type Block =
  | {
      kind: 'task';
      tag: (typeof TASKS)[number];
      repeat: Repeat;
      boundaries: Boundary[];
      doubled: boolean;
      extra: Extra;
    }
  | { kind: 'catch'; event: (typeof CATCHES)[number] }
  | { kind: 'throw'; event: (typeof THROWS)[number] }
  | { kind: 'callActivity'; repeat: Repeat; boundaries: Boundary[]; called: (typeof CALLED)[number] }
  | { kind: 'eventBased'; receive: boolean }
  | { kind: 'sequence'; blocks: Block[]; mask: number }
  | Branches
  | { kind: 'loop'; block: Block; turns: number }
  | Container;

const boundary: fc.Arbitrary<Boundary> = fc.record({
  event: fc.constantFrom(...BOUNDARIES),
  interrupting: fc.boolean(),
  undo: fc.constantFrom(...UNDOES),
});
const handler = (block: fc.Arbitrary<Block>): fc.Arbitrary<Handler> =>
  fc.record({
    event: fc.constantFrom(...BOUNDARIES),
    interrupting: fc.boolean(),
    undo: fc.constant('userTask' as const),
    block,
    end,
  });
const end = fc.oneof(
  { weight: 2, arbitrary: fc.constant('none' as const) },
  { weight: 3, arbitrary: fc.constantFrom(...ENDS) },
);
const extra = fc.oneof(
  { weight: 1, arbitrary: fc.constant('none' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...EXTRAS) },
);
const repeat = fc.oneof(
  { weight: 3, arbitrary: fc.constant('once' as const) },
  { weight: 2, arbitrary: fc.constantFrom(...REPEATS) },
);
const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) => fc.array(arbitrary, { maxLength });

const part: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('task' as const),
      tag: fc.constantFrom(...TASKS),
      repeat,
      boundaries: some(boundary, 2),
      doubled: fc.boolean(),
      extra,
    }),
    fc.record({ kind: fc.constant('catch' as const), event: fc.constantFrom(...CATCHES) }),
    fc.record({ kind: fc.constant('throw' as const), event: fc.constantFrom(...THROWS) }),
    fc.record({
      kind: fc.constant('callActivity' as const),
      repeat,
      boundaries: some(boundary, 1),
      called: fc.constantFrom(...CALLED),
    }),
    fc.record({ kind: fc.constant('eventBased' as const), receive: fc.boolean() }),
    fc.record({
      kind: fc.constantFrom(
        'sequence' as const,
        'parallel' as const,
        'exclusive' as const,
        'inclusive' as const,
        'complex' as const,
      ),
      blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
      mask: fc.integer({ min: 0, max: 7 }),
      escapes: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('loop' as const),
      block: tie('block'),
      turns: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({
      kind: fc.constantFrom('subProcess' as const, 'transaction' as const, 'adHocSubProcess' as const),
      block: tie('block'),
      repeat,
      boundaries: some(boundary, 2),
      handlers: some(handler(tie('block')), 2),
      end,
      sequential: fc.boolean(),
      extra,
    }),
  ),
})).block as fc.Arbitrary<Block>;

/** A whole process: what it does, and what it listens to meanwhile. */
export interface Drawing {
  block: Block;
  handlers: Handler[];
}

export const drawing: fc.Arbitrary<Drawing> = fc.record({
  block: fc.record({
    kind: fc.constantFrom('sequence' as const, 'parallel' as const, 'inclusive' as const),
    blocks: fc.array(part, { minLength: 1, maxLength: 4 }),
    mask: fc.integer({ min: 0, max: 15 }),
    escapes: fc.constant(false),
  }) as fc.Arbitrary<Block>,
  handlers: some(handler(part), 2),
});
