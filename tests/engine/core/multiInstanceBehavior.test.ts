import { describe, expect, test } from 'vitest';
import type { EventDefinition, MultiInstance } from '../../../engine/core/model.ts';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import {
  boundary,
  definition,
  end,
  ending,
  script,
  service,
  start,
  subProcess,
  user,
  within,
} from '../../harness/shapes.ts';

const over = (multiInstance: Partial<MultiInstance>): { multiInstance: MultiInstance } => ({
  multiInstance: { sequential: false, inputCollection: '=items', inputElement: 'item', ...multiInstance },
});
const signal = (name: string): EventDefinition => ({ type: 'signal', config: { name } });
const items = [1, 2, 3];

/** A job per item, and a boundary event that catches what the repetition throws, behind which `seen` waits. */
const watched = (
  multiInstance: Partial<MultiInstance>,
  caught = definition('signal', { name: 'done' }),
  interrupting = false,
) =>
  processModel(
    {
      s: start,
      work: { ...service(), ...over(multiInstance) },
      heard: boundary('work', caught, interrupting),
      seen: user,
      after: user,
    },
    's>>work>>after',
    'heard>>seen',
  );

describe('a multi-instance activity tells as its iterations complete', () => {
  test('nothing, where its behavior is to throw for all together', () => {
    const run = play(watched({}), { items });
    for (const _ of items) run.work('work');
    expect(run.waits()).toEqual(['after']);
  });

  test('of each one (none)', () => {
    for (const sequential of [true, false]) {
      const run = play(watched({ sequential, behavior: { kind: 'none', event: signal('done') } }), { items });
      run.work('work');
      expect(run.waits().filter((each) => each === 'seen')).toHaveLength(1);
      run.work('work');
      run.work('work');
      expect(run.waits()).toEqual(['after', 'seen', 'seen', 'seen']);
    }
  });

  test('of the first alone (one)', () => {
    for (const sequential of [true, false]) {
      const run = play(watched({ sequential, behavior: { kind: 'one', event: signal('done') } }), { items });
      run.work('work');
      expect(run.waits()).toContain('seen');
      run.work('work');
      run.work('work');
      expect(run.waits()).toEqual(['after', 'seen']);
    }
  });

  test('and goes on with the others although the boundary event that hears it interrupts', () => {
    const one = { behavior: { kind: 'one' as const, event: signal('done') } };
    const run = play(watched(one, definition('signal', { name: 'done' }), true), { items });
    run.work('work');
    expect(run.waits()).toEqual(['heard', 'seen', 'work', 'work']);
    run.work('work');
    run.work('work');
    expect(run.waits()).toEqual(['after', 'seen']);
  });

  test('the same signal from outside does interrupt it', () => {
    const one = { behavior: { kind: 'one' as const, event: signal('done') } };
    const run = play(watched(one, definition('signal', { name: 'done' }), true), { items });
    run.work('work');
    const { found } = run.find('subscriptions', 'heard');
    run.submit({ type: 'broadcastSignal', subscription: found.key, variables: {} });
    expect(run.waits()).toEqual(['seen', 'seen']);
  });

  test('what its conditions say (complex)', () => {
    const definitions = [
      { condition: '=result > 1', event: signal('done') },
      { condition: '=numberOfCompletedInstances = numberOfInstances', event: signal('all') },
      { condition: '=null' },
    ];
    const model = watched({ outputElement: '=result', behavior: { kind: 'complex', definitions } });
    const run = play(model, { items });
    run.work('work', { result: 1 });
    expect(run.waits()).not.toContain('seen');
    run.work('work', { result: 2 });
    expect(run.waits()).toContain('seen');
    run.work('work', { result: 0 });
    expect(run.waits()).toEqual(['after', 'seen']);
    const thrown = run.events().flatMap((event) => (event.type === 'signalThrown' ? [event.name] : []));
    expect(thrown).toEqual(['done', 'all']);
  });

  test('with the counts and the item of the iteration', () => {
    const run = play(watched({ sequential: true, behavior: { kind: 'none', event: signal('x') } }), {
      items,
    });
    run.work('work');
    run.work('work');
    const thrown = run.events().flatMap((event) => (event.type === 'signalThrown' ? [event.variables] : []));
    expect(
      thrown.map(({ numberOfCompletedInstances: n, item, loopCounter }) => [n, item, loopCounter]),
    ).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
    expect(thrown[0]).toMatchObject({ numberOfInstances: 3, numberOfTerminatedInstances: 0 });
  });

  test('a condition that is not true, false or null is an incident, and the work is not done again', () => {
    const definitions = [{ condition: '=flag', event: signal('done') }];
    const run = play(watched({ behavior: { kind: 'complex', definitions } }), { items: [1], flag: 'x' });
    run.work('work');
    expect(run.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
    run.set({ flag: true });
    run.resolve('work');
    expect(run.waits()).toEqual(['after', 'seen']);
    expect(run.times('work')).toBe(2);
  });

  test('an event whose name fails is an incident, and the work is not done again', () => {
    const run = play(watched({ behavior: { kind: 'one', event: signal('=1 + "a" + what') } }), {
      items: [1],
    });
    run.work('work');
    const before = run.incidents();
    if (before.length > 0) run.resolve('work');
    expect(run.waits().filter((each) => each === 'work')).toEqual([]);
  });

  test('with its completion condition: both the event and the end', () => {
    const settings = {
      completionCondition: '=numberOfCompletedInstances = 1',
      behavior: { kind: 'one' as const, event: signal('done') },
    };
    const run = play(watched(settings), { items });
    run.work('work');
    expect(run.waits()).toEqual(['after', 'seen']);
  });

  test('an escalation, which its boundary catches while it goes on', () => {
    const event: EventDefinition = { type: 'escalation', config: { code: 'E' } };
    const run = play(watched({ behavior: { kind: 'one', event } }, definition('escalation', { code: 'E' })), {
      items,
    });
    run.work('work');
    expect(run.waits()).toEqual(['seen', 'work', 'work']);
  });

  test('an error, which ends it', () => {
    const event: EventDefinition = { type: 'error', config: { code: 'E' } };
    const run = play(
      watched({ behavior: { kind: 'one', event } }, definition('error', { code: 'E' }), true),
      { items },
    );
    run.work('work');
    expect(run.waits()).toEqual(['seen']);
  });
});

describe('counts of a multi-instance activity', () => {
  test('are seen under both names, inside the iterations too', () => {
    const expression =
      '[numberOfInstances, nrOfInstances, nrOfActiveInstances, nrOfCompletedInstances, nrOfTerminatedInstances]';
    for (const [sequential, expected] of [
      [
        true,
        [
          [2, 2, 1, 0, 0],
          [2, 2, 1, 1, 0],
        ],
      ],
      [
        false,
        [
          [2, 2, 2, 0, 0],
          [2, 2, 2, 0, 0],
        ],
      ],
    ] as const) {
      const sub = {
        ...subProcess,
        ...over({ sequential, outputCollection: 'out', outputElement: '=result' }),
      };
      const inside = within('sub', { is: start, look: script(expression), ask: user, ie: end });
      const run = play(processModel({ s: start, sub, ...inside, e: end }, 's>>sub>>e', 'is>>look>>ask>>ie'), {
        items: [1, 2],
      });
      run.complete('ask');
      run.complete('ask');
      expect(run.variables().out).toEqual(expected);
    }
  });

  test('one after another there is always one active', () => {
    const completionCondition = '=nrOfActiveInstances = 1 and nrOfCompletedInstances / nrOfInstances >= 0.5';
    const run = play(watched({ sequential: true, completionCondition }), { items: [1, 2, 3, 4] });
    run.work('work');
    expect(run.waits()).toContain('work');
    run.work('work');
    expect(run.waits()).toEqual(['after']);
  });

  test('of the innermost activity hide those around it', () => {
    const inner = { ...script('[numberOfInstances, loopCounter]', 'cell'), parent: 'sub' };
    const repeated = {
      ...inner,
      ...over({ inputCollection: '=[1, 2, 3]', outputCollection: 'row', outputElement: '=cell' }),
    };
    const sub = { ...subProcess, ...over({ outputCollection: 'table', outputElement: '=row' }) };
    const model = processModel(
      { s: start, sub, ...within('sub', { is: start, ie: end }), repeated, e: end },
      's>>sub>>e',
      'is>>repeated>>ie',
    );
    expect(play(model, { items: [1] }).variables().table).toEqual([
      [
        [3, 1],
        [3, 2],
        [3, 3],
      ],
    ]);
  });
});

describe('inside one iteration', () => {
  const model = (sequential: boolean) => {
    const inside = within('sub', { is: start, ask: user, other: user, stop: ending('terminate') });
    const sub = { ...subProcess, ...over({ sequential, outputCollection: 'out', outputElement: '=item' }) };
    return processModel(
      { s: start, sub, ...inside, after: user },
      's>>sub>>after',
      'is>>ask>>stop',
      'is>>other',
    );
  };

  test('a terminate end event ends that iteration alone', () => {
    const run = play(model(false), { items });
    expect(run.waits()).toEqual(['ask', 'ask', 'ask', 'other', 'other', 'other']);
    run.complete('ask');
    expect(run.waits()).toEqual(['ask', 'ask', 'other', 'other']);
    run.complete('ask');
    run.complete('ask');
    expect(run.waits()).toEqual(['after']);
    expect(run.variables().out).toEqual([1, 2, 3]);
  });

  test('one after another the next iteration begins behind a terminate end event', () => {
    const run = play(model(true), { items });
    for (const _ of items) {
      expect(run.waits()).toEqual(['ask', 'other']);
      run.complete('ask');
    }
    expect(run.waits()).toEqual(['after']);
  });
});
