// Random block-structured processes of every BPMN construct, as trees that fast-check can shrink.
import fc from 'fast-check';

export const TASKS = [
  'task',
  'userTask',
  'manualTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
] as const;
export const REPEATS = [
  'once',
  'loop',
  'loopBefore',
  'loopMaximum',
  'parallel',
  'sequential',
  'collection',
  'until',
] as const;
export const CATCHES = [
  'none',
  'timer',
  'timerDate',
  'message',
  'signal',
  'conditional',
  'link',
  'multiple',
  'parallelMultiple',
] as const;
export const THROWS = ['none', 'message', 'signal', 'escalation', 'compensate', 'multiple'] as const;
export const BOUNDARIES = [
  'timer',
  'timerCycle',
  'message',
  'signal',
  'error',
  'escalation',
  'conditional',
  'compensate',
  'multiple',
  'parallelMultiple',
] as const;
/** How one branch of a container may end it. */
export const ENDS = [
  'none',
  'terminate',
  'error',
  'escalation',
  'signal',
  'message',
  'compensate',
  'cancel',
] as const;

export type Repeat = (typeof REPEATS)[number];

export interface Boundary {
  event: (typeof BOUNDARIES)[number] | 'cancel';
  interrupting: boolean;
}

export interface Handler extends Boundary {
  tag: (typeof TASKS)[number];
}

export interface Container {
  kind: 'subProcess' | 'transaction' | 'adHocSubProcess';
  block: Block;
  repeat: Repeat;
  boundaries: Boundary[];
  handlers: Handler[];
  end: (typeof ENDS)[number];
  sequential: boolean;
}

export interface Branches {
  kind: 'parallel' | 'exclusive' | 'inclusive' | 'complex';
  blocks: Block[];
  mask: number;
}

export type Block =
  | { kind: 'task'; tag: (typeof TASKS)[number]; repeat: Repeat; boundaries: Boundary[]; doubled: boolean }
  | { kind: 'catch'; event: (typeof CATCHES)[number] }
  | { kind: 'throw'; event: (typeof THROWS)[number] }
  | { kind: 'callActivity'; repeat: Repeat; boundaries: Boundary[] }
  | { kind: 'eventBased'; receive: boolean }
  | { kind: 'sequence'; blocks: Block[]; mask: number }
  | Branches
  | { kind: 'loop'; block: Block; turns: number }
  | Container;

const boundary: fc.Arbitrary<Boundary> = fc.record({
  event: fc.constantFrom(...BOUNDARIES),
  interrupting: fc.boolean(),
});
const handler: fc.Arbitrary<Handler> = fc.record({
  event: fc.constantFrom(...BOUNDARIES),
  interrupting: fc.boolean(),
  tag: fc.constantFrom(...TASKS),
});
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
    }),
    fc.record({ kind: fc.constant('catch' as const), event: fc.constantFrom(...CATCHES) }),
    fc.record({ kind: fc.constant('throw' as const), event: fc.constantFrom(...THROWS) }),
    fc.record({ kind: fc.constant('callActivity' as const), repeat, boundaries: some(boundary, 1) }),
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
      handlers: some(handler, 2),
      end: fc.constantFrom(...ENDS),
      sequential: fc.boolean(),
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
  }) as fc.Arbitrary<Block>,
  handlers: some(handler, 2),
});
