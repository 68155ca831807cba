import { describe, expect, test } from 'vitest';
import { type Json, stateFromJson, stateToJson } from '../../../../engine/core/index.ts';
import { processModel } from '../../../harness/model.ts';
import { type Play, play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  call,
  compensating,
  definition,
  end,
  ending,
  eventSubprocess,
  onEvent,
  script,
  service,
  start,
  subProcess,
  timer,
  undone,
  user,
  within,
  xor,
} from '../../../harness/shapes.ts';

/** A script that adds a text to `log`. */
const logs = (text: string) => script(`append(log, ${text})`, 'log');
const log = (run: Play) => run.variables().log as Json[];
const list = { log: [] };

describe('compensation', () => {
  test('undoes completed activities in reverse order of completion, one after another', () => {
    const run = play(
      processModel(
        { s: start, a: user, b: user, ...undone('a', user), ...undone('b', user), t: compensating(), e: end },
        's>>a>>b>>t>>e',
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['undo_b']);
    run.complete('undo_b');
    expect(run.waits()).toEqual(['undo_a']);
    expect(run.times('e')).toBe(0);
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
  });

  test('of parallel branches follows the order in which they completed', () => {
    const run = play(
      processModel(
        {
          s: start,
          f: and,
          a: user,
          b: user,
          j: and,
          t: compensating(),
          ...undone('a', logs('"a"')),
          ...undone('b', logs('"b"')),
        },
        's>>f>>a>>j>>t',
        'f>>b>>j',
      ),
      list,
    );
    run.complete('b');
    run.complete('a');
    expect(log(run)).toEqual(['a', 'b']);
  });

  test('undoes no activity that has not completed', () => {
    const run = play(
      processModel(
        {
          s: start,
          f: and,
          a: user,
          b: user,
          t: compensating(),
          after: user,
          ...undone('a', user),
          ...undone('b', user),
        },
        's>>f>>a>>t>>after',
        'f>>b',
      ),
    );
    run.complete('a');
    run.complete('undo_a');
    expect(run.waits()).toEqual(['after', 'b']);
    expect(run.times('undo_b')).toBe(0);
  });

  test('undoes no activity that was interrupted', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          late: boundary('a', timer('PT1H')),
          t: compensating(),
          after: user,
          ...undone('a', user),
        },
        's>>a>>after',
        'late>>t>>after',
      ),
    );
    run.wait(3_600_000);
    expect(run.waits()).toEqual(['after']);
    expect(run.times('undo_a')).toBe(0);
  });

  test('runs a handler as often as its activity completed, with the variables of each time', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: script('i + 1', 'i'),
          x: xor,
          t: compensating(),
          ...undone('a', logs('i')),
        },
        's>>a>>x',
        'x[=i < 3]>>a',
        'x[default]>>t',
      ),
      { i: 0, log: [] },
    );
    expect(run.status()).toBe('completed');
    expect(log(run)).toEqual([3, 2, 1]);
  });

  test('undoes each completed instance of a multi-instance activity, the last that completed first', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: {
            ...user,
            multiInstance: { sequential: false, inputCollection: '=[1, 2, 3]', inputElement: 'item' },
          },
          t: compensating(),
          ...undone('a', logs('item')),
        },
        's>>a>>t',
      ),
      list,
    );
    for (const _ of [1, 2, 3]) run.complete('a');
    expect(log(run)).toEqual([3, 2, 1]);
  });

  test('of a multi-instance activity that is not over undoes nothing', () => {
    const run = play(
      processModel(
        {
          s: start,
          f: and,
          a: { ...user, multiInstance: { sequential: true, cardinality: '=2' } },
          go: user,
          t: compensating(),
          after: user,
          ...undone('a', user),
        },
        's>>f>>a',
        'f>>go>>t>>after',
      ),
    );
    run.complete('a');
    run.complete('go');
    expect(run.waits()).toEqual(['a', 'after']);
  });

  test('undoes each turn of a standard loop', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: { ...script('i + 1', 'i'), standardLoop: { testBefore: false, maximum: 3 } },
          t: compensating(),
          ...undone('a', logs('loopCounter')),
        },
        's>>a>>t',
      ),
      { i: 0, log: [] },
    );
    expect(log(run)).toEqual([3, 2, 1]);
  });

  test('sees the variables as they were when the activity completed, and writes where they are now', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: script('1', 'price'),
          b: script('2', 'price'),
          ...undone('a', { ...subProcess }),
          ...within('undo_a', {
            is: start,
            r: script('price', 'refund'),
            w: script('price * 10', 'price'),
            q: script('price', 'seen'),
          }),
          t: compensating(),
          e: end,
        },
        's>>a>>b>>t>>e',
        'is>>r>>w>>q',
      ),
    );
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ price: 10, refund: 1, seen: 10 });
  });

  test('names an activity: only that one is undone, as often as it completed', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          b: user,
          ...undone('a', user),
          ...undone('b', user),
          t: compensating({ activity: 'a' }),
          u: compensating(),
          e: end,
        },
        's>>a>>b>>t>>u>>e',
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['undo_a']);
    run.complete('undo_a');
    expect(run.waits()).toEqual(['undo_b']);
    run.complete('undo_b');
    expect(run.status()).toBe('completed');
    expect(run.times('undo_a')).toBe(1);
  });

  test('an activity is undone once, and a throw with nothing to undo goes on', () => {
    const run = play(
      processModel(
        { s: start, a: user, ...undone('a', user), t: compensating(), u: ending('compensate') },
        's>>a>>t>>u',
      ),
    );
    run.complete('a');
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
    expect(run.times('undo_a')).toBe(1);
  });

  test('a second throw while one runs undoes only what the first left', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          f: and,
          t: compensating({ activity: 'a' }),
          b: user,
          u: compensating(),
          j: and,
          e: end,
          ...undone('a', user),
          ...undone('b', user),
        },
        's>>a>>f>>t>>j>>e',
        'f>>b>>u>>j',
      ),
    );
    run.complete('a');
    expect(run.waits()).toEqual(['b', 'undo_a']);
    run.complete('b');
    expect(run.waits()).toEqual(['undo_a', 'undo_b']);
    run.complete('undo_b');
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
  });

  test('that is not waited for goes on at once, and its scope waits for the handlers', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          b: user,
          ...undone('a', user),
          ...undone('b', user),
          t: compensating({ waits: false }),
          after: user,
        },
        's>>a>>b>>t>>after',
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['after', 'undo_b']);
    run.complete('after');
    run.complete('undo_b');
    expect(run.status()).toBe('active');
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
  });

  test('a handler may be a subprocess, a multi-instance activity, or have boundary events', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          b: user,
          t: compensating(),
          e: end,
          ...undone('a', { ...user, multiInstance: { sequential: true, cardinality: '=2' } }),
          ...undone('b', service()),
          oops: boundary('undo_b', definition('error')),
          mended: user,
        },
        's>>a>>b>>t>>e',
        'oops>>mended',
      ),
    );
    run.complete('a');
    run.complete('b');
    run.throwError('undo_b', 'X');
    expect(run.waits()).toEqual(['mended', 'undo_a']);
    run.complete('undo_a');
    run.complete('undo_a');
    run.complete('mended');
    expect(run.status()).toBe('completed');
  });

  test('an error in a handler leaves from the scope of the activity', () => {
    const inside = within('sub', {
      is: start,
      a: user,
      b: user,
      ...undone('a', user),
      ...undone('b', service()),
      t: compensating(),
    });
    const run = play(
      processModel(
        { s: start, sub: subProcess, ...inside, oops: boundary('sub', definition('error')), after: user },
        's>>sub',
        'is>>a>>b>>t',
        'oops>>after',
      ),
    );
    run.complete('a');
    run.complete('b');
    run.throwError('undo_b', 'X');
    expect(run.waits()).toEqual(['after']);
    expect(run.times('undo_a')).toBe(0);
  });

  test('the terminate event undoes nothing', () => {
    const run = play(
      processModel({ s: start, a: user, ...undone('a', user), e: ending('terminate') }, 's>>a>>e'),
    );
    run.complete('a');
    expect(run.status()).toBe('completed');
    expect(run.times('undo_a')).toBe(0);
  });

  test('a completed call activity is undone by its own handler', () => {
    const child = { ...processModel({ cs: start, c: user, ...undone('c', user) }, 'cs>>c'), id: 'child' };
    const parent = processModel(
      { s: start, a: call('child'), ...undone('a', user), t: compensating(), e: end },
      's>>a>>t>>e',
    );
    const run = play(
      [parent, child],
      {},
      { resolve: (lookup) => (lookup.kind === 'process' ? 2 : undefined) },
    );
    run.complete('c');
    expect(run.waits()).toEqual(['undo_a']);
  });

  test('goes on after a reload in the middle, with the same bytes', () => {
    const elements = {
      s: start,
      a: user,
      b: user,
      ...undone('a', user),
      ...undone('b', user),
      t: compensating(),
    };
    const run = play(processModel(elements, 's>>a>>b>>t'), {
      x: 'a text that is long enough to be worth a place of its own in a snapshot',
    });
    run.complete('a', { y: 1 });
    run.complete('b', { y: 2 });
    const before = stateToJson(run.state());
    expect(stateToJson(stateFromJson(before))).toEqual(before);
    expect(JSON.stringify(before).split('worth a place of its own').length - 1).toBe(3);
    run.complete('undo_b');
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
  });
});

describe('compensation of a subprocess', () => {
  const inside = within('sub', { is: start, a: user, b: user, ...undone('a', user), ...undone('b', user) });

  test('undoes what completed inside, in reverse order', () => {
    const run = play(
      processModel(
        { s: start, sub: subProcess, ...inside, c: user, ...undone('c', user), t: compensating(), e: end },
        's>>sub>>c>>t>>e',
        'is>>a>>b',
      ),
    );
    for (const task of ['a', 'b', 'c', 'undo_c', 'undo_b', 'undo_a']) run.complete(task);
    expect(run.status()).toBe('completed');
    expect(run.times('sub')).toBe(1);
  });

  test('is left to its own handler where it has one', () => {
    const run = play(
      processModel(
        { s: start, sub: subProcess, ...inside, ...undone('sub', user), t: compensating(), e: end },
        's>>sub>>t>>e',
        'is>>a>>b',
      ),
    );
    for (const task of ['a', 'b', 'undo_sub']) run.complete(task);
    expect(run.status()).toBe('completed');
    expect(run.times('undo_a')).toBe(0);
  });

  test('is left to the event subprocess inside, which sees its variables and may undo the rest', () => {
    const handler = within('sub', {
      esp: eventSubprocess,
      ...within('esp', {
        es: onEvent(definition('compensate')),
        seen: script('secret + price', 'seen'),
        et: compensating({ activity: 'a' }),
        et2: compensating(),
        ee: end,
      }),
    });
    const sub = { ...subProcess, inputs: [{ source: '=40', target: 'secret' }] };
    const run = play(
      processModel(
        { s: start, sub, ...inside, ...handler, p: script('100', 'price'), t: compensating(), e: end },
        's>>sub>>p>>t>>e',
        'is>>a>>b',
        'es>>seen>>et>>et2>>ee',
      ),
      { price: 2 },
    );
    run.complete('a');
    run.complete('b');
    expect(run.variables().seen).toBe(42);
    expect(run.waits()).toEqual(['undo_a']);
    run.complete('undo_a');
    run.complete('undo_b');
    expect(run.status()).toBe('completed');
  });

  test('that does not complete starts no compensation event subprocess', () => {
    const handler = within('sub', {
      esp: eventSubprocess,
      ...within('esp', { es: onEvent(definition('compensate')), x: user }),
    });
    const run = play(
      processModel(
        {
          s: start,
          sub: subProcess,
          ...inside,
          ...handler,
          late: boundary('sub', timer('PT1H')),
          t: compensating(),
          after: user,
        },
        's>>sub>>after',
        'is>>a>>b',
        'es>>x',
        'late>>t>>after',
      ),
    );
    run.complete('a');
    expect(run.waits()).toEqual(['b', 'late']);
    run.wait(3_600_000);
    expect(run.waits()).toEqual(['after']);
  });

  test('errors thrown while it is undone are none of its own boundary events', () => {
    const run = play(
      processModel(
        {
          s: start,
          outer: subProcess,
          ...within('outer', {
            os: start,
            sub: subProcess,
            mine: boundary('sub', definition('error')),
            no: user,
            t: compensating(),
          }),
          ...within('sub', { is: start, a: user, ...undone('a', service()) }),
          oops: boundary('outer', definition('error')),
          yes: user,
        },
        's>>outer',
        'os>>sub>>t',
        'is>>a',
        'mine>>no',
        'oops>>yes',
      ),
    );
    run.complete('a');
    run.throwError('undo_a', 'X');
    expect(run.waits()).toEqual(['yes']);
  });

  test('repeated, each instance is undone with its own variables', () => {
    const run = play(
      processModel(
        {
          s: start,
          sub: {
            ...subProcess,
            multiInstance: { sequential: true, inputCollection: '=[1, 2]', inputElement: 'n' },
          },
          ...within('sub', {
            is: start,
            a: user,
            ...undone('a', logs('n')),
          }),
          t: compensating(),
        },
        's>>sub>>t',
        'is>>a',
      ),
      list,
    );
    run.complete('a');
    run.complete('a');
    expect(log(run)).toEqual([2, 1]);
    expect(run.status()).toBe('completed');
  });
});

describe('compensation thrown in an event subprocess', () => {
  test('undoes what completed in the scope around it', () => {
    const handler = within('esp', { es: onEvent(definition('error')), t: compensating(), ee: end });
    const run = play(
      processModel(
        { s: start, a: user, b: service(), ...undone('a', user), esp: eventSubprocess, ...handler },
        's>>a>>b',
        'es>>t>>ee',
      ),
    );
    run.complete('a');
    run.throwError('b', 'X');
    expect(run.waits()).toEqual(['undo_a']);
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
  });

  test('an interrupted compensation leaves the rest to who comes after', () => {
    const handler = within('esp', { es: onEvent(definition('error')), u: compensating(), ee: end });
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          b: user,
          ...undone('a', user),
          ...undone('b', service()),
          t: compensating(),
          esp: eventSubprocess,
          ...handler,
        },
        's>>a>>b>>t',
        'es>>u>>ee',
      ),
    );
    run.complete('a');
    run.complete('b');
    run.throwError('undo_b', 'X');
    expect(run.waits()).toEqual(['undo_a']);
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
    expect(run.times('undo_b')).toBe(1);
  });
});

describe('compensation among several definitions', () => {
  test('is thrown with the others, which come after it', () => {
    const throwing = {
      type: 'endEvent' as const,
      eventDefinitions: [
        { type: 'signal' as const, config: { name: 'over' } },
        { type: 'compensate' as const, config: { activity: 'a' } },
        { type: 'compensate' as const, config: {} },
        { type: 'terminate' as const, config: {} },
      ],
    };
    const run = play(
      processModel(
        { s: start, a: user, b: user, ...undone('a', user), ...undone('b', user), e: throwing },
        's>>a>>b>>e',
      ),
    );
    for (const task of ['a', 'b', 'undo_a', 'undo_b']) run.complete(task);
    expect(run.status()).toBe('completed');
    expect(run.events().filter(({ type }) => type === 'signalThrown')).toHaveLength(1);
  });
});
