import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import { boundary, end, maps, script, start, timer, user } from '../../../harness/shapes.ts';

describe('scriptTask', () => {
  test('keeps the result of its FEEL expression', () => {
    const run = play(processModel({ s: start, calc: script('0.1 + 0.2 = 0.3'), e: end }, 's>>calc>>e'));
    expect(run.variables()).toEqual({ result: true });
    expect(run.status()).toBe('completed');
  });

  test('without a result variable keeps nothing', () => {
    const run = play(processModel({ s: start, calc: script('1', ''), e: end }, 's>>calc>>e'));
    expect(run.variables()).toEqual({});
  });

  test('of another format is a job', () => {
    const other = {
      type: 'scriptTask' as const,
      config: { jobType: 'script:python', headers: { script: 'x = 1' } },
    };
    const run = play(processModel({ s: start, calc: other, e: end }, 's>>calc>>e'));
    expect(run.find('jobs', 'calc').found).toMatchObject({
      jobType: 'script:python',
      headers: { script: 'x = 1' },
    });
  });

  test('that fails is an incident; a retry maps its inputs again and arms no boundary event twice', () => {
    const failing = { ...script('10 ** 400'), inputs: maps(['=x', 'y']) };
    const elements = {
      s: start,
      calc: failing,
      late: boundary('calc', timer('PT2H'), false),
      remind: user,
      e: end,
    };
    const run = play(processModel(elements, 's>>calc>>e', 'late>>remind'), { x: 1 });
    expect(run.incidents()).toHaveLength(1);
    run.wait(HOUR);
    run.resolve('calc');
    run.resolve('calc');
    expect(run.waits()).toEqual(['late']);
    run.wait(HOUR);
    expect(run.waits()).toEqual(['remind']);
    run.resolve('calc');
    expect(run.waits()).toEqual(['remind']);
  });
});
