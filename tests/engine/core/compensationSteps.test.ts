import { describe, expect, test } from 'vitest';
import {
  type Event,
  emptyState,
  execute,
  type ProcessModel,
  stateFromJson,
  stateToJson,
  type Variables,
} from '../../../engine/core/index.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { processModel } from '../../harness/model.ts';
import { NOW, play } from '../../harness/play.ts';
import {
  boundary,
  compensating,
  definition,
  end,
  ending,
  eventSubprocess,
  onEvent,
  script,
  start,
  subProcess,
  undone,
  within,
} from '../../harness/shapes.ts';

const KEY = 4096 * 2 ** 20;
const ports = createPorts();
const each = (list: string, sequential: boolean) => ({
  sequential,
  inputCollection: list,
  inputElement: 'n',
});
const logs = (feel: string) => script(`append(log, ${feel})`, 'log');

const trip = within('trip', {
  is: start,
  a: script('n * 10', 'a'),
  b: { ...script('m', 'b'), multiInstance: { ...each('=[1, 2]', true), inputElement: 'm' } },
  ...undone('a', logs('"a" + string(n)')),
  ...undone('b', logs('"b" + string(n) + string(m)')),
});
const compensated = processModel(
  {
    s: start,
    trip: { ...subProcess, multiInstance: each('=[1, 2, 3]', false) },
    ...trip,
    t: compensating(),
    e: end,
  },
  's>>trip>>t>>e',
  'is>>a>>b',
);
const canceled = processModel(
  {
    s: start,
    trip: { type: 'transaction', multiInstance: each('=[1, 2, 3]', true) },
    ...trip,
    ...within('trip', { x: ending('cancel') }),
    out: boundary('trip', definition('cancel')),
    e: end,
  },
  's>>trip',
  'is>>a>>b>>x',
  'out>>e',
);
const inside = processModel(
  {
    s: start,
    trip: subProcess,
    ...trip,
    ...within('trip', {
      esp: eventSubprocess,
      ...within('esp', { es: onEvent(definition('compensate')), et: compensating(), log2: logs('"done"') }),
    }),
    t: compensating({ waits: false }),
    e: end,
  },
  's>>trip>>t>>e',
  'is>>a>>b',
  'es>>et>>log2',
);

/** The events of a run in steps of at most `budget` events, its state written and read between them. */
function inSteps(model: ProcessModel, variables: Variables, budget: number): Event[] {
  const events: Event[] = [];
  let state = emptyState();
  let command: Parameters<typeof execute>[2] = {
    type: 'createInstance',
    key: KEY,
    processId: 'process',
    variables,
  };
  for (let turns = 0; turns < 1_000; turns++) {
    const outcome = execute(model, state, command, { at: NOW, actor: 'a', inputs: {} }, ports, budget);
    if (!('state' in outcome)) throw new Error(JSON.stringify(outcome));
    events.push(...outcome.events);
    if (outcome.state.status !== 'active') return events;
    expect(outcome.events.at(-1)?.type).toBe('stepYielded');
    state = stateFromJson(stateToJson(outcome.state));
    command = { type: 'continue' };
  }
  throw new Error('Expected an end within 1,000 steps, but there was none');
}

const lasting = (events: Event[]) =>
  events.filter(({ type }) => type === 'variablesSet').map((event) => JSON.stringify(event));

describe('compensation in the smallest steps', () => {
  test.each([
    [
      'of subprocesses that were repeated',
      compensated,
      {},
      ['b32', 'b31', 'a3', 'b22', 'b21', 'a2', 'b12', 'b11', 'a1'],
    ],
    ['of a canceled transaction', canceled, {}, ['b12', 'b11', 'a1']],
    ['by an event subprocess', inside, { n: 7 }, ['b72', 'b71', 'a7', 'done']],
  ])('%s comes to the same', (_, model, given, log) => {
    const variables = { log: [], ...given };
    const whole = inSteps(model, variables, 10_000);
    expect(whole.at(-1)?.type).toBe('instanceCompleted');
    expect(play(model, variables).variables().log).toEqual(log);
    for (const budget of [1, 2, 3, 5, 8]) {
      const events = inSteps(model, variables, budget);
      expect(events.at(-1)?.type).toBe('instanceCompleted');
      const logged = events.flatMap((event) =>
        event.type === 'variablesSet' && event.variables.log !== undefined ? [event.variables.log] : [],
      );
      expect(logged.at(-1)).toEqual(log);
      if (model !== compensated) expect(lasting(events)).toEqual(lasting(whole));
    }
  });

  test('thousands of instances are undone in one line', () => {
    const many = processModel(
      {
        s: start,
        a: { ...script('n', 'last'), multiInstance: each('=items', false) },
        ...undone('a', script('n', 'last')),
        t: compensating(),
        e: end,
      },
      's>>a>>t>>e',
    );
    const items = Array.from({ length: 3_000 }, (_, at) => at);
    const run = play(many, { items });
    expect(run.status()).toBe('completed');
    expect(run.times('undo_a')).toBe(3_000);
    expect(run.variables().last).toBe(0);
  });
});
