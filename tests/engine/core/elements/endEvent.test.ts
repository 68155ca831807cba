import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { and, catching, end, message, start, user } from '../../../harness/shapes.ts';

describe('endEvent', () => {
  test('ends its own path; the process goes on until the last token', () => {
    const run = play(
      processModel({ s: start, f: and, a: user, b: user, e1: end, e2: end }, 's>>f>>a>>e1', 'f>>b>>e2'),
    );
    run.complete('a');
    expect(run.status()).toBe('active');
    run.complete('b');
    expect(run.status()).toBe('completed');
  });

  test('consumes each token that reaches it', () => {
    const run = play(processModel({ s: start, f: and, a: user, b: user, e: end }, 's>>f>>a>>e', 'f>>b>>e'));
    run.complete('a');
    run.complete('b');
    expect(run.times('e')).toBe(2);
  });

  test('with a message sends it', () => {
    const tells = { ...end, eventDefinitions: message('done', 'K') as never };
    const elements = { s: start, f: and, heard: catching(message('done', 'K')), tells, after: user };
    const run = play(processModel(elements, 's>>f>>heard>>after', 'f>>tells'));
    expect(run.waits()).toEqual(['after']);
  });
});
