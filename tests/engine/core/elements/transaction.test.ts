import { describe, expect, test } from 'vitest';
import { logged, logs, nothingLogged } from '../../../harness/logs.ts';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  compensating,
  definition,
  end,
  ending,
  eventSubprocess,
  onEvent,
  service,
  start,
  subProcess,
  timer,
  undone,
  user,
  within,
  xor,
} from '../../../harness/shapes.ts';

const transaction = { type: 'transaction' as const };
const onCancel = boundary('tx', definition('cancel'));
const canceling = ending('cancel');

/** Two tasks that can be undone, then `last`; what follows each way out of the transaction is a user task. */
function booking(last: Parameters<typeof within>[1], ...paths: string[]) {
  const inside = within('tx', {
    is: start,
    a: user,
    b: user,
    ...undone('a', user),
    ...undone('b', user),
    ...last,
  });
  return processModel(
    {
      s: start,
      tx: transaction,
      ...inside,
      canceled: onCancel,
      failed: boundary('tx', definition('error')),
      done: user,
      sorry: user,
      mend: user,
    },
    's>>tx>>done',
    'canceled>>sorry',
    'failed>>mend',
    'is>>a>>b',
    ...paths,
  );
}

describe('transaction', () => {
  test('that completes leaves by its outgoing flow and undoes nothing', () => {
    const run = play(booking({ x: end }, 'b>>x'));
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['done']);
    expect(run.times('undo_a')).toBe(0);
  });

  test('that is canceled undoes what completed, in reverse order, then leaves by the cancel event', () => {
    const run = play(booking({ x: canceling }, 'b>>x'));
    for (const task of ['a', 'b', 'undo_b']) {
      run.complete(task);
      expect(run.waits()).not.toContain('sorry');
    }
    run.complete('undo_a');
    expect(run.waits()).toEqual(['sorry']);
    expect(run.times('done')).toBe(0);
    expect(run.log('elementTerminated')).toEqual(['tx']);
    run.complete('sorry');
    expect(run.status()).toBe('completed');
  });

  test('withdraws what still runs in it when it is canceled', () => {
    const inside = within('tx', { is: start, f: and, a: user, c: user, x: canceling, ...undone('a', user) });
    const run = play(
      processModel(
        { s: start, tx: transaction, ...inside, canceled: onCancel, sorry: user },
        's>>tx',
        'is>>f>>a>>x',
        'f>>c',
        'canceled>>sorry',
      ),
    );
    run.complete('a');
    expect(run.waits()).toEqual(['undo_a']);
    run.complete('undo_a');
    expect(run.waits()).toEqual(['sorry']);
  });

  test('that an error leaves is not undone', () => {
    const run = play(booking({ w: service() }, 'b>>w'));
    run.complete('a');
    run.complete('b');
    run.throwError('w', 'HAZARD');
    expect(run.waits()).toEqual(['mend']);
    expect(run.times('undo_a')).toBe(0);
  });

  test('an error while it is undone leaves by its error event', () => {
    const inside = within('tx', { is: start, a: user, x: canceling, ...undone('a', service()) });
    const run = play(
      processModel(
        {
          s: start,
          tx: transaction,
          ...inside,
          canceled: onCancel,
          failed: boundary('tx', definition('error')),
          sorry: user,
          mend: user,
        },
        's>>tx',
        'is>>a>>x',
        'canceled>>sorry',
        'failed>>mend',
      ),
    );
    run.complete('a');
    run.throwError('undo_a', 'HAZARD');
    expect(run.waits()).toEqual(['mend']);
  });

  test('hears and waits for nothing else while it is undone', () => {
    const inside = within('tx', { is: start, a: user, x: canceling, ...undone('a', user) });
    const run = play(
      processModel(
        {
          s: start,
          tx: transaction,
          ...inside,
          canceled: onCancel,
          late: boundary('tx', timer('PT1H')),
          sorry: user,
          slow: user,
        },
        's>>tx',
        'is>>a>>x',
        'canceled>>sorry',
        'late>>slow',
      ),
    );
    run.complete('a');
    run.wait(2 * HOUR);
    run.complete('undo_a');
    expect(run.waits()).toEqual(['sorry']);
  });

  test('is canceled from a subprocess and from an event subprocess inside it', () => {
    const deep = within('tx', {
      is: start,
      a: user,
      sub: subProcess,
      ...undone('a', user),
      ...within('sub', { ss: start, b: user, ...undone('b', user), w: service(), x: canceling }),
      esp: eventSubprocess,
      ...within('esp', { es: onEvent(definition('error')), y: canceling }),
    });
    const model = processModel(
      { s: start, tx: transaction, ...deep, canceled: onCancel, sorry: user },
      's>>tx',
      'is>>a>>sub',
      'ss>>b>>w>>x',
      'es>>y',
      'canceled>>sorry',
    );
    const bySubprocess = play(model);
    bySubprocess.complete('a');
    bySubprocess.complete('b');
    bySubprocess.work('w');
    // The subprocess had not completed: what it did inside is withdrawn with it.
    bySubprocess.complete('undo_b');
    bySubprocess.complete('undo_a');
    expect(bySubprocess.waits()).toEqual(['sorry']);
    const byEvent = play(model);
    byEvent.complete('a');
    byEvent.complete('b');
    byEvent.throwError('w', 'X');
    byEvent.complete('undo_a');
    expect(byEvent.waits()).toEqual(['sorry']);
  });

  test('once completed can be undone like any subprocess', () => {
    const inside = within('tx', { is: start, a: user, b: user, ...undone('a', user), ...undone('b', user) });
    const run = play(
      processModel(
        { s: start, tx: transaction, ...inside, canceled: onCancel, sorry: user, t: compensating(), e: end },
        's>>tx>>t>>e',
        'is>>a>>b',
        'canceled>>sorry',
      ),
    );
    for (const task of ['a', 'b', 'undo_b', 'undo_a']) run.complete(task);
    expect(run.status()).toBe('completed');
    expect(run.times('sorry')).toBe(0);
  });

  test('repeated, the cancel of one undoes them all, each with its own variables', () => {
    const inside = within('tx', {
      is: start,
      a: user,
      ...undone('a', logs('n')),
      g: xor,
      x: canceling,
      e: end,
    });
    const each = { sequential: true, inputCollection: '=[1, 2, 3]', inputElement: 'n' };
    const run = play(
      processModel(
        {
          s: start,
          tx: { ...transaction, multiInstance: each },
          ...inside,
          canceled: onCancel,
          sorry: user,
        },
        's>>tx',
        'is>>a>>g',
        'g[=n = 2]>>x',
        'g[default]>>e',
        'canceled>>sorry',
      ),
      nothingLogged,
    );
    run.complete('a');
    run.complete('a');
    expect(logged(run)).toEqual([2, 1]);
    expect(run.waits()).toEqual(['sorry']);
    expect(run.times('a')).toBe(2);
  });

  test('repeated in parallel, the cancel of one withdraws the others', () => {
    const inside = within('tx', { is: start, a: user, b: user, ...undone('a', user), x: canceling });
    const run = play(
      processModel(
        {
          s: start,
          tx: { ...transaction, multiInstance: { sequential: false, cardinality: '=2' } },
          ...inside,
          canceled: onCancel,
          sorry: user,
        },
        's>>tx',
        'is>>a>>b>>x',
        'canceled>>sorry',
      ),
    );
    for (const task of ['a', 'a', 'b', 'undo_a', 'undo_a']) run.complete(task);
    expect(run.waits()).toEqual(['sorry']);
    expect(run.times('b')).toBe(2);
  });

  test('without a cancel event its cancel is an incident, and a retry runs it again', () => {
    const inside = within('tx', { is: start, a: user, x: canceling, ...undone('a', user) });
    const run = play(
      processModel({ s: start, tx: transaction, ...inside, after: user }, 's>>tx>>after', 'is>>a>>x'),
    );
    run.complete('a');
    run.complete('undo_a');
    expect(run.incidents()).toEqual(['CANCEL_NOT_CAUGHT']);
    expect(run.waits()).toEqual([]);
    run.resolve('tx');
    expect(run.waits()).toEqual(['a']);
  });
});
