// Compensation of what lies in a subprocess, and from within an event subprocess.
import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import {
  boundary,
  compensating,
  definition,
  end,
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
} from '../../../harness/shapes.ts';

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
