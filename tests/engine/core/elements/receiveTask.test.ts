import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import { boundary, end, start, timer, user } from '../../../harness/shapes.ts';

const receive = (config: { [name: string]: string }) => ({ type: 'receiveTask' as const, config });

describe('receiveTask', () => {
  test('waits for its message and takes what it carries', () => {
    const run = play(
      processModel({ s: start, r: receive({ name: 'm', correlationKey: '=id' }), e: end }, 's>>r>>e'),
      { id: 7 },
    );
    expect(run.publish('m', '8')).toBe(false);
    expect(run.publish('m', '7', { text: 'hi' })).toBe(true);
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ id: 7, text: 'hi' });
  });

  test('without a message is done by somebody who says that it arrived', () => {
    const run = play(processModel({ s: start, r: receive({}), e: end }, 's>>r>>e'));
    expect(run.find('userTasks', 'r').found).toMatchObject({ because: 'occurrence' });
    run.complete('r', { by: 'post' });
    expect(run.status()).toBe('completed');
  });

  test('is left by its boundary timer when nothing comes', () => {
    const elements = { s: start, r: receive({ name: 'm' }), late: boundary('r', timer('PT1H')), away: user };
    const run = play(processModel(elements, 's>>r', 'late>>away'));
    run.wait(HOUR);
    expect(run.waits()).toEqual(['away']);
    expect(run.publish('m', String(run.key))).toBe(false);
  });
});
