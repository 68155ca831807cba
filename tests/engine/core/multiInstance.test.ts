import { describe, expect, test } from 'vitest';
import type { MultiInstance } from '../../../engine/core/model.ts';
import { processModel } from '../../harness/model.ts';
import { HOUR, play } from '../../harness/play.ts';
import {
  boundary,
  call,
  definition,
  end,
  maps,
  script,
  service,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../../harness/shapes.ts';

const over = (multiInstance: Partial<MultiInstance>): { multiInstance: MultiInstance } => ({
  multiInstance: { sequential: false, ...multiInstance },
});
const items = { inputCollection: '=items', inputElement: 'item' };
const results = { outputCollection: 'results', outputElement: '=result' };
const ports = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe('a multi-instance activity', () => {
  const squares = (sequential: boolean) =>
    processModel(
      { s: start, calc: { ...script('item * item'), ...over({ sequential, ...items, ...results }) }, e: end },
      's>>calc>>e',
    );

  test('runs once per item, in parallel or one after another, and collects in the order of its input', () => {
    for (const sequential of [false, true]) {
      const run = play(squares(sequential), { items: [3, 1, 2] });
      expect(run.status()).toBe('completed');
      expect(run.variables()).toEqual({ items: [3, 1, 2], results: [9, 1, 4] });
    }
  });

  test('keeps the order of its input when iterations complete in any other', () => {
    const work = { ...service(), ...over({ ...items, ...results }) };
    const run = play(processModel({ s: start, work, e: end }, 's>>work>>e'), { items: ports(100) });
    const jobs = run.runtime.state(run.key).jobs.size;
    expect(jobs).toBe(100);
    const order = run.events().flatMap((event) => (event.type === 'jobCreated' ? [event.key] : []));
    const shuffled = [...order.slice(70), ...order.slice(0, 70).reverse()];
    for (const job of shuffled)
      run.submit({ type: 'completeJob', job, variables: { result: order.indexOf(job) } });
    expect(run.status()).toBe('completed');
    expect(run.variables().results).toEqual(ports(100).map((n) => n - 1));
  });

  test('over nothing completes at once with an empty output', () => {
    const run = play(squares(false), { items: [] });
    expect(run.status()).toBe('completed');
    expect(run.variables().results).toEqual([]);
    expect(run.times('calc')).toBe(1);
  });

  test('reads its collection once', () => {
    const ask = { ...user, ...over({ sequential: true, ...items }) };
    const run = play(processModel({ s: start, ask, e: end }, 's>>ask>>e'), { items: [1, 2] });
    run.set({ items: [1, 2, 3, 4] });
    run.complete('ask');
    run.complete('ask');
    expect(run.status()).toBe('completed');
  });

  test('with a count runs so often; zero completes at once', () => {
    const repeat = (cardinality: string) =>
      processModel({ s: start, ask: { ...user, ...over({ cardinality }) }, e: end }, 's>>ask>>e');
    expect(play(repeat('=1 + 2')).waits()).toEqual(['ask', 'ask', 'ask']);
    expect(play(repeat('3')).waits()).toHaveLength(3);
    expect(play(repeat('=0')).status()).toBe('completed');
  });

  test('with a count that is negative, broken or no number is an incident that a correction resolves', () => {
    const model = processModel(
      { s: start, ask: { ...user, ...over({ cardinality: '=n' }) }, e: end },
      's>>ask>>e',
    );
    for (const n of [-1, 1.5, 'many', '', null, true, [1]])
      expect(play(model, { n }).incidents()).toEqual(['CARDINALITY_NOT_A_COUNT']);
    const run = play(model, { n: -1 });
    run.set({ n: 1 });
    run.resolve('ask');
    expect(run.waits()).toEqual(['ask']);
  });

  test('over what is no list is an incident', () => {
    expect(play(squares(false), { items: 'abc' }).incidents()).toEqual(['COLLECTION_NOT_A_LIST']);
    expect(play(squares(false)).incidents()).toEqual(['COLLECTION_NOT_A_LIST']);
  });

  test('counts iterations from 1 and keeps item and counter to the iteration', () => {
    const both = script('string(loopCounter) + item', 'result');
    const calc = { ...both, ...over({ ...items, ...results }) };
    const run = play(processModel({ s: start, calc, e: end }, 's>>calc>>e'), { items: ['a', 'b'] });
    expect(run.variables()).toEqual({ items: ['a', 'b'], results: ['1a', '2b'] });
  });

  test('gives each iteration its own result, although all write the same name', () => {
    const inside = within('sub', { is: start, first: script('item', 'result'), ask: user, ie: end });
    const sub = { ...subProcess, ...over({ ...items, ...results }) };
    const run = play(processModel({ s: start, sub, ...inside, e: end }, 's>>sub>>e', 'is>>first>>ask>>ie'), {
      items: ['a', 'b', 'c'],
    });
    for (let n = 0; n < 3; n++) run.complete('ask');
    expect(run.variables()).toEqual({ items: ['a', 'b', 'c'], results: ['a', 'b', 'c'] });
  });

  test('stops at its completion condition and withdraws the rest with their work', () => {
    const condition =
      '=numberOfCompletedInstances >= 2 and numberOfActiveInstances = 3 and numberOfInstances = 5';
    const work = { ...service(), ...over({ ...items, ...results, completionCondition: condition }) };
    const elements = { s: start, work, late: boundary('work', timer('PT1H')), away: user, after: user };
    const run = play(processModel(elements, 's>>work>>after', 'late>>away'), { items: ports(5) });
    run.work('work', { result: 'x' });
    expect(run.waits()).toHaveLength(5);
    run.work('work', { result: 'y' });
    expect(run.waits()).toEqual(['after']);
    expect(run.variables().results).toEqual(['x', 'y', null, null, null]);
    run.wait(2 * HOUR);
    expect(run.waits()).toEqual(['after']);
  });

  test('may look at what it collected in its completion condition', () => {
    const completionCondition = '=some r in results satisfies r = "yes"';
    const ask = { ...user, ...over({ ...items, ...results, sequential: true, completionCondition }) };
    const run = play(processModel({ s: start, ask, e: end }, 's>>ask>>e'), { items: [1, 2, 3] });
    run.complete('ask', { result: 'no' });
    expect(run.status()).toBe('active');
    run.complete('ask', { result: 'yes' });
    expect(run.status()).toBe('completed');
    expect(run.variables().results).toEqual(['no', 'yes', null]);
  });

  test('with a completion condition that fails is an incident of the iteration that a correction resolves', () => {
    const ask = { ...user, ...over({ ...items, completionCondition: '=limit' }) };
    const run = play(processModel({ s: start, ask, e: end }, 's>>ask>>e'), { items: [1], limit: 'x' });
    run.complete('ask');
    expect(run.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
    run.set({ limit: false });
    run.resolve('ask');
    expect(run.status()).toBe('completed');
  });

  test('one after another never has two at once', () => {
    const ask = { ...user, ...over({ sequential: true, ...items }) };
    const run = play(processModel({ s: start, ask, e: end }, 's>>ask>>e'), { items: ports(3) });
    for (let n = 0; n < 3; n++) {
      expect(run.waits()).toEqual(['ask']);
      run.complete('ask');
    }
    expect(run.status()).toBe('completed');
  });

  test('nests', () => {
    const inner = {
      ...script('row * column', 'cell'),
      parent: 'sub',
      ...over({
        inputCollection: '=columns',
        inputElement: 'column',
        outputCollection: 'cells',
        outputElement: '=cell',
      }),
    };
    const sub = {
      ...subProcess,
      ...over({
        inputCollection: '=rows',
        inputElement: 'row',
        outputCollection: 'table',
        outputElement: '=cells',
      }),
    };
    const run = play(
      processModel(
        { s: start, sub, ...within('sub', { is: start, ie: end }), inner, e: end },
        's>>sub>>e',
        'is>>inner>>ie',
      ),
      { rows: [1, 2], columns: [10, 20, 30] },
    );
    expect(run.variables().table).toEqual([
      [10, 20, 30],
      [20, 40, 60],
    ]);
  });

  test('calls a process once per item', () => {
    const c = { ...call('child'), ...over({ ...items, ...results }) };
    const child = {
      ...processModel({ s: start, ask: user, calc: script('item + 1'), e: end }, 's>>ask>>calc>>e'),
      id: 'child',
    };
    const run = play([processModel({ s: start, c, e: end }, 's>>c>>e'), child], { items: [1, 2, 3] });
    expect(run.waits()).toEqual(['ask', 'ask', 'ask']);
    for (let n = 0; n < 3; n++) run.complete('ask');
    expect(run.status()).toBe('completed');
    expect(run.variables().results).toEqual([2, 3, 4]);
  });

  test('is withdrawn whole by an interrupting boundary event, and called instances with it', () => {
    const c = { ...call('child'), ...over(items) };
    const child = { ...processModel({ s: start, ask: user }, 's>>ask'), id: 'child' };
    const elements = { s: start, c, late: boundary('c', timer('PT1H')), away: user };
    const run = play([processModel(elements, 's>>c', 'late>>away'), child], { items: [1, 2, 3] });
    run.wait(HOUR);
    expect(run.waits()).toEqual(['away']);
    expect(
      run.runtime
        .instances()
        .slice(1)
        .map((instance) => run.status(instance)),
    ).toEqual(['terminated', 'terminated', 'terminated']);
  });

  test('has its boundary event once, not once per iteration', () => {
    const elements = {
      s: start,
      a: { ...user, ...over(items) },
      late: boundary('a', timer('PT1H'), false),
      remind: user,
    };
    const run = play(processModel(elements, 's>>a', 'late>>remind'), { items: [1, 2] });
    expect(run.waits()).toEqual(['a', 'a', 'late']);
    run.wait(HOUR);
    expect(run.waits()).toEqual(['a', 'a', 'remind']);
  });

  test('is left by an error in one iteration, which ends the others', () => {
    const elements = {
      s: start,
      a: { ...service(), ...over(items) },
      bad: boundary('a', definition('error')),
      away: user,
    };
    const run = play(processModel(elements, 's>>a', 'bad>>away'), { items: [1, 2, 3] });
    run.throwError('a', 'E');
    expect(run.waits()).toEqual(['away']);
    run.complete('away');
    expect(run.status()).toBe('completed');
  });

  test('maps inputs and outputs for each iteration', () => {
    const calc = {
      ...script('double + 1', 'result'),
      inputs: maps(['=item * 2', 'double']),
      outputs: maps(['=result', 'result']),
      ...over({ ...items, ...results }),
    };
    const run = play(processModel({ s: start, calc, e: end }, 's>>calc>>e'), { items: [1, 2] });
    expect(run.variables()).toEqual({ items: [1, 2], result: 5, results: [3, 5] });
  });
});
