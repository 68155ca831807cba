import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  call,
  definition,
  end,
  ending,
  maps,
  message,
  script,
  service,
  start,
  timer,
  user,
} from '../../../harness/shapes.ts';

const child = (elements: Parameters<typeof processModel>[0], ...paths: string[]) => ({
  ...processModel(elements, ...paths),
  id: 'child',
});

describe('callActivity', () => {
  const twice = child({ s: start, calc: script('n * 2', 'n'), e: end }, 's>>calc>>e');

  test('runs another process and takes all its variables back', () => {
    const run = play([processModel({ s: start, c: call('child'), e: end }, 's>>c>>e'), twice], { n: 2 });
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ n: 4 });
  });

  test('gives and takes only what is mapped when nothing is propagated', () => {
    const c = {
      ...call('child', { propagateIn: false, propagateOut: false }),
      inputs: maps(['=x', 'n']),
      outputs: maps(['=n', 'y']),
    };
    const run = play([processModel({ s: start, c, e: end }, 's>>c>>e'), twice], { x: 5, secret: 1 });
    expect(run.variables()).toEqual({ x: 5, secret: 1, y: 10 });
    const called = run.events().find((event) => event.type === 'childCalled');
    expect(called).toMatchObject({ variables: { n: 5 } });
  });

  test('gives everything and takes nothing back without propagation and mappings', () => {
    const c = call('child', { propagateOut: false });
    const run = play([processModel({ s: start, c, e: end }, 's>>c>>e'), twice], { n: 1 });
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ n: 1 });
  });

  test('of a process that is not deployed is an incident', () => {
    const run = play(processModel({ s: start, c: call('nobody'), e: end }, 's>>c>>e'));
    expect(run.incidents()).toEqual(['CALLED_PROCESS_NOT_FOUND']);
  });

  const asks = child({ s: start, ask: user, e: end }, 's>>ask>>e');

  test('waits for its child, which belongs to the same case', () => {
    const run = play(
      [processModel({ s: start, c: call('child'), e: end }, 's>>c>>e'), asks],
      {},
      { businessKey: 'B1' },
    );
    const { instance } = run.find('userTasks', 'ask');
    expect(run.state(instance)).toMatchObject({ rootKey: run.key, businessKey: 'B1' });
    expect(run.status()).toBe('active');
    run.complete('ask');
    expect(run.status()).toBe('completed');
  });

  test('that a boundary event interrupts cancels the child', () => {
    const elements = { s: start, c: call('child'), late: boundary('c', timer('PT1H')), away: user };
    const run = play([processModel(elements, 's>>c', 'late>>away'), asks]);
    const { instance } = run.find('userTasks', 'ask');
    run.wait(HOUR);
    expect(run.waits()).toEqual(['away']);
    expect(run.status(instance)).toBe('terminated');
    expect(run.events().some(({ type }) => type === 'childAbandoned')).toBe(true);
  });

  test('cancels grandchildren with the child', () => {
    const middle = { ...processModel({ s: start, c: call('child') }, 's>>c'), id: 'middle' };
    const run = play([processModel({ s: start, m: call('middle') }, 's>>m'), middle, asks]);
    run.submit({ type: 'cancelInstance' });
    expect(run.runtime.instances().map((instance) => run.status(instance))).toEqual([
      'terminated',
      'terminated',
      'terminated',
    ]);
  });

  test('goes on normally when the called process ends by a terminate end', () => {
    const stops = child({ s: start, f: and, a: user, stop: ending('terminate') }, 's>>f>>a', 'f>>stop');
    const run = play([processModel({ s: start, c: call('child'), after: user }, 's>>c>>after'), stops]);
    expect(run.waits()).toEqual(['after']);
  });

  test('catches an error of the called process at its boundary', () => {
    const fails = child({ s: start, work: service(), e: end }, 's>>work>>e');
    const elements = {
      s: start,
      c: call('child'),
      bad: boundary('c', definition('error', { code: 'E1' })),
      away: user,
    };
    const run = play([processModel(elements, 's>>c', 'bad>>away'), fails]);
    const { instance } = run.find('jobs', 'work');
    run.throwError('work', 'E1', { reason: 'none' });
    expect(run.status(instance)).toBe('terminated');
    expect(run.waits()).toEqual(['away']);
    expect(run.variables()).toEqual({ reason: 'none' });
  });

  test('with an error that nobody catches is an incident, and a retry calls again', () => {
    const fails = child({ s: start, work: service(), e: end }, 's>>work>>e');
    const run = play([processModel({ s: start, c: call('child'), e: end }, 's>>c>>e'), fails]);
    run.throwError('work', 'E1');
    expect(run.incidents()).toEqual(['ERROR_NOT_CAUGHT']);
    run.resolve('c');
    run.work('work');
    expect(run.status()).toBe('completed');
  });

  test('gives its business key to the called process, or one of its own', () => {
    const keyOf = (config: { [name: string]: string }) => {
      const c = { ...call('child'), config: { processId: 'child', ...config } };
      const run = play([processModel({ s: start, c }, 's>>c'), asks], { n: 7 }, { businessKey: 'B1' });
      return run.incidents()[0] ?? run.state(run.find('userTasks', 'ask').instance).businessKey;
    };
    expect(keyOf({})).toBe('B1');
    expect(keyOf({ businessKey: '=n' })).toBe('7');
    expect(keyOf({ businessKey: '=null' })).toBe('B1');
    expect(keyOf({ businessKey: '=[n]' })).toBe('BUSINESS_KEY_NOT_TEXT');
  });

  test('calls a version by its number, which may be computed', () => {
    const asked: unknown[] = [];
    const callVersion = (version: string) =>
      play(
        processModel({ s: start, c: { ...call('other'), config: { processId: 'other', version } } }, 's>>c'),
        {
          v: 3,
        },
        {
          resolve(lookup) {
            asked.push(lookup);
            return 1;
          },
        },
      );
    expect(callVersion('latest').incidents()).toEqual(['CALLED_VERSION_NOT_A_NUMBER']);
    expect(callVersion('=v').incidents()).toEqual(['CALLED_PROCESS_NOT_FOUND']);
  });

  test('of a process that only a message starts is an incident, and no error that a boundary event catches', () => {
    const heard = child({ m: { ...start, eventDefinitions: message('hello') ?? [] }, ask: user }, 'm>>ask');
    const elements = { s: start, c: call('child'), bad: boundary('c', definition('error')), away: user };
    const run = play([processModel(elements, 's>>c', 'bad>>away'), heard]);
    expect(run.incidents()).toEqual(['CALLED_PROCESS_WITHOUT_START']);
    expect(run.waits()).toEqual([]);
    run.resolve('c');
    expect(run.incidents()).toEqual(['CALLED_PROCESS_WITHOUT_START']);
  });

  test('hears no more of a child that ends after it was taken back', () => {
    const elements = { s: start, c: call('child'), late: boundary('c', timer('PT1H')), away: user };
    const run = play([processModel(elements, 's>>c', 'late>>away'), asks]);
    const called = run.events().find((event) => event.type === 'childCalled')?.key ?? 0;
    run.wait(HOUR);
    expect(run.submit({ type: 'completeChild', elementInstance: called, variables: {} })).toMatchObject({
      code: 'ELEMENT_INSTANCE_NOT_FOUND',
    });
    expect(run.waits()).toEqual(['away']);
  });

  test('that is repeated gives each child its own item, and takes what each gives back', () => {
    const c = {
      ...call('child', { propagateIn: false }),
      multiInstance: {
        sequential: false,
        inputCollection: '=items',
        inputElement: 'n',
        outputCollection: 'doubled',
        outputElement: '=n',
      },
    };
    const run = play([processModel({ s: start, c, e: end }, 's>>c>>e'), twice], {
      items: [3, 1, 2],
      secret: 1,
    });
    expect(run.variables()).toMatchObject({ doubled: [6, 2, 4] });
    const given = run.events().flatMap((event) => (event.type === 'childCalled' ? [event.variables] : []));
    expect(given.map(({ n }) => n)).toEqual([3, 1, 2]);
    expect(given.every((bag) => !('secret' in bag))).toBe(true);
  });
});
