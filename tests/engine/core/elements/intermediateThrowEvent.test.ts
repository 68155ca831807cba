import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { and, catching, type definition, end, message, start, user } from '../../../harness/shapes.ts';

const throwing = (
  eventDefinitions: ReturnType<typeof definition>,
  config: { [name: string]: string } = {},
) => ({
  type: 'intermediateThrowEvent' as const,
  config,
  ...(eventDefinitions && { eventDefinitions }),
});

describe('intermediateThrowEvent', () => {
  test('without a definition only passes', () => {
    const run = play(processModel({ s: start, passed: throwing(undefined), e: end }, 's>>passed>>e'));
    expect(run.status()).toBe('completed');
  });

  test('sends its message and goes on', () => {
    const elements = {
      s: start,
      f: and,
      heard: catching(message('m', 'K')),
      tells: throwing(message('m', 'K')),
      after: user,
      next: user,
    };
    const run = play(processModel(elements, 's>>f>>heard>>after', 'f>>tells>>next'), { a: 1 });
    expect(run.waits()).toEqual(['after', 'next']);
  });

  test('with a job type leaves the sending to a worker', () => {
    const run = play(
      processModel({ s: start, tells: throwing(message('m'), { jobType: 'mail' }), e: end }, 's>>tells>>e'),
    );
    expect(run.find('jobs', 'tells').found).toMatchObject({ jobType: 'mail' });
    run.work('tells');
    expect(run.status()).toBe('completed');
  });

  test('keeps a message that comes early for an hour', () => {
    const elements = {
      s: start,
      tells: throwing(message('m', 'K')),
      u: user,
      heard: catching(message('m', 'K')),
      e: end,
    };
    const model = processModel(elements, 's>>tells>>u>>heard>>e');
    const soon = play(model);
    soon.wait(3_599_999);
    soon.complete('u');
    expect(soon.status()).toBe('completed');
    const late = play(model);
    late.wait(3_600_000);
    late.complete('u');
    expect(late.waits()).toEqual(['heard']);
  });
});
