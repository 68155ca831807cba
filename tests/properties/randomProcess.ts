// Random block-structured processes: whatever their branches, loops and iterations, they can always be walked to an end.
import fc from 'fast-check';
import type { ElementModel, ProcessModel } from '../../engine/core/model.ts';
import { processModel } from '../harness/model.ts';
import {
  and,
  boundary,
  catching,
  end,
  eventBased,
  message,
  or,
  script,
  service,
  start,
  subProcess,
  timer,
  user,
  xor,
} from '../harness/shapes.ts';

export type Block =
  | { kind: 'script' | 'user' | 'service' | 'message' | 'timer' | 'choice' }
  | { kind: 'sequence' | 'parallel' | 'exclusive' | 'inclusive'; blocks: Block[]; mask: number }
  | { kind: 'loop' | 'subProcess'; block: Block; turns: number }
  | { kind: 'iterations'; block: Block; sequential: boolean; count: number }
  | { kind: 'reminded'; interrupting: boolean };

const part: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.record({
      kind: fc.constantFrom('script', 'user', 'service', 'message', 'timer', 'choice'),
    }) as fc.Arbitrary<Block>,
    fc.record({ kind: fc.constant('reminded' as const), interrupting: fc.boolean() }),
    fc.record({
      kind: fc.constantFrom('sequence', 'parallel', 'exclusive', 'inclusive'),
      blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
      mask: fc.integer({ min: 0, max: 7 }),
    }) as fc.Arbitrary<Block>,
    fc.record({
      kind: fc.constantFrom('loop', 'subProcess'),
      block: tie('block'),
      turns: fc.integer({ min: 1, max: 3 }),
    }) as fc.Arbitrary<Block>,
    fc.record({
      kind: fc.constant('iterations' as const),
      block: tie('block'),
      sequential: fc.boolean(),
      count: fc.integer({ min: 0, max: 3 }),
    }),
  ),
})).block;

/** At the outside always several branches or steps, so that few are trivial. */
export const block: fc.Arbitrary<Block> = fc.record({
  kind: fc.constantFrom('sequence', 'parallel', 'inclusive'),
  blocks: fc.array(part, { minLength: 2, maxLength: 4 }),
  mask: fc.integer({ min: 0, max: 15 }),
}) as fc.Arbitrary<Block>;

type Shape = Partial<ElementModel> & { type: ElementModel['type'] };

export function processOf(root: Block): ProcessModel {
  const elements: { [id: string]: Shape } = {};
  const paths: string[] = [];
  const counters: string[] = [];
  const add = (name: string, shape: Shape, parent: string | null): string => {
    const id = `${name}${Object.keys(elements).length}`;
    elements[id] = { ...shape, parent };
    return id;
  };
  const flow = (from: string, to: string, condition?: string) =>
    paths.push(`${from}${condition === undefined ? '' : `[${condition}]`}>>${to}`);

  /**
   * Adds a block; gives its first and last element. Its iterations collect into `out`: parallel branches that wrote one
   * variable would race, and BPMN leaves open whose write is the last. Each has its own; what comes one after another,
   * or does the same in each iteration, shares it.
   */
  const place = (part: Block, parent: string | null, out: string): [string, string] => {
    switch (part.kind) {
      case 'sequence': {
        const placed = part.blocks.map((each) => place(each, parent, out));
        for (let at = 1; at < placed.length; at++) flow(placed[at - 1]?.[1] ?? '', placed[at]?.[0] ?? '');
        return [placed[0]?.[0] ?? '', placed.at(-1)?.[1] ?? ''];
      }
      case 'parallel':
      case 'exclusive':
      case 'inclusive': {
        const shape = { parallel: and, exclusive: xor, inclusive: or }[part.kind];
        const split = add('split', shape, parent);
        const join = add('join', shape, parent);
        for (const [at, each] of part.blocks.entries()) {
          const [first, last] = place(each, parent, part.kind === 'exclusive' ? out : `${out}_${at}`);
          const condition = at === 0 ? 'default' : `=${(part.mask >> at) % 2 === 1}`;
          flow(split, first, part.kind === 'parallel' ? undefined : condition);
          flow(last, join);
        }
        return [split, join];
      }
      case 'loop': {
        const merge = add('merge', xor, parent);
        const [first, last] = place(part.block, parent, out);
        const count = add('count', xor, parent);
        elements[count] = { ...script(`if n${count} = null then 1 else n${count} + 1`, `n${count}`), parent };
        counters.push(`n${count}`);
        const again = add('again', xor, parent);
        const after = add('after', xor, parent);
        flow(merge, first);
        flow(last, count);
        flow(count, again);
        flow(again, merge, `=modulo(n${count}, ${part.turns}) > 0`);
        flow(again, after, 'default');
        return [merge, after];
      }
      case 'subProcess':
      case 'iterations': {
        const repeated: Partial<ElementModel> =
          part.kind === 'iterations'
            ? {
                multiInstance: {
                  sequential: part.sequential,
                  cardinality: `=${part.count}`,
                  outputCollection: out,
                  outputElement: '=loopCounter',
                },
              }
            : {};
        const id = add('sub', { ...subProcess, ...repeated }, parent);
        const first = add('in', start, id);
        const last = add('out', end, id);
        const before = counters.length;
        const [from, to] = place(part.block, id, out);
        // Parallel iterations that turned a loop by one shared counter would race: each has its own.
        const own = counters.slice(before).map((target) => ({ source: '=null', target }));
        const shape = elements[id];
        if (shape && part.kind === 'iterations') elements[id] = { ...shape, inputs: own };
        flow(first, from);
        flow(to, last);
        return [id, id];
      }
      case 'choice': {
        const gateway = add('choice', eventBased, parent);
        const after = add('after', xor, parent);
        for (const each of [catching(message('m')), catching(timer('PT1H'))]) {
          const id = add('event', each, parent);
          flow(gateway, id);
          flow(id, after);
        }
        return [gateway, after];
      }
      case 'reminded': {
        const id = add('user', user, parent);
        const reminder = add(
          'late',
          boundary(
            id,
            timer(part.interrupting ? 'PT1H' : 'R2/PT1H', part.interrupting ? 'timeDuration' : 'timeCycle'),
            part.interrupting,
          ),
          parent,
        );
        const after = add('after', xor, parent);
        flow(id, after);
        flow(reminder, part.interrupting ? after : add('reminded', end, parent));
        return [id, after];
      }
      case 'script': {
        const id = add('script', script('1'), parent);
        elements[id] = { ...script('1', id), parent };
        return [id, id];
      }
      default: {
        const shape = {
          user,
          service: service(),
          message: catching(message('m')),
          timer: catching(timer('PT1H')),
        }[part.kind];
        const id = add(part.kind, shape, parent);
        return [id, id];
      }
    }
  };
  const first = add('start', start, null);
  const last = add('end', end, null);
  const [from, to] = place(root, null, 'out');
  flow(first, from);
  flow(to, last);
  return processModel(elements, ...paths);
}

/** Any nodes and any flows forward between them: such a drawing may starve, but never hang in silence. */
export const tangle: fc.Arbitrary<ProcessModel> = fc
  .record({
    kinds: fc.array(fc.constantFrom('and', 'or', 'xor', 'user', 'script', 'end', 'terminate', 'sub'), {
      minLength: 2,
      maxLength: 10,
    }),
    flows: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('', '[=true]', '[=false]', '[default]')), {
      minLength: 2,
      maxLength: 18,
    }),
  })
  .map(({ kinds, flows }) => {
    const elements: { [id: string]: Shape } = { start };
    for (const [at, kind] of kinds.entries()) {
      const id = `${kind}${at}`;
      const stop = {
        type: 'endEvent' as const,
        eventDefinitions: [{ type: 'terminate' as const, config: {} }],
      };
      elements[id] = { and, or, xor, user, script: script('1', id), end, terminate: stop, sub: subProcess }[
        kind
      ];
    }
    const ids = Object.keys(elements);
    const inner = ids.slice(1);
    const paths = [`start>>${inner[0]}`];
    for (const [from, to, condition] of flows) {
      const source = inner[from % inner.length] ?? '';
      if (from % inner.length >= to % inner.length) continue;
      if (!source.startsWith('end') && !source.startsWith('terminate'))
        paths.push(`${source}${condition}>>${inner[to % inner.length]}`);
    }
    return processModel(elements, ...paths);
  });
