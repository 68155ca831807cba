import { describe, expect, test } from 'vitest';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import {
  end,
  eventSubprocess,
  message,
  onEvent,
  start,
  subProcess,
  user,
  within,
} from '../../harness/shapes.ts';

describe('event subprocess', () => {
  test('interrupts its scope: what runs there is withdrawn, and the scope ends after the handler', () => {
    const run = play(
      processModel(
        {
          s: start,
          sub: subProcess,
          ...within('sub', { is: start, work: user, ie: end, handler: eventSubprocess }),
          ...within('handler', { he: onEvent(message('cancel')), undo: user, hend: end }),
          after: user,
        },
        's>>sub>>after',
        'is>>work>>ie',
        'he>>undo>>hend',
      ),
      {},
    );
    expect(run.waits()).toEqual(['he', 'work']);
    run.publish('cancel', 'key', { reason: 'r' });
    expect(run.waits()).toEqual(['undo']);
    expect(run.variables()).toEqual({ reason: 'r' });
    run.complete('undo');
    expect(run.waits()).toEqual(['after']);
  });
});
