import { describe, expect, test } from 'vitest';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import { end, maps, script, service, start, subProcess, user, within } from '../../harness/shapes.ts';

describe('variables', () => {
  const nested = (sub: object = {}) =>
    processModel(
      {
        s: start,
        sub: { ...subProcess, ...sub },
        ...within('sub', { is: start, work: service(), ie: end }),
        e: end,
      },
      's>>sub>>e',
      'is>>work>>ie',
    );

  test('that a job gives go to the nearest scope that holds the name, else to the root', () => {
    const run = play(nested({ inputs: maps(['=1', 'mine']) }), { outer: 1 });
    run.work('work', { mine: 2, outer: 3, fresh: 4 });
    expect(run.variables()).toEqual({ outer: 3, fresh: 4 });
  });

  test('of input mappings hide those outside, in order, each seeing the ones before', () => {
    const calc = {
      ...script('a + b + c.d.e', 'sum'),
      inputs: maps(['=x + 1', 'a'], ['=a * 10', 'b'], ['=b', 'c.d.e']),
    };
    const run = play(processModel({ s: start, calc, e: end }, 's>>calc>>e'), { x: 1, a: 100 });
    expect(run.variables()).toEqual({ x: 1, a: 100, sum: 42 });
  });

  test('of nested targets keep what stands beside them', () => {
    const ask = {
      ...user,
      outputs: maps(['=v', 'customer.name'], ['text', 'customer.address.city'], ['=1', 'customer.name2']),
    };
    const run = play(processModel({ s: start, ask, e: end }, 's>>ask>>e'), {
      customer: { id: 7, address: { zip: 1 } },
    });
    run.complete('ask', { v: 'ana' });
    expect(run.variables()).toEqual({
      customer: { id: 7, name: 'ana', name2: 1, address: { zip: 1, city: 'text' } },
    });
  });

  test('whose input mapping fails are an incident that a correction resolves', () => {
    const calc = { ...script('y', 'z'), inputs: maps(['=10 ** x', 'y']) };
    const run = play(processModel({ s: start, calc, e: end }, 's>>calc>>e'), { x: 400 });
    expect(run.incidents()).toHaveLength(1);
    expect(run.status()).toBe('active');
    run.set({ x: 2 });
    run.resolve('calc');
    expect(run.variables()).toEqual({ x: 2, z: 100 });
  });

  test('whose output mapping fails are an incident that keeps what the task gave', () => {
    const ask = { ...user, outputs: maps(['=10 ** (x + given)', 'y']) };
    const run = play(processModel({ s: start, ask, e: end }, 's>>ask>>e'), { x: 400 });
    run.complete('ask', { given: 1 });
    expect(run.incidents()).toHaveLength(1);
    run.set({ x: 1 });
    run.resolve('ask');
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ x: 1, y: 100 });
  });

  test('are set on one scope only, or where the name is held', () => {
    const run = play(nested({ inputs: maps(['=1', 'mine']) }), { outer: 1 });
    const sub = run.events().find((event) => event.type === 'elementActivated' && event.element === 'sub');
    const elementInstance = sub?.type === 'elementActivated' ? sub.key : 0;
    run.submit({ type: 'setVariables', elementInstance, variables: { outer: 5 }, local: true });
    run.submit({ type: 'setVariables', elementInstance, variables: { mine: 6, other: 7 }, local: false });
    expect(run.variables()).toEqual({ outer: 1, other: 7 });
    expect(
      run.submit({ type: 'setVariables', elementInstance: 5, variables: {}, local: true }),
    ).toMatchObject({ code: 'ELEMENT_INSTANCE_NOT_FOUND' });
  });

  test('of forbidden names are refused by every command, and nothing happens', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const bad = JSON.parse(`{"${name}": 1}`);
      const run = play(processModel({ s: start, work: service(), e: end }, 's>>work>>e'));
      expect(run.work('work', bad)).toMatchObject({ ok: false, code: 'VARIABLE_NAME_FORBIDDEN' });
      expect(run.set(bad)).toMatchObject({ ok: false, code: 'VARIABLE_NAME_FORBIDDEN' });
      expect(play(processModel({ s: start }), bad).started).toMatchObject({
        code: 'VARIABLE_NAME_FORBIDDEN',
      });
    }
  });
});

describe('a reserved name', () => {
  const forbidden = ['VARIABLE_NAME_FORBIDDEN'];

  test('that a model of earlier days writes is an incident, and nothing vanishes in silence', () => {
    const shapes = [
      script('1', '__proto__'),
      { ...script('1'), outputs: maps(['=1', '__proto__.x']) },
      { ...user, inputs: maps(['=1', 'a.constructor']) },
      { ...user, multiInstance: { sequential: false, inputCollection: '=[1]', inputElement: '__proto__' } },
      { ...user, multiInstance: { sequential: true, cardinality: '1', outputCollection: 'prototype' } },
    ];
    for (const t of shapes)
      expect(play(processModel({ s: start, t, e: end }, 's>>t>>e')).incidents()).toEqual(forbidden);
  });
});
